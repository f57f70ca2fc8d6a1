//! Writing a new project so that it is there as a whole or not at all.
//!
//! Everything is first written to a staging folder on the same file system, together with a
//! journal that stays locked while we live:
//!
//! - The project's folder does not exist: the staging folder is its neighbour, and one rename
//!   makes it the project.
//! - It exists and is empty (it may be the current folder or a mount point, which cannot be
//!   replaced): the staging folder is inside of it, and its entries are moved up one by one,
//!   `Cargo.toml` last. Until then nothing takes the folder for a project.
//!
//! What a killed run left is recognised by its journal, which no process has locked, and is undone
//! by the next run. Nothing is synced to disk: a project can be generated again.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{self, Path, PathBuf},
};

use tempfile::TempDir;

use super::{Error, Tree, hash, undo::undo_killed_runs};

pub(super) const JOURNAL: &str = "journal";
pub(super) const FILES: &str = "files";
const HEADER: &str = "scaffold new: if no scaffold runs, this folder can be deleted";
pub(super) const END: &str = "complete";

/// A place for a new project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vacant {
    /// Nothing is there.
    Absent,
    /// An empty folder is there.
    Empty,
}

impl Vacant {
    /// Whether a project can be written to `dir`; an error says what is in the way.
    pub fn check(dir: &Path) -> Result<Self, Error> {
        let dir = absolute(dir)?;
        match fs::symlink_metadata(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Absent),
            Err(error) => Err(Error::io("create", dir, error)),
            Ok(found) if found.is_symlink() => Err(Error::Symlink(dir)),
            Ok(found) if !found.is_dir() => Err(Error::NotFolder(dir)),
            Ok(_) if entries(&dir)?.is_empty() => Ok(Self::Empty),
            Ok(_) => Err(Error::NotEmpty(dir)),
        }
    }
}

/// Writes a new project, whole or not at all. `step` is asked before every file and every move;
/// its error stops the work and undoes it.
pub fn write_new(
    dir: &Path,
    tree: &Tree,
    step: &mut dyn FnMut() -> Result<(), Error>,
) -> Result<(), Error> {
    let dir = absolute(dir)?;
    undo_killed_runs(&dir)?;
    match Vacant::check(&dir)? {
        Vacant::Absent => write_beside(&dir, tree, step),
        Vacant::Empty => write_inside(&dir, tree, step),
    }
}

fn write_beside(
    dir: &Path,
    tree: &Tree,
    step: &mut dyn FnMut() -> Result<(), Error>,
) -> Result<(), Error> {
    let (parent, prefix) = neighbour(dir)?;
    let parents = Parents::create(parent)?;
    let mut stage = Stage::new(parent, &prefix)?;
    stage.fill(tree, step)?;
    step()?;
    fs::rename(stage.files(), dir).map_err(|error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
            Error::NotEmpty(dir.to_owned())
        }
        _ => Error::io("create", dir, error),
    })?;
    parents.keep();
    Ok(())
}

fn write_inside(
    dir: &Path,
    tree: &Tree,
    step: &mut dyn FnMut() -> Result<(), Error>,
) -> Result<(), Error> {
    let mut stage = Stage::new(dir, INSIDE)?;
    stage.fill(tree, step)?;
    let mut moved = Vec::new();
    let result = stage.move_up(dir, step, &mut moved);
    if result.is_err() {
        for name in moved {
            // Back into the staging folder, which is deleted. There is no better answer to a
            // second failure than the first one's message.
            let _ = fs::rename(dir.join(&name), stage.files().join(&name));
        }
    }
    result
}

pub(super) const INSIDE: &str = ".scaffold-new-";

pub(super) fn neighbour(dir: &Path) -> Result<(&Path, String), Error> {
    let (Some(parent), Some(name)) = (dir.parent(), dir.file_name()) else {
        return Err(Error::NoName(dir.to_owned()));
    };
    Ok((parent, format!(".{}.scaffold-", name.display())))
}

fn absolute(dir: &Path) -> Result<PathBuf, Error> {
    match path::absolute(dir) {
        // A slash at the end would make the system follow a link.
        Ok(dir) => Ok(dir.components().collect()),
        Err(error) => Err(Error::io("find", dir, error)),
    }
}

/// The names in a folder, in order.
pub(super) fn entries(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let names: io::Result<BTreeSet<PathBuf>> = fs::read_dir(dir)
        .and_then(|entries| entries.map(|entry| Ok(entry?.file_name().into())).collect());
    match names {
        Ok(names) => Ok(names.into_iter().collect()),
        Err(error) => Err(Error::io("read", dir, error)),
    }
}

/// A staging folder: `files/`, and the journal with the hash of each.
struct Stage {
    dir: TempDir,
    journal: File,
}

impl Stage {
    fn new(parent: &Path, prefix: &str) -> Result<Self, Error> {
        let dir = tempfile::Builder::new()
            .prefix(prefix)
            .tempdir_in(parent)
            .map_err(|error| Error::io("create a folder in", parent, cause(error)))?;
        let path = dir.path().join(JOURNAL);
        let journal = File::create_new(&path)
            .and_then(|mut file| {
                file.lock()?;
                writeln!(file, "{HEADER}")?;
                Ok(file)
            })
            .map_err(|error| Error::io("create", path, error))?;
        let stage = Self { dir, journal };
        let files = stage.files();
        fs::create_dir(&files).map_err(|error| Error::io("create", files, error))?;
        Ok(stage)
    }

    fn files(&self) -> PathBuf {
        self.dir.path().join(FILES)
    }

    fn fill(
        &mut self,
        tree: &Tree,
        step: &mut dyn FnMut() -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut journal = String::new();
        let mut folders = BTreeSet::new();
        for (name, text) in tree.iter() {
            step()?;
            let path = self.files().join(name);
            let written = match path.parent() {
                Some(folder) if folders.insert(folder.to_owned()) => fs::create_dir_all(folder),
                _ => Ok(()),
            }
            .and_then(|()| File::create_new(&path)?.write_all(text.as_bytes()));
            written.map_err(|error| Error::io("write", path, error))?;
            journal.push_str(&format!("{} {name}\n", hash(text)));
        }
        journal.push_str(END);
        self.journal
            .write_all(journal.as_bytes())
            .map_err(|error| Error::io("write", self.dir.path().join(JOURNAL), error))
    }

    /// Moves each entry to `dir`, and records it in `moved`.
    fn move_up(
        &self,
        dir: &Path,
        step: &mut dyn FnMut() -> Result<(), Error>,
        moved: &mut Vec<PathBuf>,
    ) -> Result<(), Error> {
        let mut names = entries(&self.files())?;
        names.sort_by_key(|name| name == Path::new("Cargo.toml"));
        for name in names {
            step()?;
            let to = dir.join(&name);
            if fs::symlink_metadata(&to).is_ok() {
                return Err(Error::NotEmpty(dir.to_owned()));
            }
            fs::rename(self.files().join(&name), &to)
                .map_err(|error| Error::io("create", to, error))?;
            moved.push(name);
        }
        Ok(())
    }
}

/// tempfile hides the system's error behind one that repeats the path.
fn cause(error: io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(_) => error,
        None => error.kind().into(),
    }
}

/// The folders above a project that were made for it, removed again if it does not come to be.
struct Parents(Vec<PathBuf>);

impl Parents {
    fn create(parent: &Path) -> Result<Self, Error> {
        let missing = parent.ancestors().take_while(|path| !path.exists());
        let made = Self(missing.map(Path::to_owned).collect());
        fs::create_dir_all(parent).map_err(|error| Error::io("create", parent, error))?;
        Ok(made)
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for path in &self.0 {
            // Only empty folders go; whatever else is there by now stays.
            let _ = fs::remove_dir(path);
        }
    }
}

#[cfg(test)]
mod tests;
