//! What goes where.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use super::{Before, Write};
use crate::tree;

/// The changes that a stage stands for. The text of the one at `at` is the staged file `at`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    pub entries: Vec<Entry>,
}

/// One change.
#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    pub path: String,
    pub before: Before,
    /// The SHA-256 of the new text; none to remove the file.
    pub after: Option<String>,
}

impl Journal {
    pub fn of(writes: &[Write]) -> Self {
        let entries = writes.iter().map(|write| Entry {
            path: write.path.clone(),
            before: write.before.clone(),
            after: write.after.as_ref().map(tree::hash),
        });
        Self {
            entries: entries.collect(),
        }
    }

    /// Reads a journal. There is none before it was written as a whole: JSON that is cut off is
    /// no JSON.
    pub fn read(path: &Path) -> Result<Option<Self>, tree::Error> {
        match fs::read(path) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(tree::Error::io("read", path, error)),
        }
    }

    pub fn to_text(&self) -> Result<String, tree::Error> {
        serde_json::to_string(self).map_err(|error| {
            let text = "the journal of the update";
            tree::Error::io("write", text, error.into())
        })
    }
}
