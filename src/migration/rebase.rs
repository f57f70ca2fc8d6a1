//! Two branches each added migrations after the same one: those of the one go behind the other's.

use super::change::Change;
use super::error::Error;
use super::history::{History, highest};
use super::record::Migration;
use super::schema::Schema;

/// A history without that fork.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebased {
    /// All migrations.
    pub history: History,
    /// Those that moved, in their order.
    pub moved: Vec<Moved>,
}

/// A migration that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// What it was called.
    pub from: String,
    /// What it is now; nothing where the other branch made all of its changes.
    pub to: Option<Migration>,
}

impl History {
    /// Puts the migration `name`, which another one rivals, and all that follow it behind the last
    /// one of the other branch, with numbers that are higher than all others and than those in
    /// `taken`. Changes that the other branch made, too, are left out. What the schema of the spec
    /// still lacks then is for the next migration.
    ///
    /// # Errors
    /// No fork begins with `name`, or a change does not fit what the other branch made.
    pub fn rebase(&self, name: &str, taken: &[String]) -> Result<Rebased, Error> {
        let not_forked = || Error::NotForked {
            name: name.to_owned(),
        };
        let first = self.get(name).ok_or_else(not_forked)?;
        let rivals = self.following(first.parent.as_deref());
        let rival = rivals.iter().find(|rival| *rival != name);
        let theirs = self.line(rival.ok_or_else(not_forked)?)?;
        let ours = self.line(name)?;
        let mut history = self.without(&ours);
        let mut schema = history.after(&theirs)?;
        let made: Vec<&Change> = theirs.iter().flat_map(|own| &own.changes).collect();
        let mut parent = theirs.last().map(|last| last.name.clone());
        let mut number = free_number(&history, &ours, taken);
        let mut moved = Vec::new();
        for migration in ours {
            let changes = reapply(migration, &made, &mut schema)?;
            let to = (!changes.is_empty()).then(|| Migration {
                name: renumbered(&migration.name, number),
                parent: parent.clone(),
                changes,
            });
            if let Some(to) = &to {
                number += 1;
                parent = Some(to.name.clone());
                history.push(to.clone());
            }
            let from = migration.name.clone();
            moved.push(Moved { from, to });
        }
        Ok(Rebased { history, moved })
    }

    fn without(&self, some: &[&Migration]) -> History {
        let mut rest = History::default();
        for migration in self.migrations() {
            if !some.contains(&migration) {
                rest.push(migration.clone());
            }
        }
        rest
    }

    /// The schema after the last migration of a branch.
    fn after(&self, branch: &[&Migration]) -> Result<Schema, Error> {
        let Some(last) = branch.last() else {
            return Ok(Schema::default());
        };
        let schema = self.before(last)?.after(&last.changes);
        schema.map_err(|error| Error::Misfit {
            name: last.name.clone(),
            reason: error.to_string(),
        })
    }

    /// The migration of this name and all that follow it, which is one after each.
    fn line(&self, name: &str) -> Result<Vec<&Migration>, Error> {
        let mut line: Vec<&Migration> = self.get(name).into_iter().collect();
        while let Some(last) = line.last() {
            let children = self.following(Some(&last.name));
            match children.as_slice() {
                [] => break,
                [only] => line.extend(self.get(only)),
                _ => return Err(Error::Forked { children }),
            }
        }
        Ok(line)
    }
}

/// The changes that the other branch did not make, each made to `schema`.
fn reapply(
    migration: &Migration,
    made: &[&Change],
    schema: &mut Schema,
) -> Result<Vec<Change>, Error> {
    let mut kept = Vec::new();
    for change in &migration.changes {
        if made.contains(&change) {
            continue;
        }
        schema.apply(change).map_err(|error| Error::Contradicted {
            name: migration.name.clone(),
            change: change.to_string(),
            reason: error.to_string(),
        })?;
        kept.push(change.clone());
    }
    Ok(kept)
}

/// A number that is higher than all others, those of `ours` aside.
fn free_number(rest: &History, ours: &[&Migration], taken: &[String]) -> u64 {
    let is_other = |name: &&String| !ours.iter().any(|own| own.name == **name);
    let names = rest.names();
    highest(names.iter().chain(taken.iter().filter(is_other))) + 1
}

fn renumbered(name: &str, number: u64) -> String {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{number:04}{rest}")
}
