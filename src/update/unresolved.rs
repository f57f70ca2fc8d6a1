//! Conflicts that an earlier run left.

use std::{fmt, fs, path::Path};

use super::{
    BESIDE, Error, Mine,
    merge::{BRANCHES, EDITS},
};
use crate::tree::Tree;

/// Something that the user has to resolve.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unresolved {
    /// A conflict marker: the path, and the line, counted from 1.
    Marker(String, usize),
    /// A new text that waits beside the file with this path.
    Beside(String),
}

impl Unresolved {
    /// The generated path.
    pub fn path(&self) -> &str {
        match self {
            Self::Marker(path, _) | Self::Beside(path) => path,
        }
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Marker(path, line) => write!(f, "{path}:{line}"),
            Self::Beside(path) => write!(
                f,
                "{path}{BESIDE} (take what you need from it into `{path}`, then remove it)"
            ),
        }
    }
}

/// The conflicts in the user's files, in order. A text that is as it was generated has none.
pub fn unresolved(project: &Path, base: &Tree, mine: &Mine) -> Vec<Unresolved> {
    let mut found = Vec::new();
    for (path, on_disk) in mine.iter() {
        if let Some(text) = on_disk.text().filter(|text| base.get(path) != Some(text)) {
            let marks = markers(text).into_iter();
            found.extend(marks.map(|line| Unresolved::Marker(path.to_owned(), line)));
        }
        let beside = project.join(format!("{path}{BESIDE}"));
        if fs::symlink_metadata(beside).is_ok() {
            found.push(Unresolved::Beside(path.to_owned()));
        }
    }
    found
}

/// Refuses to go on while there are such conflicts.
///
/// # Errors
/// [`Error::Unresolved`], with all of them.
pub fn refuse_unresolved(project: &Path, base: &Tree, mine: &Mine) -> Result<(), Error> {
    let found = unresolved(project, base, mine);
    match found.is_empty() {
        true => Ok(()),
        false => Err(Error::Unresolved(found)),
    }
}

/// The lines of a text, counted from 1, that are markers: ours, whatever is left of them, and
/// pairs such as git writes. A row of `=` alone may be a heading.
pub fn markers(text: &str) -> Vec<usize> {
    if !["<<<<<<<", "|||||||", ">>>>>>>"]
        .iter()
        .any(|marker| text.contains(marker))
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open = None;
    for (line, number) in text.lines().zip(1..) {
        if EDITS.contain(line) || BRANCHES.contain(line) {
            found.push(number);
        }
        if is_marker(line, "<<<<<<<") {
            open = Some(number);
        } else if is_marker(line, ">>>>>>>")
            && let Some(start) = open.take()
        {
            found.extend([start, number]);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
