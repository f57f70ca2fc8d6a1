//! Reads a spec from a file, or says why it cannot be one.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::problem::{Problem, Problems, quote};

/// The largest spec that is read, in bytes.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// The text of the file at `path`.
pub fn read(path: &Path) -> Result<String, Problems> {
    text(path).map_err(|problem| Problems::unreadable(&path.display().to_string(), problem))
}

fn text(path: &Path) -> Result<String, Problem> {
    let name = quote(&path.display().to_string());
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Problem::whole(format!("there is no file {name}"))
            .help("write one, or give its path; `scaffold new` writes an example"),
        ErrorKind::PermissionDenied => {
            Problem::whole(format!("{name} cannot be read: permission denied"))
                .help("change its permissions")
        }
        _ => Problem::whole(format!("{name} cannot be read: {error}"))
            .help("give the path of a YAML file"),
    };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(Problem::whole(format!("{name} is a folder"))
            .help("give the path of the YAML file in it"));
    }
    // The limit holds for what is read, too: a device or a pipe has no size to go by.
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    if bytes.contains(&0) {
        return Err(binary());
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Problem::whole(format!(
            "{name} is not UTF-8: byte {place} is the first that is not"
        ))
        .help("save it as UTF-8")
    })
}

/// The problem with a text that is too long.
pub fn too_large() -> Problem {
    Problem::whole("the spec is larger than 1 MiB").help("is it the right file? split the project")
}

/// The problem with a text that is none.
pub fn binary() -> Problem {
    Problem::whole("the spec is binary: it holds a NUL byte").help("is it the right file?")
}
