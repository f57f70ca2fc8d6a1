//! `scaffold generate` and what belongs to it.

use clap::{Args, Subcommand, ValueEnum};

use crate::{
    migration::{Rename, Target},
    update,
};

/// `scaffold generate`.
#[derive(Debug, Default, Args)]
pub struct Generate {
    /// Write nothing; say by the exit code whether there is something to do
    #[arg(long, conflicts_with_all = ["diff", "dry_run"])]
    pub check: bool,
    /// Write nothing; print the changes of each file, as `git apply` takes them
    #[arg(long, conflicts_with_all = ["dry_run", "json"])]
    pub diff: bool,
    /// Write nothing; print the files that would change
    #[arg(long)]
    pub dry_run: bool,
    /// Print the plan as JSON
    #[arg(long)]
    pub json: bool,
    /// What to do where an edit and a new text contradict each other [default: mark]
    #[arg(long, value_enum, value_name = "SIDE")]
    pub conflict: Option<Side>,
    /// A model or field that has another name now: `Post:Article`, `Post.title:headline`
    #[arg(long, value_name = "OLD:NEW")]
    pub rename: Vec<Rename>,
    /// A model or field that goes with its data: `Post`, `Post.title`
    #[arg(long, value_name = "NAME")]
    pub drop: Vec<Target>,
    /// Write a generated file again that you deleted
    #[arg(long, value_name = "PATH")]
    pub restore: Vec<String>,
}

impl Generate {
    /// Whether nothing is to be written.
    pub fn is_dry(&self) -> bool {
        self.check || self.diff || self.dry_run
    }
}

/// Who wins where an edit and a new text contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// Nobody: both are in the file, between markers
    Mark,
    /// Your text
    Ours,
    /// The new text
    Theirs,
}

impl From<Side> for update::Conflict {
    fn from(side: Side) -> Self {
        match side {
            Side::Mark => Self::Mark,
            Side::Ours => Self::Ours,
            Side::Theirs => Self::Theirs,
        }
    }
}

/// `scaffold migrate`.
#[derive(Debug, Subcommand)]
pub enum Migrate {
    /// Put a migration behind those of another branch, after a merge
    Rebase(Rebase),
}

/// `scaffold migrate rebase`.
#[derive(Debug, Args)]
pub struct Rebase {
    /// The migration to move, with those that follow it: one that no shared database has yet
    pub name: String,
}
