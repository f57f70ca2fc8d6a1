//! What became of models and fields that the spec no longer has: from the flags, or asked for.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    edit,
    error::Error,
    migration::{self, Change, Rename, Schema, Target, Undecided, Vanished},
    problem::{Problem, Problems},
    prompt,
    spec::{self, Spec},
};

use super::super::{style, workspace::SPEC};

/// The spec with everything about it decided.
pub struct Decided {
    /// Its text, perhaps with a `renamed_from` more than the file has.
    pub text: String,
    /// The same, checked.
    pub spec: Spec,
    /// What it changes of the schema.
    pub changes: Vec<Change>,
}

/// Decides by `renames` and `drops`, and asks about the rest if it may.
///
/// # Errors
/// An invalid spec, a rename that cannot be written into it, and what is left open.
pub fn decide(
    text: &str,
    schema: &Schema,
    renames: &[Rename],
    drops: &[Target],
    may_ask: bool,
) -> Result<Decided, Error> {
    let mut text = text.to_owned();
    for rename in renames {
        text = write_rename(&text, rename)?;
    }
    refuse_idle(&text, schema, renames, drops)?;
    let mut drops: BTreeSet<Target> = drops.iter().cloned().collect();
    loop {
        let spec = spec::load(&text, SPEC)?;
        style::check(spec.style)?;
        let undecided = match migration::diff(schema, &spec, &drops) {
            Ok(changes) => {
                return Ok(Decided {
                    text,
                    spec,
                    changes,
                });
            }
            Err(undecided) => undecided,
        };
        if undecided.vanished.is_empty() || !may_ask {
            return Err(Error::Undecided(problems(&text, &undecided)));
        }
        for vanished in undecided.vanished {
            let Vanished { target, candidates } = vanished;
            match prompt::fate(&target, &candidates)? {
                Some(to) => text = write_rename(&text, &Rename { from: target, to })?,
                None => {
                    drops.insert(target);
                }
            }
        }
    }
}

/// Refuses flags that do nothing: they are typing errors.
fn refuse_idle(
    text: &str,
    schema: &Schema,
    renames: &[Rename],
    drops: &[Target],
) -> Result<(), Error> {
    if renames.is_empty() && drops.is_empty() {
        return Ok(());
    }
    let spec = spec::load(text, SPEC)?;
    let spent = migration::spent_renames(schema, &spec);
    let is_idle = |rename: &&Rename| spent.contains(&rename.target());
    if let Some(rename) = renames.iter().find(is_idle) {
        return Err(Error::NothingToRename(rename.clone()));
    }
    let open = migration::diff(schema, &spec, &BTreeSet::new())
        .err()
        .unwrap_or_default();
    let is_gone = |drop: &Target| {
        open.vanished
            .iter()
            .any(|vanished| vanished.target == *drop)
    };
    match drops.iter().find(|drop| !is_gone(drop)) {
        Some(drop) => Err(Error::NothingToDrop(drop.clone())),
        None => Ok(()),
    }
}

fn write_rename(text: &str, rename: &Rename) -> Result<String, Error> {
    let to = rename.to.as_str();
    let edited = match &rename.from {
        Target::Model(from) => edit::set_model_key(text, to, "renamed_from", Some(from)),
        Target::Field { model, field } => {
            edit::set_field_key(text, model, to, "renamed_from", Some(field))
        }
    };
    edited.map_err(|problem| Problems::new(SPEC, text, vec![problem]).into())
}

/// What is left open, each with its place in the spec where it has one.
fn problems(text: &str, undecided: &Undecided) -> Problems {
    let vanished = undecided.vanished.iter().map(|vanished| {
        let Vanished { target, candidates } = vanished;
        let renames = candidates
            .iter()
            .map(|to| format!("`--rename {target}:{to}`, "));
        Problem::whole(format!(
            "`{target}` is gone from the spec, but not from databases"
        ))
        .help(format!(
            "pass {}or `--drop {target}` to delete its data",
            renames.collect::<String>()
        ))
    });
    let blockers = undecided.blockers.iter().map(|blocker| {
        let message = format!("`{}` {}", blocker.target, blocker.reason);
        let problem = match place(text, &blocker.target) {
            Some(span) => Problem::at(span, message),
            None => Problem::whole(message),
        };
        problem.help(blocker.help.clone())
    });
    Problems::new(SPEC, text, vanished.chain(blockers).collect())
}

fn place(text: &str, target: &Target) -> Option<Range<usize>> {
    match target {
        Target::Model(model) => edit::locate(text, model, None),
        Target::Field { model, field } => {
            edit::locate(text, model, Some(field)).or_else(|| edit::locate(text, model, None))
        }
    }
}
