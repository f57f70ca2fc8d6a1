//! All that a run of `generate` would write, in memory.

use std::collections::BTreeSet;

use crate::{
    cli::Generate,
    error::Error,
    migration::{self, History, Migration},
    project::{
        self,
        format::{self, Note},
    },
    saved::{self, Saved},
    spec::{self, Spec},
    tree::{self, Tree},
    update::{self, Before, Conflict, Input, Mine, Moves, Recovery, Update, Write},
};

use super::{super::workspace::SPEC, Job, decide::Decided};

/// What a run would write.
pub struct Draft<'a> {
    job: &'a Job,
    /// The spec, which may have got a `renamed_from`.
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
    /// Plans how what the spec asks for gets into the project; without a spec, what it asked for
    /// the last time.
    ///
    /// # Errors
    /// Conflicts that are still there, obstacles in the project, failures of rustfmt.
    pub fn new(job: &'a Job, decided: Option<Decided>, args: &Generate) -> Result<Self, Error> {
        match decided {
            Some(decided) => Self::rendered(job, decided, args),
            None => {
                let record = job.project.saved.clone();
                Self::plan(job, args, record, None, Note::Formatted, &Moves::new())
            }
        }
    }

    fn rendered(job: &'a Job, decided: Decided, args: &Generate) -> Result<Self, Error> {
        let saved = &job.project.saved;
        let names = job.project.migrations(&job.history)?;
        let migration = match decided.changes.is_empty() {
            true => None,
            false => Some(job.history.next(decided.changes, &names)),
        };
        let mut history = job.history.clone();
        let mut listed = names;
        if let Some(migration) = &migration {
            listed.push(migration.name.clone());
            history.push(migration.clone());
        }
        let mut new = project::render(&decided.spec, &listed)?;
        let raw = format::raw_hashes(&new);
        let note = format::format_changed(&mut new, saved)?;
        add_migrations(&mut new, job, &history)?;
        let moves = moves(job, &decided.spec, &new);
        let record = Saved {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            generator: project::generator(),
            is_formatted: note == Note::Formatted,
            spec: saved::recorded_spec(&decided.text),
            base: new,
            raw,
            migrations: history.records(),
            is_merged: false,
        };
        let draft = Self::plan(job, args, record, migration, note, &moves)?;
        Ok(Self {
            text: decided.text,
            ..draft
        })
    }

    fn plan(
        job: &'a Job,
        args: &Generate,
        record: Saved,
        migration: Option<Migration>,
        note: Note,
        moves: &Moves,
    ) -> Result<Self, Error> {
        let project = &job.project;
        let base = &project.saved.base;
        let trees = [base, &record.base].into_iter().flat_map(Tree::iter);
        let mine = Mine::read(&project.dir, trees.map(|(path, _)| path))?;
        let restore: BTreeSet<String> = args.restore.iter().cloned().collect();
        let input = Input {
            base,
            mine: &mine,
            new: &record.base,
            moves,
            conflict: args.conflict.map_or(Conflict::Mark, Conflict::from),
            restore: &restore,
        };
        let update = update::plan_project(&project.dir, &input, &mut format::accepted)?;
        Ok(Self {
            job,
            text: job.text.clone(),
            migration,
            update,
            note,
            record,
        })
    }

    /// Whether anything has to be written but a new version number.
    pub fn is_stale(&self) -> bool {
        let last = &self.job.project.saved;
        let is_recorded = (&last.spec, &last.base, &last.migrations)
            == (
                &self.record.spec,
                &self.record.base,
                &self.record.migrations,
            );
        !self.update.is_empty() || !is_recorded || last.is_merged || self.is_spec_edited()
    }

    /// Whether the spec gets another text than the file has.
    pub fn is_spec_edited(&self) -> bool {
        self.text != self.job.project.text
    }

    /// Writes it all. `step` is asked before each write.
    ///
    /// # Errors
    /// Nothing was written, or [`update::Error::Unfinished`].
    pub fn write(
        &self,
        step: &mut dyn FnMut() -> Result<(), tree::Error>,
    ) -> Result<Recovery, Error> {
        let project = &self.job.project;
        let mut writes = self.update.writes();
        if self.is_spec_edited() {
            writes.push(Write {
                path: SPEC.to_owned(),
                before: Before::hash(&project.text),
                after: Some(self.text.clone()),
                mode_of: None,
            });
        }
        let schema = spec::json_schema();
        writes.extend(self.record.writes(&project.dir, &schema, &project.saved)?);
        Ok(update::write(&project.dir, &writes, step)?)
    }
}

/// Adds the SQL of all migrations. What was emitted once stays as it was.
fn add_migrations(new: &mut Tree, job: &Job, history: &History) -> Result<(), Error> {
    let base = &job.project.saved.base;
    for migration in history.migrations() {
        let paths = migration::paths(&migration.name);
        if paths.iter().all(|path| base.get(path).is_some()) {
            for path in paths {
                let text = base.get(&path).unwrap_or_default().to_owned();
                new.insert(path, text)?;
            }
        } else {
            for (path, text) in migration.files(&history.before(migration)?)? {
                new.insert(path, text)?;
            }
        }
    }
    Ok(())
}

/// The files that get another name: those of migrations that moved, and those of models that were
/// renamed.
fn moves(job: &Job, spec: &Spec, new: &Tree) -> Moves {
    let base = &job.project.saved.base;
    let mut moves = job.moves.clone();
    let comes = new.iter().any(|(path, _)| base.get(path).is_none());
    let goes = base.iter().any(|(path, _)| new.get(path).is_none());
    if comes
        && goes
        && let Ok(last) = spec::load(&job.project.saved.spec, SPEC)
    {
        moves.extend(project::moves(&last, spec));
    }
    moves
}
