//! All that a run of `generate` would write, in memory.

use std::collections::BTreeSet;

use crate::{
    cli::Generate,
    error::Error,
    migration::{History, Migration},
    project::{
        self,
        format::{self, Note},
    },
    saved::Saved,
    spec::{self, Spec},
    tree::{self, Tree},
    update::{self, Before, Input, Mine, Moves, Recovery, Update, Write},
};

use super::{Decided, Job, super::workspace::SPEC};

/// The folder of the migrations.
const MIGRATIONS: &str = "migrations/";

/// What a run would write.
pub struct Draft<'a> {
    job: &'a Job,
    /// The text of the spec, which may have got a `renamed_from`.
    text: String,
    /// The migration that the spec asks for.
    pub migration: Option<Migration>,
    /// What happens to the project's files.
    pub update: Update,
    /// Whether Rust files could be formatted.
    pub note: Note,
    record: Saved,
}

impl<'a> Draft<'a> {
    /// Renders what the spec asks for, and plans how it gets into the project.
    pub fn new(job: &'a Job, decided: Decided, args: &Generate) -> Result<Self, Error> {
        let Decided { text, spec, changes } = decided;
        let saved = &job.project.saved;
        let schema = job.history.schema()?;
        let names = job.project.migrations(&job.history)?;
        let migration = match changes.is_empty() {
            true => None,
            false => Some(job.history.next(changes, &names)),
        };
        let mut history = job.history.clone();
        let mut new = Tree::new();
        …
    }
}
