//! The `.scaffold/` folder of a project: what was generated last, and from what.
//!
//! ```text
//! .scaffold/lock.json          versions, and the hash of each file below
//! .scaffold/scaffold.yaml      the spec that the project was generated from
//! .scaffold/spec.schema.json   for editors: completion and checks while typing
//! .scaffold/base/…             each file as it was generated, which edits are merged against
//! .scaffold/migrations/….json  what each migration changes
//! .scaffold/.gitignore         run.lock and pending/, which are there while a run lasts
//! ```
//!
//! The folder is committed. Where git merges two branches, nobody has to resolve conflicts in it:
//! [`Saved::read`] takes both sides of the lock, and the next run writes the folder anew.

mod conflict;
mod error;
mod lock;
mod read;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

pub use error::Error;
use lock::Lock;
pub use read::migrations;

use crate::{
    tree::{self, Tree},
    update::{Before, Write},
};

pub(crate) const BASE: &str = ".scaffold/base";
const IGNORE: &str = ".scaffold/.gitignore";
pub(crate) const LOCK: &str = ".scaffold/lock.json";
const MIGRATIONS: &str = ".scaffold/migrations";
const SCHEMA: &str = ".scaffold/spec.schema.json";
const SPEC: &str = ".scaffold/scaffold.yaml";

/// The file that a run locks.
pub(crate) const RUN_LOCK: &str = ".scaffold/run.lock";

const IGNORED: &str = "# There while `scaffold` runs.\n/pending/\n/run.lock\n";

/// What a project was generated from, and what came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The version of `scaffold` that wrote it.
    pub version: String,
    /// What stands for that version and its templates: with the same generator and the same spec,
    /// the same files come out. Empty if that is not known, as after a merge.
    pub generator: String,
    /// Whether rustfmt was there.
    pub is_formatted: bool,
    /// The text of the spec, with `\n` line ends: [`recorded_spec`].
    pub spec: String,
    /// The files as they were generated.
    pub base: Tree,
    /// Of Rust files, the hash of the text that rustfmt was given.
    pub raw: BTreeMap<String, String>,
    /// The texts of `migrations/`, by file name.
    pub migrations: BTreeMap<String, String>,
    /// Whether git merged the folder and left conflicts in it. The next run writes it anew.
    pub is_merged: bool,
}

impl Saved {
    /// The files of the folder, as they are written to a project.
    pub fn to_tree(&self, schema: &str) -> Result<Tree, Error> {
        let mut tree = Tree::new();
        tree.insert(IGNORE, IGNORED)?;
        tree.insert(LOCK, Lock::of(self).to_text()?)?;
        tree.insert(SPEC, &*self.spec)?;
        tree.insert(SCHEMA, schema)?;
        tree.extend(BASE, self.base.clone())?;
        for (name, text) in &self.migrations {
            tree.insert(format!("{MIGRATIONS}/{name}"), &**text)?;
        }
        Ok(tree)
    }

    /// The changes of the folder that make it this record, for [`crate::update::write()`]. Files
    /// that stay as they are, are left alone; `last` is what was read from the folder.
    pub fn writes(&self, project: &Path, schema: &str, last: &Self) -> Result<Vec<Write>, Error> {
        let tree = self.to_tree(schema)?;
        let mut writes = Vec::new();
        for (path, text) in tree.iter() {
            if !last.has(path, text) && !is_on_disk(project, path, text) {
                writes.push(of_record(path, Some(text)));
            }
        }
        for folder in [BASE, MIGRATIONS] {
            let names = tree::names(project, folder)?.into_iter();
            let strays: BTreeSet<String> = names.filter(|path| tree.get(path).is_none()).collect();
            writes.extend(strays.iter().map(|path| of_record(path, None)));
        }
        Ok(writes)
    }

    /// Whether a file of the folder is known to have a text already.
    fn has(&self, path: &str, text: &str) -> bool {
        let known = match path
            .strip_prefix(BASE)
            .and_then(|path| path.strip_prefix('/'))
        {
            Some(path) => self.base.get(path),
            None => None,
        };
        !self.is_merged && known == Some(text)
    }
}

/// A spec as the record has it: git may change line ends, so they do not count.
pub fn recorded_spec(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn of_record(path: &str, text: Option<&str>) -> Write {
    Write {
        path: path.to_owned(),
        before: Before::Any,
        after: text.map(str::to_owned),
        mode_of: None,
    }
}

fn is_on_disk(project: &Path, path: &str, text: &str) -> bool {
    fs::read_to_string(project.join(path)).is_ok_and(|found| found.replace("\r\n", "\n") == text)
}

#[cfg(test)]
mod tests;
