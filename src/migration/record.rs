//! One migration, as a project records it.

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::change::{Change, reverse};
use super::dialect::Dialect;
use super::error::Error;
use super::paths::paths;
use super::schema::Schema;

/// One migration: what it is called, which one it follows, and what it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    /// Its name: a number and what it does, `0002_add_bio_to_users`.
    pub name: String,
    /// The name of the migration that it follows; the first follows none.
    pub parent: Option<String>,
    /// Its changes, in their order.
    pub changes: Vec<Change>,
}

impl Migration {
    /// As JSON that a reviewer can read, with a line end behind it.
    pub fn to_json(&self) -> String {
        // Nothing in a migration has a key that is no text, which is all that could fail.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        json + "\n"
    }

    /// Reads what [`Migration::to_json`] wrote to `file`.
    ///
    /// # Errors
    /// It is no JSON, or holds what this version does not know.
    pub fn from_json(file: &str, text: &str) -> Result<Migration, Error> {
        serde_json::from_str(text).map_err(|error| {
            let (file, reason) = (file.to_owned(), error.to_string());
            match error.classify() {
                Category::Data => Error::Newer { file, reason },
                Category::Io | Category::Syntax | Category::Eof => Error::Broken { file, reason },
            }
        })
    }

    /// Its SQL files by their paths in the project: up and down, for each database. `before` is
    /// the schema that it starts from.
    ///
    /// # Errors
    /// A change does not fit that schema.
    pub fn files(&self, before: &Schema) -> Result<Vec<(String, String)>, Error> {
        let misfit = |error: super::error::Misfit| Error::Misfit {
            name: self.name.clone(),
            reason: error.to_string(),
        };
        let after = before.after(&self.changes).map_err(misfit)?;
        let back = reverse(&self.changes);
        let mut texts = Vec::new();
        for dialect in Dialect::ALL {
            texts.push(dialect.write(before, &self.changes).map_err(misfit)?);
            texts.push(dialect.write(&after, &back).map_err(misfit)?);
        }
        Ok(paths(&self.name).into_iter().zip(texts).collect())
    }
}

/// How many characters of what it does a name has at most, so that files can have it.
const LONGEST: usize = 100;

/// What a migration with these changes does, for its name: `add_bio_to_users`.
pub fn slug(changes: &[Change]) -> String {
    let mut main: Vec<&Change> = changes.iter().filter(|change| !change.is_minor()).collect();
    if main.is_empty() {
        main = changes.iter().collect();
    }
    main.sort_by_key(|change| weight(change));
    let Some(first) = main.first() else {
        return "nothing".to_owned();
    };
    let more = if main.len() > 1 { "_and_more" } else { "" };
    let words: Vec<String> = first
        .to_string()
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut words = words.join("_");
    words.truncate(LONGEST);
    format!("{words}{more}")
}

/// What says most about a migration comes first.
fn weight(change: &Change) -> u8 {
    match change {
        Change::CreateTable(_) => 0,
        Change::RenameTable { .. } => 1,
        Change::DropTable(_) => 2,
        Change::AddColumn { .. } => 3,
        Change::RenameColumn { .. } => 4,
        Change::DropColumn { .. } => 5,
        Change::ChangeColumn { .. } => 6,
        _ => 7,
    }
}
