//! All migrations that a project records.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::Change;
use super::diff::creation;
use super::error::Error;
use super::record::{Migration, slug};
use super::schema::Schema;
use crate::spec::model::Spec;

/// What the first migration does.
const INITIAL: &str = "initial";

/// All migrations that a project records, each behind the one that it follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    migrations: Vec<Migration>,
}

/// A migration that more than one follows, as after a merge of two branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The one that they follow; none where each is the first of a project.
    pub parent: Option<String>,
    /// Those that follow it, by name.
    pub children: Vec<String>,
}

impl History {
    /// Reads the recorded migrations, given as the path of each file and its text.
    ///
    /// # Errors
    /// A file that is not readable, or does not fit the others.
    pub fn parse<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Result<History, Error>
    where
        P: AsRef<str>,
        T: AsRef<str>,
    {
        let mut read = Vec::new();
        for (file, text) in files {
            let file = file.as_ref().to_owned();
            let migration = Migration::from_json(&file, text.as_ref())?;
            let stem = Path::new(&file).file_stem();
            if stem.and_then(|stem| stem.to_str()) != Some(&migration.name) {
                let name = migration.name;
                return Err(Error::Misnamed { file, name });
            }
            read.push((file, migration));
        }
        read.sort_by(|one, other| one.1.name.cmp(&other.1.name));
        for (file, migration) in &read {
            let is_there = |name: &String| read.iter().any(|(_, other)| other.name == *name);
            if let Some(parent) = migration.parent.clone().filter(|parent| !is_there(parent)) {
                let file = file.clone();
                return Err(Error::NoParent { file, parent });
            }
        }
        History::in_order(read)
    }

    /// Puts each migration behind the one that it follows.
    fn in_order(mut waiting: Vec<(String, Migration)>) -> Result<History, Error> {
        let mut history = History::default();
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(_, migration)| {
                let parent = migration.parent.as_ref();
                parent.is_none_or(|parent| history.get(parent).is_some())
            });
            let Some(ready) = ready else {
                let (file, _) = waiting.swap_remove(0);
                return Err(Error::Circular { file });
            };
            history.migrations.push(waiting.remove(ready).1);
        }
        Ok(history)
    }

    /// The history of a new project: one migration, which creates all tables of `spec`.
    pub fn first(spec: &Spec) -> History {
        let mut history = History::default();
        history.push(history.next(creation(spec), &[]));
        history
    }

    /// The migrations, each behind the one that it follows.
    pub fn migrations(&self) -> &[Migration] {
        &self.migrations
    }

    /// Their names, in the same order.
    pub fn names(&self) -> Vec<String> {
        let names = self
            .migrations
            .iter()
            .map(|migration| migration.name.clone());
        names.collect()
    }

    /// What a project records of them: the texts by file name.
    pub fn records(&self) -> BTreeMap<String, String> {
        let migrations = self.migrations.iter();
        migrations
            .map(|migration| (format!("{}.json", migration.name), migration.to_json()))
            .collect()
    }

    /// The migration of this name.
    pub fn get(&self, name: &str) -> Option<&Migration> {
        let mut migrations = self.migrations.iter();
        migrations.find(|migration| migration.name == name)
    }

    /// Adds a migration at the end.
    pub fn push(&mut self, migration: Migration) {
        self.migrations.push(migration);
    }

    /// The SQL files of all of them, by their paths in the project.
    ///
    /// # Errors
    /// A migration that does not fit those before it.
    pub fn files(&self) -> Result<Vec<(String, String)>, Error> {
        let mut files = Vec::new();
        for migration in &self.migrations {
            files.extend(migration.files(&self.before(migration)?)?);
        }
        Ok(files)
    }

    /// The schema that all of them make.
    ///
    /// # Errors
    /// A fork, or a migration that does not fit those before it.
    pub fn schema(&self) -> Result<Schema, Error> {
        if let Some(fork) = self.forks().into_iter().next() {
            let children = fork.children;
            return Err(Error::Forked { children });
        }
        replay(&self.migrations)
    }

    /// The schema that a migration starts from.
    ///
    /// # Errors
    /// A migration before it does not fit.
    pub fn before(&self, migration: &Migration) -> Result<Schema, Error> {
        let mut line = Vec::new();
        let mut parent = migration.parent.as_deref();
        while let Some(next) = parent.and_then(|name| self.get(name)) {
            line.push(next.clone());
            parent = next.parent.as_deref();
        }
        line.reverse();
        replay(&line)
    }

    /// The migration that makes `changes` after all others. `taken` are the names of further
    /// migrations of the project, such as those written by hand: its number is higher than theirs.
    pub fn next(&self, changes: Vec<Change>, taken: &[String]) -> Migration {
        let names = self.names();
        let number = highest(names.iter().chain(taken)) + 1;
        let slug = match self.migrations.is_empty() {
            true => INITIAL.to_owned(),
            false => slug(&changes),
        };
        Migration {
            name: format!("{number:04}_{slug}"),
            parent: self.migrations.last().map(|last| last.name.clone()),
            changes,
        }
    }

    /// Where two branches each added a migration after the same one.
    pub fn forks(&self) -> Vec<Fork> {
        let parents = self
            .migrations
            .iter()
            .map(|migration| Some(migration.name.clone()));
        let forks = std::iter::once(None).chain(parents).map(|parent| {
            let children = self.following(parent.as_deref());
            Fork { parent, children }
        });
        forks.filter(|fork| fork.children.len() > 1).collect()
    }

    /// The names of those that follow `parent`, sorted.
    pub(super) fn following(&self, parent: Option<&str>) -> Vec<String> {
        let own = self.migrations.iter();
        let own = own.filter(|migration| migration.parent.as_deref() == parent);
        let mut names: Vec<String> = own.map(|migration| migration.name.clone()).collect();
        names.sort();
        names
    }
}

fn replay(migrations: &[Migration]) -> Result<Schema, Error> {
    let mut schema = Schema::default();
    for migration in migrations {
        schema = schema
            .after(&migration.changes)
            .map_err(|error| Error::Misfit {
                name: migration.name.clone(),
                reason: error.to_string(),
            })?;
    }
    Ok(schema)
}

/// The highest number that a name begins with.
pub(super) fn highest<'a>(names: impl Iterator<Item = &'a String>) -> u64 {
    let number = |name: &String| {
        let digits = name.split(|c: char| !c.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse::<u64>().ok())
    };
    // A number that is hardly one, such as a time, leaves room for the next.
    names
        .filter_map(number)
        .max()
        .unwrap_or(0)
        .min(u64::MAX - 1)
}
