//! `scaffold migrate`.

use std::process::ExitCode;

use crate::{cli::Migrate, error::Error};

use super::generate;

/// Works on the migrations of a project, not on a database: that is the project's own command.
pub fn run(args: &Migrate) -> Result<ExitCode, Error> {
    match args {
        Migrate::Rebase(rebase) => generate::run_rebased(&rebase.name),
    }
}
