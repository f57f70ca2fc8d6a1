//! `scaffold completions`.

use clap::CommandFactory;

use crate::{
    cli::{Cli, Completions},
    error::Error,
    terminal,
};

/// Prints the completion script of a shell.
pub fn run(args: &Completions) -> Result<(), Error> {
    // Into memory, because `generate` panics where a stream fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "scaffold", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))
}
