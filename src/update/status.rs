//! What became of the generated files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{BESIDE, Error, Mine, OnDisk, unresolved};
use crate::tree::{self, Tree};

/// The state of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// As it was generated.
    Clean,
    /// The user edited it.
    Edited,
    /// The user deleted it.
    Deleted,
    /// It has conflict markers, or a new text waits beside it.
    InConflict,
    /// The user's own file, in a folder with generated ones.
    NotOurs,
}

impl State {
    /// A word or two for people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Edited => "edited",
            Self::Deleted => "deleted",
            Self::InConflict => "in conflict",
            Self::NotOurs => "not ours",
        }
    }
}

/// The state of each generated file, and of the user's own files in the folders that hold
/// generated ones; not of those in the project's folder itself.
///
/// # Errors
/// A folder that cannot be read.
pub fn status(project: &Path, base: &Tree, mine: &Mine) -> Result<BTreeMap<String, State>, Error> {
    let conflicts = unresolved(project, base, mine);
    let in_conflict: BTreeSet<&str> = conflicts.iter().map(|found| found.path()).collect();
    let mut states = BTreeMap::new();
    for (path, last) in base.iter() {
        let state = match mine.get(path) {
            _ if in_conflict.contains(path) => State::InConflict,
            OnDisk::Absent => State::Deleted,
            found if found.is(last) => State::Clean,
            OnDisk::Text(_) | OnDisk::Bytes(_) => State::Edited,
        };
        states.insert(path.to_owned(), state);
    }
    let tops: BTreeSet<&str> = base.iter().filter_map(|(path, _)| top(path)).collect();
    for folder in tops {
        for path in tree::names(project, folder)? {
            if !path
                .strip_suffix(BESIDE)
                .is_some_and(|of| in_conflict.contains(of))
            {
                states.entry(path).or_insert(State::NotOurs);
            }
        }
    }
    Ok(states)
}

fn top(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}
