//! The `scaffold` command.

use std::process::ExitCode;

use clap::Parser;
use scaffold::cli::Cli;

fn main() -> ExitCode {
    match scaffold::run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => error.report(),
    }
}
