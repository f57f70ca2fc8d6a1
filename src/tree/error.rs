//! Why a tree could not be built, read or written.

use std::{fmt, io, path::PathBuf};

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
