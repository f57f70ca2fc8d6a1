//! Why a migration cannot be read, written or moved.

use std::fmt;

/// A change does not fit the schema that it is made to; the reason, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit(pub String);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misfit {}

/// Why the recorded migrations of a project are of no use as they are. Each names a file, or the
/// migration that the file records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The file is no JSON.
    Broken {
        /// The file.
        file: String,
        /// What is wrong, and where.
        reason: String,
    },
    /// The file holds something that this version does not know.
    Newer {
        /// The file.
        file: String,
        /// What, and where.
        reason: String,
    },
    /// The file is called otherwise than the migration in it.
    Misnamed {
        /// The file.
        file: String,
        /// The name in it.
        name: String,
    },
    /// The migration follows one that is not there.
    NoParent {
        /// The file.
        file: String,
        /// The one it follows.
        parent: String,
    },
    /// The migration follows itself, perhaps by others.
    Circular {
        /// The file.
        file: String,
    },
    /// Two branches added migrations after the same one.
    Forked {
        /// Those that follow it.
        children: Vec<String>,
    },
    /// A migration does not fit what comes before it.
    Misfit {
        /// The migration.
        name: String,
        /// Why.
        reason: String,
    },
    /// There is no fork that the migration is a branch of.
    NotForked {
        /// The migration.
        name: String,
    },
    /// The other branch contradicts a change of the migration.
    Contradicted {
        /// The migration.
        name: String,
        /// The change, for people.
        change: String,
        /// Why it cannot be made.
        reason: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Broken { file, reason } => {
                write!(
                    f,
                    "`{file}` is not readable: {reason}; restore it from version control"
                )
            }
            Error::Newer { file, reason } => write!(
                f,
                "`{file}` holds what this `scaffold` does not know: {reason}; update `scaffold`, or restore the \
                 file from version control"
            ),
            Error::Misnamed { file, name } => write!(
                f,
                "`{file}` records the migration `{name}`: give the file that name"
            ),
            Error::NoParent { file, parent } => write!(
                f,
                "`{file}` follows the migration `{parent}`, which is not there: restore it from \
                 version control"
            ),
            Error::Circular { file } => write!(
                f,
                "`{file}` follows itself by its `parent`: restore it from version control"
            ),
            Error::Forked { children } => write!(
                f,
                "{}, of different branches, follow the same migration: put the one that no shared \
                 database has applied yet behind the other, by {}",
                listed(children, "and"),
                listed(&rebases(children), "or")
            ),
            Error::Misfit { name, reason } => write!(
                f,
                "the migration `{name}` does not fit those before it: {reason}; restore its file \
                 from version control"
            ),
            Error::NotForked { name } => write!(
                f,
                "`{name}` is not the first migration of a branch: name one that `scaffold check` \
                 lists"
            ),
            Error::Contradicted {
                name,
                change,
                reason,
            } => write!(
                f,
                "cannot {change} (`{name}`) behind the other branch: {reason}; delete the files \
                 of `{name}` and run `scaffold generate`, which writes what is still missing"
            ),
        }
    }
}

fn rebases(names: &[String]) -> Vec<String> {
    let rebases = names.iter();
    rebases
        .map(|name| format!("scaffold migrate rebase {name}"))
        .collect()
}

fn listed(names: &[String], between: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(&format!(" {between} "))
}

impl std::error::Error for Error {}
