//! Writes a file as a whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use crate::tree;

/// Puts `text` in the place of the file at `path`, which keeps its mode.
///
/// # Errors
///
/// Refuses a symbolic link and a file that is read-only. After an error the old file is there.
pub fn replace(path: &Path, text: &str) -> Result<(), tree::Error> {
    let failed = |error: io::Error| tree::Error::io("write", path, error);
    let metadata = fs::symlink_metadata(path).map_err(failed)?;
    if metadata.is_symlink() {
        return Err(tree::Error::Symlink(path.to_owned()));
    }
    if metadata.permissions().readonly() {
        let error = io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
        return Err(failed(error));
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file()
        .set_permissions(metadata.permissions())
        .map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
