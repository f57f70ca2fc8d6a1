//! What is on disk at the paths that are generated.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{Before, Error, lines};

/// A generated path as the user left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnDisk {
    /// There is nothing.
    Absent,
    /// Text that can be merged, with the line ends that it has on disk.
    Text(String),
    /// What no merge is tried on: it is not UTF-8, or has carriage returns that end no line.
    Bytes(Vec<u8>),
}

impl OnDisk {
    /// The text, if it is some.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::Bytes(_) => None,
        }
    }

    /// Whether it is this text, whose lines end with `\n`; here they may end as the user likes.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Absent => false,
            Self::Text(mine) => lines::normal(mine) == text,
            Self::Bytes(mine) => mine == text.as_bytes(),
        }
    }

    /// What [`super::write()`] expects.
    pub(super) fn before(&self) -> Before {
        match self {
            Self::Absent => Before::Absent,
            Self::Text(text) => Before::hash(text),
            Self::Bytes(bytes) => Before::hash(bytes),
        }
    }

    fn of(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) if lines::has_lone_returns(&text) => Self::Bytes(text.into_bytes()),
            Ok(text) => Self::Text(text),
            Err(error) => Self::Bytes(error.into_bytes()),
        }
    }
}

/// The user's files by path. Paths that were not asked for are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mine(BTreeMap<String, OnDisk>);

impl Mine {
    /// Reads the files at `paths`, which have to be those of a [`Tree`](crate::tree::Tree).
    ///
    /// # Errors
    /// [`Error::Obstacles`]: all paths that hold a symbolic link, a folder or what cannot be read,
    /// and those below a link or a file.
    pub fn read<'a>(
        project: &Path,
        paths: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Error> {
        let mut folders = Folders::new(project);
        let mut files = BTreeMap::new();
        let mut obstacles = Vec::new();
        for path in paths {
            if files.contains_key(path) {
                continue;
            }
            match folders.read(path) {
                Ok(found) => {
                    files.insert(path.to_owned(), found);
                }
                Err(obstacle) if obstacles.contains(&obstacle) => {}
                Err(obstacle) => obstacles.push(obstacle),
            }
        }
        match obstacles.is_empty() {
            true => Ok(Self(files)),
            false => Err(Error::Obstacles(obstacles)),
        }
    }

    /// What is at a path.
    pub fn get(&self, path: &str) -> &OnDisk {
        self.0.get(path).unwrap_or(&OnDisk::Absent)
    }

    /// Takes something else for what is at a path.
    pub(super) fn set(&mut self, path: &str, found: OnDisk) {
        self.0.insert(path.to_owned(), found);
    }

    /// All that was asked for, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OnDisk)> {
        self.0.iter().map(|(path, found)| (path.as_str(), found))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Mine {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(files: I) -> Self {
        let files = files.into_iter();
        let on_disk = |text: &str| OnDisk::of(text.as_bytes().to_vec());
        Self(
            files
                .map(|(path, text)| (path.to_owned(), on_disk(text)))
                .collect(),
        )
    }
}

/// What is in the way at a generated path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where, from the project's folder.
    pub path: String,
    /// What.
    pub problem: Problem,
}

/// Why nothing can be generated at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A symbolic link; it might lead out of the project.
    Symlink,
    /// A folder, or something else that is no file.
    NotFile,
    /// Something that is no folder, with a generated path below it.
    NotFolder,
    /// The system refused to read it, with its message.
    Unreadable(String),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.problem {
            Problem::Symlink => write!(
                f,
                "`{path}` is a symbolic link, which is not followed: put a real file or folder \
                 there"
            ),
            Problem::NotFile => write!(
                f,
                "`{path}` is no plain file, but one is generated there: move it away"
            ),
            Problem::NotFolder => write!(
                f,
                "`{path}` is no folder, but files are generated in it: move it away"
            ),
            Problem::Unreadable(message) => {
                write!(f, "`{path}` cannot be read: {message}")
            }
        }
    }
}

/// Looks at each folder on the way to a file once.
pub(super) struct Folders<'a> {
    project: &'a Path,
    seen: BTreeMap<String, Result<Folder, Problem>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    There,
    Absent,
}

impl<'a> Folders<'a> {
    pub(super) fn new(project: &'a Path) -> Self {
        let seen = BTreeMap::new();
        Self { project, seen }
    }

    /// Whether the folder of a path is there: no link, and below no link.
    pub(super) fn above(&mut self, path: &str) -> Result<Folder, Obstacle> {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            let seen = match self.seen.get(folder) {
                Some(seen) => seen.clone(),
                None => {
                    let found = look(&self.project.join(folder));
                    self.seen.insert(folder.to_owned(), found.clone());
                    found
                }
            };
            match seen {
                Ok(Folder::There) => {}
                Ok(Folder::Absent) => return Ok(Folder::Absent),
                Err(problem) => {
                    return Err(Obstacle {
                        path: folder.to_owned(),
                        problem,
                    });
                }
            }
        }
        Ok(Folder::There)
    }

    fn read(&mut self, path: &str) -> Result<OnDisk, Obstacle> {
        if self.above(path)? == Folder::Absent {
            return Ok(OnDisk::Absent);
        }
        read_file(&self.project.join(path)).map_err(|problem| Obstacle {
            path: path.to_owned(),
            problem,
        })
    }
}

fn look(folder: &PathBuf) -> Result<Folder, Problem> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => Err(Problem::Symlink),
        Ok(found) if found.is_dir() => Ok(Folder::There),
        Ok(_) => Err(Problem::NotFolder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Folder::Absent),
        Err(error) => Err(Problem::Unreadable(error.to_string())),
    }
}

fn read_file(path: &PathBuf) -> Result<OnDisk, Problem> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Err(Problem::Symlink),
        Ok(found) if !found.is_file() => Err(Problem::NotFile),
        Ok(_) => match fs::read(path) {
            Ok(bytes) => Ok(OnDisk::of(bytes)),
            Err(error) => Err(Problem::Unreadable(error.to_string())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(OnDisk::Absent),
        Err(error) => Err(Problem::Unreadable(error.to_string())),
    }
}

impl From<Obstacle> for Error {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacles(vec![obstacle])
    }
}
