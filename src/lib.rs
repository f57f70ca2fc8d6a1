//! From one YAML model spec to a complete Rust web project that its user owns.
//!
//! Data flows one way. Every arrow is a pure function, except the first read, rustfmt and the last
//! write.
//!
//! ```text
//! scaffold.yaml ─read─▶ text ─check─▶ Spec ─render─▶ Tree ─rustfmt─▶ Tree (new) ┐
//! .scaffold/: last output ────────────────────────────────────────▶ Tree (base) ├─plan─▶ Update
//! the project's folder ───────────────────────────────────────────▶ Mine        ┘          │
//! .scaffold/: migrations ─replay─▶ Schema ┐                                         write or print
//!                          Spec ─▶ Schema ┴─diff─▶ [Change] ─▶ SQL, by dialect and direction
//! ```
//!
//! [`spec`] reads and checks, [`project`] renders and formats, [`saved`] keeps the record of it,
//! [`update`] merges and writes, [`migration`] turns changes of the models into SQL, [`tree`] writes
//! a new project, and [`commands`] puts them together.

pub mod cli;
pub mod commands;
pub mod edit;
pub mod error;
pub mod git;
pub mod interrupt;
pub mod migration;
pub mod problem;
pub mod project;
pub mod prompt;
pub mod saved;
pub mod spec;
pub mod terminal;
pub mod tree;
pub mod update;

use std::process::ExitCode;

use cli::{Cli, Command};
use error::Error;

/// Does what the command line says. Commands print their output; errors are the caller's to print.
pub fn run(cli: Cli) -> Result<ExitCode, Error> {
    match &cli.command {
        Command::New(args) => return commands::new::run(args),
        Command::Generate(args) => return commands::generate::run(args),
        Command::Status => commands::status::run()?,
        Command::Migrate(args) => return commands::migrate::run(args),
        Command::Check(args) => commands::check::run(args)?,
        Command::Add(args) => return commands::add::run(args),
        Command::Schema => commands::schema::run()?,
        Command::Completions(args) => commands::completions::run(args)?,
    }
    Ok(ExitCode::SUCCESS)
}
