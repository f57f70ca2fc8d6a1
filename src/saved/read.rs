//! Reading the folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

use super::{BASE, Error, LOCK, MIGRATIONS, SPEC, Saved, conflict, lock::Lock};
use crate::tree::{self, Tree};

impl Saved {
    /// Reads the folder of a project. Text that is not what was written is an error: merging
    /// against it would lose edits. Only line ends may differ, as git may have changed them.
    ///
    /// Where git left conflicts in the lock, both of its sides are read. Then the files are taken
    /// as git merged them, and where it could not, as they are on our side.
    pub fn read(project: &Path) -> Result<Self, Error> {
        let Some(text) = read(project, LOCK)? else {
            return Err(Error::NoProject(project.to_owned()));
        };
        let mut saved = match conflict::sides(&text) {
            None => as_written(project, Lock::parse(&text)?)?,
            Some((ours, theirs)) => merged(project, Lock::parse(&ours)?, Lock::parse(&theirs)?)?,
        };
        saved.migrations = migrations(project)?;
        Ok(saved)
    }
}

fn as_written(project: &Path, lock: Lock) -> Result<Saved, Error> {
    let spec = same(SPEC, existing(project, SPEC)?, &lock.spec)?;
    let mut base = Tree::new();
    for (path, hash) in &lock.files {
        // Checks the path before anything is read from it.
        base.insert(&**path, "")?;
        let saved = format!("{BASE}/{path}");
        let text = same(&saved, existing(project, &saved)?, hash)?;
        if let Some(slot) = base.get_mut(path) {
            *slot = text;
        }
    }
    Ok(Saved {
        version: lock.scaffold,
        generator: lock.generator,
        is_formatted: lock.rustfmt,
        spec,
        base,
        raw: lock.raw,
        migrations: BTreeMap::new(),
        is_merged: false,
    })
}

fn merged(project: &Path, ours: Lock, theirs: Lock) -> Result<Saved, Error> {
    let mut base = Tree::new();
    let mut raw = BTreeMap::new();
    let paths: BTreeSet<&String> = ours.files.keys().chain(theirs.files.keys()).collect();
    for path in paths {
        base.insert(&**path, "")?;
        let saved = format!("{BASE}/{path}");
        let is_in_both = ours.files.contains_key(path) && theirs.files.contains_key(path);
        let text = match read(project, &saved)? {
            Some(text) => our_side(text),
            None if is_in_both => return Err(Error::Missing(saved)),
            None => {
                base.remove(path);
                continue;
            }
        };
        let hash = tree::hash(&text);
        let mut sides = [&ours, &theirs].into_iter();
        let origin = sides.find(|side| side.files.get(path) == Some(&hash));
        if let Some(known) = origin.and_then(|side| side.raw.get(path)) {
            raw.insert(path.clone(), known.clone());
        }
        if let Some(slot) = base.get_mut(path) {
            *slot = text;
        }
    }
    Ok(Saved {
        is_formatted: ours.rustfmt && theirs.rustfmt,
        version: ours.scaffold,
        generator: String::new(),
        spec: our_side(existing(project, SPEC)?),
        base,
        raw,
        migrations: BTreeMap::new(),
        is_merged: true,
    })
}

/// The recorded migrations of a project, by file name; none where there is no project.
///
/// # Errors
/// A file that cannot be read.
pub fn migrations(project: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut migrations = BTreeMap::new();
    for path in tree::names(project, MIGRATIONS)? {
        let name = path.trim_start_matches(MIGRATIONS).trim_start_matches('/');
        if name.ends_with(".json") && !name.contains('/') {
            let text = our_side(existing(project, &path)?);
            migrations.insert(name.to_owned(), text);
        }
    }
    Ok(migrations)
}

fn our_side(text: String) -> String {
    match conflict::sides(&text) {
        Some((ours, _)) => ours,
        None => text,
    }
}

fn existing(project: &Path, name: &str) -> Result<String, Error> {
    read(project, name)?.ok_or_else(|| Error::Missing(name.to_owned()))
}

fn read(project: &Path, name: &str) -> Result<Option<String>, Error> {
    let path = project.join(name);
    match fs::read_to_string(&path) {
        Ok(text) if text.contains('\r') => Ok(Some(text.replace("\r\n", "\n"))),
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(Error::Changed(name.to_owned()))
        }
        Err(error) => Err(tree::Error::io("read", path, error).into()),
    }
}

fn same(name: &str, text: String, hash: &str) -> Result<String, Error> {
    match tree::hash(&text) == hash {
        true => Ok(text),
        false => Err(Error::Changed(name.to_owned())),
    }
}
