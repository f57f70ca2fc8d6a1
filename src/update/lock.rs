//! One run at a time.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

use super::Error;
use crate::{saved, tree};

/// While it lives, no other run can have the same project. The system frees it with the process.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Locks a project. Its `.scaffold` folder has to exist.
    ///
    /// # Errors
    /// [`Error::Busy`] if another run has it; the system's refusal to create the file.
    pub fn take(project: &Path) -> Result<Self, Error> {
        let path = project.join(saved::RUN_LOCK);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return Err(tree::Error::Symlink(path).into());
        }
        let opened = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let file = opened.map_err(|error| tree::Error::io("lock", &path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(tree::Error::io("lock", path, error).into()),
        }
    }
}
