//! `scaffold generate`.

pub mod decide;
mod draft;
mod report;

use std::process::ExitCode;

use crate::{
    cli::Generate,
    error::Error,
    interrupt::Interrupt,
    migration::{self, History, Moved},
    project, prompt, saved, spec,
    update::{self, Moves},
};

use super::{
    notes,
    workspace::{SPEC, Workspace},
};
use decide::{Decided, decide};
use draft::Draft;

/// What `--check` found, as its exit code.
const STALE: u8 = 1;
const CONFLICTS: u8 = 2;
const INVALID: u8 = 3;

/// What is generated: from which spec, behind which migrations.
pub struct Job {
    /// The project.
    pub project: Workspace,
    /// The text of the spec.
    pub text: String,
    /// The migrations that the project has.
    pub history: History,
    /// Files that move beside those of renamed models.
    pub moves: Moves,
}

impl Job {
    fn of(project: Workspace) -> Self {
        Self {
            text: project.text.clone(),
            history: project.history.clone(),
            moves: Moves::new(),
            project,
        }
    }

    /// Whether the same would come out as the last time: then nothing has to be rendered.
    fn is_unchanged(&self, args: &Generate) -> Result<bool, Error> {
        let saved = &self.project.saved;
        let names = self.project.migrations(&self.history)?;
        let is_same = saved::recorded_spec(&self.text) == saved.spec
            && saved.generator == project::generator();
        let is_whole = !saved.is_merged && saved.is_formatted && self.history.forks().is_empty();
        let is_listed = project::lists(&saved.base, &names);
        let has_flags = !args.rename.is_empty() || !args.drop.is_empty();
        Ok(is_same && is_whole && is_listed && !has_flags)
    }
}

/// Brings a project up to date with its spec, or says what that would change.
pub fn run(args: &Generate) -> Result<ExitCode, Error> {
    if !args.is_dry() {
        return write(&Job::of(Workspace::lock()?), args);
    }
    match Workspace::read().and_then(|project| look(&Job::of(project), args)) {
        Err(error) if args.check => Ok(error.report_as(match &error {
            Error::Spec(_) => INVALID,
            Error::Update(update::Error::Unresolved(_)) => CONFLICTS,
            _ => STALE,
        })),
        outcome => outcome,
    }
}

/// Generates from an edited spec, which is written together with what it gives or not at all.
pub fn run_edited(edit: impl FnOnce(&str) -> Result<String, Error>) -> Result<ExitCode, Error> {
    let mut job = Job::of(Workspace::lock()?);
    job.text = edit(&job.text)?;
    write(&job, &Generate::default())
}

/// Puts the migration `name` and those after it behind the other branch, then generates.
pub fn run_rebased(name: &str) -> Result<ExitCode, Error> {
    let mut job = Job::of(Workspace::lock()?);
    let taken = job.project.migrations(&job.history)?;
    let rebased = job.history.rebase(name, &taken)?;
    job.moves = moves(&rebased.moved);
    job.history = rebased.history;
    write(&job, &Generate::default())
}

/// The files of migrations that moved.
fn moves(moved: &[Moved]) -> Moves {
    let mut moves = Moves::new();
    for Moved { from, to } in moved {
        if let Some(to) = to {
            moves.extend(
                migration::paths(from)
                    .into_iter()
                    .zip(migration::paths(&to.name)),
            );
        }
    }
    moves
}

fn look(job: &Job, args: &Generate) -> Result<ExitCode, Error> {
    let draft = Draft::new(job, decided(job, args)?, args)?;
    report::plan(&draft, args)?;
    Ok(ExitCode::from(match draft.update.conflicts() {
        0 if args.check && draft.is_stale() => STALE,
        0 => 0,
        _ => CONFLICTS,
    }))
}

fn write(job: &Job, args: &Generate) -> Result<ExitCode, Error> {
    // A question has to end at Ctrl-C as ever, so it is asked before signals are caught.
    let decided = decided(job, args)?;
    let interrupt = Interrupt::catch().map_err(Error::Signals)?;
    let written = Draft::new(job, decided, args).and_then(|draft| {
        let recovery = draft.write(&mut || interrupt.check())?;
        Ok((draft, recovery))
    });
    // Ctrl-C reaches rustfmt, too; that it failed is not what the user wants to hear.
    let written = written.or_else(|error| interrupt.check().map_err(Error::from).and(Err(error)));
    let (draft, recovery) = written?;
    report::done(&draft, args)?;
    notes::edited_meanwhile(&recovery);
    Ok(ExitCode::from(match draft.update.conflicts() {
        0 => 0,
        _ => CONFLICTS,
    }))
}

/// None where the same would come out as the last time.
fn decided(job: &Job, args: &Generate) -> Result<Option<Decided>, Error> {
    if job.is_unchanged(args)? {
        return Ok(None);
    }
    let may_ask = !args.is_dry() && prompt::is_possible();
    // After a merge the spec has conflicts as well, which are the first to be resolved.
    if !job.history.forks().is_empty() {
        spec::load(&job.text, SPEC)?;
    }
    let schema = job.history.schema()?;
    decide(&job.text, &schema, &args.rename, &args.drop, may_ask).map(Some)
}
