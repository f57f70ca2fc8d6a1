//! Migrations: what is asked, what is written, and what it does to a database with rows.

mod case;
mod cases;
mod casts;
mod database;
#[path = "../support/environment.rs"]
mod environment;
mod guards;
mod history;
mod pair;
mod postgres;
mod random;
#[path = "../support/random_spec.rs"]
mod random_spec;
mod rows;
mod sqlite;
mod yaml;
