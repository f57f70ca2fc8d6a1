//! Writing an update so that it is made as a whole, even if the program is killed.
//!
//! The new texts are first staged in `.scaffold/pending/`, then a journal of what goes where is
//! written beside them, and all of it is brought to the disk. From then on the update counts as
//! made: whoever comes next completes it. Each file is put in place by one rename.

mod check;
mod journal;
mod stage;

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, mine::Folders};
use crate::tree;
use journal::Journal;
use stage::Stage;

const PENDING: &str = ".scaffold/pending";

/// One change of the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Where, from the project's folder.
    pub path: String,
    /// What is there.
    pub before: Before,
    /// The new text; none to remove the file.
    pub after: Option<String>,
    /// The file whose permissions a new file gets, if it moves.
    pub mode_of: Option<String>,
}

/// What is at a path before it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// Nothing.
    Absent,
    /// A file whose content has this SHA-256, in hexadecimal.
    Hash(String),
    /// Anything: the file is our own record.
    Any,
}

/// How an update that was cut short was completed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Files that were edited in the meantime: their new text is beside them, as
    /// `PATH.scaffold-new`.
    pub beside: Vec<String>,
    /// Files that were to be removed, but were edited in the meantime.
    pub kept: Vec<String>,
}

/// Makes all changes or none. `step` is asked before each write to the disk. Its error undoes
/// everything, until the journal is written; after that, [`tree::Error::Interrupted`] is ignored.
/// A file that is edited while this runs is not overwritten; the answer says which.
///
/// # Errors
/// [`Error::ReadOnly`], [`Error::Obstacles`], [`Error::Changed`] and failures while staging:
/// nothing was changed. [`Error::Unfinished`]: [`recover`] has to complete it.
pub fn write(
    project: &Path,
    writes: &[Write],
    step: &mut dyn FnMut() -> Result<(), tree::Error>,
) -> Result<Recovery, Error> {
    if writes.is_empty() {
        return Ok(Recovery::default());
    }
    check::check(project, writes)?;
    let stage = Stage::create(project, step)?;
    match stage.fill(project, writes, step) {
        Ok(journal) => stage.apply(&journal, step),
        Err(error) => {
            // The first failure is what the user has to hear of; the next run tries again.
            let _ = stage.remove();
            Err(error.into())
        }
    }
}

/// Completes an update that was cut short, or drops what it had staged if it had changed nothing
/// yet. The answer is none if nothing had to be completed. The caller holds the
/// [lock](super::Lock).
///
/// # Errors
/// [`Error::Unfinished`] if it cannot be completed this time either.
pub fn recover(project: &Path) -> Result<Option<Recovery>, Error> {
    let Some(stage) = Stage::find(project)? else {
        return Ok(None);
    };
    match Journal::read(&stage.journal())? {
        Some(journal) => stage.apply(&journal, &mut || Ok(())).map(Some),
        None => {
            stage.remove()?;
            Ok(None)
        }
    }
}

/// Whether an earlier run was cut short, so that [`recover`] has something to do.
pub fn is_unfinished(project: &Path) -> bool {
    project.join(PENDING).symlink_metadata().is_ok()
}

/// Refuses a path that leaves the project, or leads through a link.
fn check_path(folders: &mut Folders, path: &str) -> Result<(), Error> {
    if !tree::is_inside(path) {
        return Err(tree::Error::Outside(path.to_owned()).into());
    }
    folders.above(path)?;
    Ok(())
}
