//! The folder in which an update waits.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{
    PENDING, Recovery, Write,
    check::Found,
    check_path,
    journal::{Entry, Journal},
};
use crate::{
    tree,
    update::{BESIDE, Error, Problem, mine::Folders},
};

type Step<'a> = &'a mut dyn FnMut() -> Result<(), tree::Error>;

/// `.scaffold/pending/`: the texts as `0`, `1`, …, and the journal.
pub struct Stage<'a> {
    project: &'a Path,
    folder: PathBuf,
}

impl<'a> Stage<'a> {
    pub fn create(project: &'a Path, step: Step) -> Result<Self, Error> {
        let folder = project.join(PENDING);
        step()?;
        fs::create_dir(&folder).map_err(|error| tree::Error::io("create", &folder, error))?;
        Ok(Self { project, folder })
    }

    /// What an earlier run left.
    pub fn find(project: &'a Path) -> Result<Option<Self>, Error> {
        let folder = project.join(PENDING);
        check_path(&mut Folders::new(project), PENDING)?;
        let problem = match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_symlink() => Problem::Symlink,
            Ok(found) if found.is_dir() => return Ok(Some(Self { project, folder })),
            Ok(_) => Problem::NotFolder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => Problem::Unreadable(error.to_string()),
        };
        let path = PENDING.to_owned();
        Err(Error::Obstacles(vec![crate::update::Obstacle {
            path,
            problem,
        }]))
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    fn text(&self, at: usize) -> PathBuf {
        self.folder.join(at.to_string())
    }

    /// Stages all texts, then the journal.
    pub fn fill(
        &self,
        project: &Path,
        writes: &[Write],
        step: Step,
    ) -> Result<Journal, tree::Error> {
        for (at, write) in writes.iter().enumerate() {
            let Some(text) = &write.after else { continue };
            step()?;
            let staged = self.text(at);
            save(&staged, text)?;
            let like = project.join(write.mode_of.as_ref().unwrap_or(&write.path));
            if let Ok(found) = fs::metadata(like) {
                fs::set_permissions(&staged, found.permissions())
                    .map_err(|error| tree::Error::io("write", staged, error))?;
            }
        }
        let journal = Journal::of(writes);
        step()?;
        save(&self.journal(), &journal.to_text()?)?;
        sync_folder(&self.folder)?;
        Ok(journal)
    }

    /// Puts every file in its place, as far as that is not done yet, and removes the stage.
    pub fn apply(&self, journal: &Journal, step: Step) -> Result<Recovery, Error> {
        let mut recovery = Recovery::default();
        let mut folders = Folders::new(self.project);
        for (at, entry) in journal.entries.iter().enumerate() {
            check_path(&mut folders, &entry.path)?;
            go_on(step).map_err(Error::Unfinished)?;
            self.place(at, entry, &mut recovery)
                .map_err(Error::Unfinished)?;
        }
        self.finish(step).map_err(Error::Unfinished)?;
        Ok(recovery)
    }

    fn place(&self, at: usize, entry: &Entry, recovery: &mut Recovery) -> Result<(), tree::Error> {
        let target = self.project.join(&entry.path);
        let found = Found::at(&target)?;
        if entry.after.is_none() {
            match found {
                Found::Absent => {}
                found if found.is(&entry.before) => fs::remove_file(&target)
                    .map_err(|error| tree::Error::io("remove", &target, error))?,
                _ => recovery.kept.push(entry.path.clone()),
            }
            self.remove_empty_folders(&target);
            return Ok(());
        }
        let staged = self.text(at);
        let is_done = matches!(&found, Found::File(hash) if Some(hash) == entry.after.as_ref());
        if is_done || Found::at(&staged)? == Found::Absent {
            return Ok(());
        }
        if found.is(&entry.before) {
            return rename(&staged, &target);
        }
        recovery.beside.push(entry.path.clone());
        rename(
            &staged,
            &self.project.join(format!("{}{BESIDE}", entry.path)),
        )
    }

    /// Removes the folders that are empty without a file.
    fn remove_empty_folders(&self, path: &Path) {
        let above = path.ancestors().skip(1);
        for folder in above.take_while(|folder| *folder != self.project) {
            // Fails, as it should, where something is left.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }

    fn finish(&self, step: Step) -> Result<(), tree::Error> {
        let journal = self.journal();
        go_on(step)?;
        fs::remove_file(&journal).map_err(|error| tree::Error::io("remove", journal, error))?;
        go_on(step)?;
        self.remove()
    }

    pub fn remove(&self) -> Result<(), tree::Error> {
        fs::remove_dir_all(&self.folder)
            .map_err(|error| tree::Error::io("remove", &self.folder, error))
    }
}

/// From here on, stopping would leave more to do than going on.
fn go_on(step: Step) -> Result<(), tree::Error> {
    match step() {
        Err(tree::Error::Interrupted) => Ok(()),
        other => other,
    }
}

fn save(path: &Path, text: &str) -> Result<(), tree::Error> {
    File::create_new(path)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_data()
        })
        .map_err(|error| tree::Error::io("write", path, error))
}

fn rename(staged: &Path, target: &Path) -> Result<(), tree::Error> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder)
        .and_then(|()| fs::rename(staged, target))
        .map_err(|error| tree::Error::io("write", target, error))
}

/// The names in a folder reach the disk with the folder, where the system has this notion.
fn sync_folder(folder: &Path) -> Result<(), tree::Error> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| tree::Error::io("write", folder, error))?;
    }
    Ok(())
}
