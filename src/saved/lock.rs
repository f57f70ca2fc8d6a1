//! `lock.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Error, Saved};
use crate::tree;

/// The layout of the folder. A later layout gets another number, and older ones stay readable.
/// The first had no generator, no `raw` and no migrations.
const FORMAT: u32 = 2;

/// Versions and hashes, one per line, so that git can merge them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lock {
    format: u32,
    pub scaffold: String,
    #[serde(default)]
    pub generator: String,
    #[serde(default)]
    pub rustfmt: bool,
    pub spec: String,
    pub files: BTreeMap<String, String>,
    #[serde(default)]
    pub raw: BTreeMap<String, String>,
}

/// What every layout begins with.
#[derive(Deserialize)]
struct Head {
    format: u32,
    scaffold: String,
}

impl Lock {
    pub fn of(saved: &Saved) -> Self {
        let hashed = |(path, text): (&str, &str)| (path.to_owned(), tree::hash(text));
        Self {
            format: FORMAT,
            scaffold: saved.version.clone(),
            generator: saved.generator.clone(),
            rustfmt: saved.is_formatted,
            spec: tree::hash(&saved.spec),
            files: saved.base.iter().map(hashed).collect(),
            raw: saved.raw.clone(),
        }
    }

    pub fn parse(text: &str) -> Result<Self, Error> {
        let head: Head = serde_json::from_str(text).map_err(Error::Lock)?;
        if head.format > FORMAT {
            return Err(Error::Newer(head.scaffold));
        }
        serde_json::from_str(text).map_err(Error::Lock)
    }

    pub fn to_text(&self) -> Result<String, Error> {
        let text = serde_json::to_string_pretty(self).map_err(Error::Lock)?;
        Ok(text + "\n")
    }
}
