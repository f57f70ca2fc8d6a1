//! What is decided for each file.

use super::{BESIDE, Before, Write};
use crate::tree;

/// What happens to the files of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Every path that is generated now, and those that were last time and still are there, in
    /// order; also what stays as it is.
    pub files: Vec<FileUpdate>,
}

impl Update {
    /// Whether nothing on disk has to change.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| !file.is_written())
    }

    /// Conflicts left for the user: hunks with markers, and files with a new text beside them.
    pub fn conflicts(&self) -> usize {
        self.files.iter().map(|file| file.conflicts).sum()
    }

    /// The changes of the disk, for [`super::write()`]. Files are removed last.
    pub fn writes(&self) -> Vec<Write> {
        let written = self.files.iter().filter(|file| file.is_written());
        let mut writes: Vec<Write> = written.flat_map(FileUpdate::writes).collect();
        writes.sort_by_key(|write| write.after.is_none());
        // Where one file moves away and another takes its path, the second is all that counts.
        let taken: Vec<String> = writes
            .iter()
            .filter(|write| write.after.is_some())
            .map(|write| write.path.clone())
            .collect();
        writes.retain(|write| write.after.is_some() || !taken.contains(&write.path));
        writes
    }
}

/// What happens to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUpdate {
    /// Where the file is, or will be.
    pub path: String,
    /// Where it was, if it moves.
    pub moved_from: Option<String>,
    /// What is done, beside the move.
    pub action: Action,
    /// The text on disk; none if there is no file, or if it is no text.
    pub before: Option<String>,
    /// The text to write; none if nothing is written or the file is removed. With
    /// [`Action::Beside`] it goes beside the file.
    pub after: Option<String>,
    /// How many conflicts are left for the user.
    pub conflicts: usize,
    /// What [`super::write()`] expects at the path.
    pub(super) found: Before,
}

impl FileUpdate {
    /// Whether the disk changes.
    pub fn is_written(&self) -> bool {
        self.after.is_some() || self.action == Action::Delete
    }

    /// The path that is written or removed.
    pub fn written_path(&self) -> String {
        match self.action {
            Action::Beside => format!("{}{BESIDE}", self.path),
            _ => self.path.clone(),
        }
    }

    fn writes(&self) -> impl Iterator<Item = Write> {
        let removed = self.moved_from.as_ref().map(|path| Write {
            path: path.clone(),
            before: Before::hash(self.before.as_deref().unwrap_or_default()),
            after: None,
            mode_of: None,
        });
        let written = Write {
            path: self.written_path(),
            before: self.found.clone(),
            after: self.after.clone(),
            mode_of: self.moved_from.clone(),
        };
        [Some(written), removed].into_iter().flatten()
    }
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Nothing: it is as it is generated now.
    Same,
    /// It is written for the first time.
    Create,
    /// It is written again, because the user deleted it and asked for it.
    Restore,
    /// It was not edited, and gets its new text.
    Update,
    /// The user's edits and the new text go together.
    Merge,
    /// They do not, in places: these are marked.
    Conflict,
    /// It was not edited, and is no longer generated.
    Delete,
    /// The user's edits stay; what is generated has not changed.
    KeepEdited,
    /// The user deleted it, and it stays so.
    KeepDeleted,
    /// It is no longer generated, and stays because the user edited it.
    KeepOrphan,
    /// It cannot be merged: it stays, and the new text goes beside it as `PATH.scaffold-new`.
    Beside,
}

impl Action {
    /// A word or two for people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Create => "create",
            Self::Restore => "restore",
            Self::Update => "update",
            Self::Merge => "merge",
            Self::Conflict => "conflict",
            Self::Delete => "delete",
            Self::KeepEdited => "keep (edited)",
            Self::KeepDeleted => "keep (deleted by you)",
            Self::KeepOrphan => "keep (no longer generated)",
            Self::Beside => "beside (.scaffold-new)",
        }
    }
}

impl Before {
    /// A file with this content.
    pub fn hash(content: impl AsRef<[u8]>) -> Self {
        Self::Hash(tree::hash(content))
    }
}
