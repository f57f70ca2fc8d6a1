//! Cleaning up after a `new` that was killed.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
};

use super::{
    Error, hash,
    stage::{END, FILES, INSIDE, JOURNAL, entries, neighbour},
};

/// Undoes what killed runs left in or beside `dir`.
pub(super) fn undo_killed_runs(dir: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(dir).is_ok_and(|found| found.is_dir()) {
        for stage in killed_stages(dir, INSIDE) {
            undo(dir, &stage)?;
        }
    } else if let Ok((parent, prefix)) = neighbour(dir) {
        for stage in killed_stages(parent, &prefix) {
            remove(&stage)?;
        }
    }
    Ok(())
}

fn remove(stage: &Path) -> Result<(), Error> {
    fs::remove_dir_all(stage).map_err(|error| Error::io("remove", stage, error))
}

/// Staging folders whose process is gone. An unreadable parent has none: writing will say why.
fn killed_stages(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let names = entries(parent).unwrap_or_default();
    let stages = names
        .iter()
        .filter(|name| name.to_string_lossy().starts_with(prefix))
        .map(|name| parent.join(name));
    stages.filter(|stage| is_killed(stage)).collect()
}

fn is_killed(stage: &Path) -> bool {
    let is_folder = fs::symlink_metadata(stage).is_ok_and(|found| found.is_dir());
    match File::open(stage.join(JOURNAL)) {
        Ok(journal) => is_folder && journal.try_lock().is_ok(),
        // Killed before there was a journal: nothing can be in it.
        Err(_) => is_folder && entries(stage).is_ok_and(|names| names.is_empty()),
    }
}

/// Takes back what a killed run moved into `dir`, unless it had moved everything. A file that
/// has changed since stays.
fn undo(dir: &Path, stage: &Path) -> Result<(), Error> {
    let journal = fs::read_to_string(stage.join(JOURNAL)).unwrap_or_default();
    let files = stage.join(FILES);
    let is_done = entries(&files).is_ok_and(|names| names.is_empty());
    let mut lines: Vec<&str> = journal.lines().collect();
    if lines.pop() == Some(END) && !is_done {
        let mut folders = BTreeSet::new();
        for (hashed, name) in lines.iter().filter_map(|line| line.split_once(' ')) {
            let path = dir.join(name);
            let is_ours = fs::read(&path).is_ok_and(|bytes| hash(bytes) == hashed);
            if is_ours {
                fs::remove_file(&path).map_err(|error| Error::io("remove", path, error))?;
            }
            let above = Path::new(name).ancestors().skip(1);
            folders.extend(above.filter(|path| !path.as_os_str().is_empty()));
        }
        for folder in folders.iter().rev() {
            // Fails, as it should, where something is left.
            let _ = fs::remove_dir(dir.join(folder));
        }
    }
    remove(stage)
}
