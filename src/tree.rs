//! A project as data: an ordered map from a relative path to text.

mod error;
mod stage;
mod undo;

use std::{
    collections::{BTreeMap, btree_map},
    fmt::Write,
    fs,
    path::Path,
};

use sha2::{Digest, Sha256};

pub use error::Error;
pub use stage::{Vacant, write_new};

/// Files by path. Every path is relative, stays inside the folder and has forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Refuses a path that leaves the folder, and one that is taken: two files for
    /// one path, or a file where another file needs a folder.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<(), Error> {
        let path = path.into();
        if !is_inside(&path) {
            return Err(Error::Outside(path));
        }
        if self.takes(&path) {
            return Err(Error::Taken(path));
        }
        self.0.insert(path, text.into());
        Ok(())
    }

    /// Adds every file of another tree, below `folder` (empty: at the top).
    pub fn extend(&mut self, folder: &str, other: Self) -> Result<(), Error> {
        for (path, text) in other.0 {
            let path = match folder {
                "" => path,
                folder => format!("{folder}/{path}"),
            };
            self.insert(path, text)?;
        }
        Ok(())
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The text of one file, to change it.
    pub fn get_mut(&mut self, path: &str) -> Option<&mut String> {
        self.0.get_mut(path)
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<String> {
        self.0.remove(path)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads every file below a folder. Symbolic links are refused, not followed.
    pub fn read(dir: &Path) -> Result<Self, Error> {
        let mut tree = Self::new();
        for entry in walk(dir) {
            let entry = entry?;
            let path = entry.path();
            if entry.path_is_symlink() {
                return Err(Error::Symlink(path.to_owned()));
            }
            if entry.file_type().is_file() {
                let name = relative(dir, path).ok_or_else(|| Error::NotText(path.to_owned()))?;
                let bytes = fs::read(path).map_err(|error| Error::io("read", path, error))?;
                let text = String::from_utf8(bytes).map_err(|_| Error::NotText(path.to_owned()))?;
                tree.insert(name, text)?;
            }
        }
        Ok(tree)
    }

    fn takes(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let is_folder = self
            .0
            .range(below.clone()..)
            .next()
            .is_some_and(|(next, _)| next.starts_with(&below));
        let in_a_file = path
            .match_indices('/')
            .any(|(end, _)| self.0.contains_key(&path[..end]));
        is_folder || in_a_file || self.0.contains_key(path)
    }
}

impl IntoIterator for Tree {
    type Item = (String, String);
    type IntoIter = btree_map::IntoIter<String, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub fn hash(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text)
        .iter()
        .fold(String::with_capacity(64), |mut out, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// Whether a path is relative and stays in the folder.
pub(crate) fn is_inside(path: &str) -> bool {
    let has_odd_characters = path.contains(['\\', ':', '\0']);
    !has_odd_characters && !path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// The paths, from `dir`, of all files below one of its folders. Links count as files. A folder
/// that is not there has none, and names that are not UTF-8 are passed over.
pub(crate) fn names(dir: &Path, folder: &str) -> Result<Vec<String>, Error> {
    let top = dir.join(folder);
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in walk(&top) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            names.extend(relative(dir, entry.path()));
        }
    }
    Ok(names)
}

fn walk(dir: &Path) -> impl Iterator<Item = Result<walkdir::DirEntry, Error>> {
    let walk = walkdir::WalkDir::new(dir).sort_by_file_name().into_iter();
    walk.map(move |entry| {
        entry.map_err(|error| {
            let path = error.path().unwrap_or(dir).to_owned();
            Error::io("read", path, error.into())
        })
    })
}

fn relative(dir: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(dir)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests;
