//! The update of a project, from outside: what is on disk before and after.

mod cases;
mod kill;
mod support;
