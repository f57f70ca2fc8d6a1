//! A generated project on disk, as the commands that work in it find it.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use crate::{
    error::Error,
    migration::History,
    saved::{self, Saved},
    spec, terminal, tree,
    update::{self, Lock},
};

use super::notes;

/// The spec of a project, in its folder.
pub const SPEC: &str = "scaffold.yaml";

/// Where projects keep SQLite's migrations; PostgreSQL's have the same names.
const MIGRATIONS: &str = "migrations/sqlite";

/// A project: its record, and the text of its spec.
pub struct Workspace {
    /// Its folder.
    pub dir: PathBuf,
    /// What was generated last, and from what.
    pub saved: Saved,
    /// The migrations that were generated.
    pub history: History,
    /// The spec as it is now.
    pub text: String,
    _lock: Option<Lock>,
}

impl Workspace {
    /// The project around the current folder, to look at.
    ///
    /// # Errors
    /// No project, a record that cannot be used, or an update that was cut short.
    pub fn read() -> Result<Self, Error> {
        let dir = find()?;
        if update::is_unfinished(&dir) {
            return Err(Error::Unfinished);
        }
        Self::open(dir, None)
    }

    /// The same, to change it: nobody else can meanwhile, and what an earlier run had no time to
    /// finish is finished.
    ///
    /// # Errors
    /// As [`Workspace::read`], and another run that is at work.
    pub fn lock() -> Result<Self, Error> {
        let dir = find()?;
        let lock = Lock::take(&dir)?;
        if let Some(recovery) = update::recover(&dir)? {
            terminal::warn("note: the last run was cut short; its update is now complete\n");
            notes::edited_meanwhile(&recovery);
        }
        Self::open(dir, Some(lock))
    }

    fn open(dir: PathBuf, lock: Option<Lock>) -> Result<Self, Error> {
        let saved = Saved::read(&dir)?;
        let history = match saved.migrations.is_empty() {
            true => before_records(&saved)?,
            false => History::parse(&saved.migrations)?,
        };
        let text = spec::read(&dir.join(SPEC))?;
        Ok(Self {
            dir,
            saved,
            history,
            text,
            _lock: lock,
        })
    }

    /// The names of all migrations, oldest first: those of the history, and those that the user
    /// wrote for both databases.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn migrations(&self, history: &History) -> Result<Vec<String>, Error> {
        let mut names = history.names();
        let recorded = self.history.names();
        let entries = match fs::read_dir(self.dir.join(MIGRATIONS)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
            Err(error) => return Err(tree::Error::io("read", MIGRATIONS, error).into()),
        };
        for entry in entries {
            let entry = entry.map_err(|error| tree::Error::io("read", MIGRATIONS, error))?;
            let file = entry.file_name();
            let name = file.to_str().and_then(|file| file.strip_suffix(".up.sql"));
            let own = name
                .map(str::to_owned)
                .filter(|name| !recorded.contains(name));
            names.extend(own.filter(|name| self.is_whole(name)));
        }
        names.sort();
        Ok(names)
    }

    /// Whether a migration has its four files.
    fn is_whole(&self, name: &str) -> bool {
        let mut files = crate::migration::paths(name).into_iter();
        files.all(|path| self.dir.join(path).is_file())
    }
}

/// The history of a project from a time when none was recorded: its spec, made at once.
fn before_records(saved: &Saved) -> Result<History, Error> {
    let spec = spec::load(&saved.spec, ".scaffold/scaffold.yaml")?;
    Ok(History::first(&spec))
}

/// Whether the current folder is in a project.
pub fn is_there() -> bool {
    find().is_ok()
}

/// The folder of the project that the current folder is in.
fn find() -> Result<PathBuf, Error> {
    let here = env::current_dir().map_err(|error| tree::Error::io("find", ".", error))?;
    let is_project = |dir: &&Path| dir.join(saved::LOCK).symlink_metadata().is_ok();
    match here.ancestors().find(is_project) {
        Some(dir) => Ok(dir.to_owned()),
        None => Err(saved::Error::NoProject(here).into()),
    }
}
