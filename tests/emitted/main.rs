//! What the emitted crates are worth: built, linted and tested, and then asked over HTTP.
//!
//! Projects are generated to a folder below the target directory and built there with one
//! directory of their own for all, so that their dependencies are compiled once and a second run
//! compiles only what a template changed.

#[path = "../support/environment.rs"]
mod environment;
#[path = "../support/random_spec.rs"]
mod random_spec;

mod browser;
mod client;
mod cluster;
mod commands;
mod compress;
mod contract;
mod copy;
mod crud;
mod document;
mod durability;
mod full;
mod hostile;
mod matrix;
mod postgres;
mod project;
mod random;
mod restyled;
mod server;
mod suite;
mod tools;
mod visitor;
mod worked_example;
