//! The update of a project, from outside: what is on disk before and after.

mod bad;
mod cases;
mod diff;
#[path = "../support/environment.rs"]
mod environment;
mod full_disk;
mod kill;
mod merged;
mod property;
mod support;
