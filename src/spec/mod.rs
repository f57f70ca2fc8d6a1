//! The model spec: from YAML to a checked [`Spec`], or to every problem of the file at once.

mod check;
pub mod field;
pub mod field_type;
mod file;
pub mod identity;
pub mod model;
pub mod name;
mod pattern;
mod sample;
mod suggest;
pub mod value;

use std::path::Path;

pub use check::reserved;
pub use field::{Field, Kind};
pub use file::json_schema;
pub use file::read::read;
pub use model::{Model, Spec, Style};
pub use suggest::{did_you_mean, nearest};

use crate::problem::Problems;
use file::at::Key;
use file::read::{MAX_BYTES, binary, too_large};

/// The spec in `text`, which was read from `file_name`, or all its problems.
pub fn load(text: &str, file_name: &str) -> Result<Spec, Problems> {
    load_as(text, file_name, None)
}

/// As [`load`], with a style that goes before the one in the text.
pub fn load_as(text: &str, file_name: &str, style: Option<Style>) -> Result<Spec, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() as u64 > MAX_BYTES {
        return Err(Problems::unreadable(file_name, too_large()));
    }
    if text.contains('\0') {
        return Err(Problems::unreadable(file_name, binary()));
    }
    let (file, problems) = file::parse(text);
    let outcome = match &file {
        Key::Given(file) => check::check(file, style, problems),
        Key::Absent | Key::Invalid => Err(problems),
    };
    outcome.map_err(|problems| Problems::new(file_name, text, problems))
}

/// The spec in the file at `path`.
pub fn load_file(path: &Path) -> Result<Spec, Problems> {
    load(&read(path)?, &path.display().to_string())
}
