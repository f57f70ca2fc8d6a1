//! Why a project could not be updated.

use std::fmt;

use super::{Obstacle, Unresolved};
use crate::{project::format, tree};

/// Why a project could not be planned, read or written.
#[derive(Debug)]
pub enum Error {
    /// Generated paths hold what is no plain file.
    Obstacles(Vec<Obstacle>),
    /// Conflicts of an earlier run are still there.
    Unresolved(Vec<Unresolved>),
    /// `--restore` names what was not deleted, or is not generated.
    NotDeleted(String),
    /// Another run is at work in the project.
    Busy,
    /// Files or folders that have to change are read-only: their paths.
    ReadOnly(Vec<String>),
    /// A file changed while the update was planned.
    Changed(String),
    /// The update is written in part; the next run completes it. With what went wrong.
    Unfinished(tree::Error),
    /// rustfmt could not be run.
    Format(format::Error),
    /// The system refused, or a path is wrong.
    Tree(tree::Error),
}

impl From<tree::Error> for Error {
    fn from(error: tree::Error) -> Self {
        Self::Tree(error)
    }
}

impl From<format::Error> for Error {
    fn from(error: format::Error) -> Self {
        Self::Format(error)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unfinished(error) | Self::Tree(error) => Some(error),
            Self::Format(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Obstacles(obstacles) => {
                let are = "these are in the way, so nothing was written";
                write!(f, "{are}:{}", list(obstacles))
            }
            Self::Unresolved(places) => write!(
                f,
                "conflicts of an earlier run or of a merge are not resolved; edit these and run again:{}",
                list(places)
            ),
            Self::NotDeleted(path) => write!(
                f,
                "nothing to restore: `{path}` is not a generated file that was deleted"
            ),
            Self::Busy => write!(
                f,
                "another `scaffold` is at work in this project: wait for it and run again"
            ),
            Self::ReadOnly(paths) => {
                let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
                write!(
                    f,
                    "these are read-only, so nothing was written; make them writable and run \
                     again:{}",
                    list(&paths)
                )
            }
            Self::Changed(path) => write!(
                f,
                "`{path}` was edited while `scaffold` was at work, so nothing was written: run \
                 again"
            ),
            Self::Unfinished(error) => write!(
                f,
                "{error}; the update is written in part: make room or give access, and run \
                 `scaffold generate` again, which completes it"
            ),
            Self::Format(error) => error.fmt(f),
            Self::Tree(error) => error.fmt(f),
        }
    }
}

fn list(lines: &[impl fmt::Display]) -> String {
    lines.iter().map(|line| format!("\n  {line}")).collect()
}
