//! A project as data: an ordered map from a relative path to text.

mod stage;
mod undo;

use std::{
    collections::{BTreeMap, btree_map},
    fmt::{self, Write},
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

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
        for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(dir).to_owned();
                Error::io("read", path, error.into())
            })?;
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

fn is_inside(path: &str) -> bool {
    let has_odd_characters = path.contains(['\\', ':', '\0']);
    !has_odd_characters && !path.split('/').any(|part| matches!(part, "" | "." | ".."))
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

/// Why a tree could not be built, read or written.
#[derive(Debug)]
pub enum Error {
    /// A path is absolute, leaves the folder or holds a character that some system refuses.
    Outside(String),
    /// Two files want one path.
    Taken(String),
    /// The folder for a new project holds something already.
    NotEmpty(PathBuf),
    /// Something that is no folder stands where the project should be.
    NotFolder(PathBuf),
    /// A symbolic link where a file or folder is needed.
    Symlink(PathBuf),
    /// A file is not UTF-8.
    NotText(PathBuf),
    /// No folder can have this path, because it names none (such as `/`).
    NoName(PathBuf),
    /// The user pressed Ctrl-C.
    Interrupted,
    /// The system refused.
    Io {
        /// What was tried, such as `create`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.into(),
            source,
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(path) => write!(f, "`{path}` is not a path inside the project"),
            Self::Taken(path) => write!(f, "two files want the path `{path}`"),
            Self::NotEmpty(path) => write!(
                f,
                "`{}` is not empty: name a folder that is empty or does not exist",
                path.display()
            ),
            Self::NotFolder(path) => write!(
                f,
                "`{}` is not a folder: name one that is empty or does not exist",
                path.display()
            ),
            Self::Symlink(path) => write!(
                f,
                "`{}` is a symbolic link, which is not followed: name a real file or folder",
                path.display()
            ),
            Self::NotText(path) => write!(f, "`{}` is not UTF-8 text", path.display()),
            Self::NoName(path) => write!(f, "`{}` does not name a folder", path.display()),
            Self::Interrupted => write!(f, "interrupted: nothing was written"),
            Self::Io {
                action,
                path,
                source,
            } => write!(f, "cannot {action} `{}`: {source}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_paths_that_leave_the_folder() {
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a/..",
            "./a",
            "a//b",
            "a/",
            "a\\b",
            "C:a",
            "a\0",
        ] {
            let refused = Tree::new().insert(path, "");
            assert!(matches!(refused, Err(Error::Outside(_))), "{path:?}");
        }
    }

    #[test]
    fn refuses_a_path_that_is_taken() {
        let mut tree = Tree::new();
        tree.insert("src/main.rs", "").unwrap();
        tree.insert("src/main.rs2", "").unwrap();
        for path in ["src/main.rs", "src", "src/main.rs/x"] {
            assert!(
                matches!(tree.insert(path, ""), Err(Error::Taken(_))),
                "{path}"
            );
        }
    }

    #[test]
    fn reads_what_is_on_disk() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("a/b")).unwrap();
        fs::write(dir.path().join("a/b/c"), "text").unwrap();
        let tree = Tree::read(dir.path()).unwrap();
        assert_eq!(tree.iter().collect::<Vec<_>>(), [("a/b/c", "text")]);

        fs::write(dir.path().join("a/d"), b"\xff").unwrap();
        assert!(matches!(Tree::read(dir.path()), Err(Error::NotText(_))));
    }

    #[cfg(unix)]
    #[test]
    fn does_not_follow_links() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/passwd", dir.path().join("x")).unwrap();
        assert!(matches!(Tree::read(dir.path()), Err(Error::Symlink(_))));
    }
}
