//! What is known to fail is refused before anything is staged.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::{Before, Write, check_path};
use crate::{
    tree,
    update::{Error, Obstacle, Problem, mine::Folders},
};

/// Checks that every file can be written and is what it is thought to be.
pub fn check(project: &Path, writes: &[Write]) -> Result<(), Error> {
    let mut folders = Folders::new(project);
    let mut read_only = BTreeSet::new();
    for write in writes {
        check_path(&mut folders, &write.path)?;
        let found = Found::at(&project.join(&write.path))?;
        let problem = match found {
            Found::Link => Some(Problem::Symlink),
            Found::NotFile => Some(Problem::NotFile),
            Found::Absent | Found::File(_) => None,
        };
        if let Some(problem) = problem {
            let path = write.path.clone();
            return Err(Error::Obstacles(vec![Obstacle { path, problem }]));
        }
        if !found.is(&write.before) {
            return Err(Error::Changed(write.path.clone()));
        }
        read_only.extend(read_only_part(project, &write.path));
    }
    match read_only.is_empty() {
        true => Ok(()),
        false => Err(Error::ReadOnly(read_only.into_iter().collect())),
    }
}

/// The file or its folder, whichever refuses to be written.
fn read_only_part(project: &Path, path: &str) -> Option<String> {
    let is_read_only = |path: &Path| {
        let found = fs::metadata(project.join(path));
        found.is_ok_and(|found| found.permissions().readonly())
    };
    let there = |path: &&Path| project.join(path).exists();
    let folder = Path::new(path).ancestors().skip(1).find(there);
    let parts = [Some(Path::new(path)), folder].into_iter().flatten();
    let mut read_only = parts.filter(|part| is_read_only(part));
    let part = read_only.next()?.display().to_string();
    Some(if part.is_empty() {
        ".".to_owned()
    } else {
        part
    })
}

/// What is at a path now.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Absent,
    /// With the SHA-256 of its content.
    File(String),
    Link,
    NotFile,
}

impl Found {
    pub fn at(path: &Path) -> Result<Self, tree::Error> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Absent),
            Err(error) => Err(tree::Error::io("read", path, error)),
            Ok(found) if found.is_symlink() => Ok(Self::Link),
            Ok(found) if !found.is_file() => Ok(Self::NotFile),
            Ok(_) => match fs::read(path) {
                Ok(bytes) => Ok(Self::File(tree::hash(bytes))),
                Err(error) => Err(tree::Error::io("read", path, error)),
            },
        }
    }

    /// Whether it is what was expected.
    pub fn is(&self, before: &Before) -> bool {
        match (self, before) {
            (Self::Absent, Before::Absent | Before::Any) | (Self::File(_), Before::Any) => true,
            (Self::File(found), Before::Hash(hash)) => found == hash,
            _ => false,
        }
    }
}
