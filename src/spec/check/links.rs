//! How models refer to each other: the other side's names, and cycles that nothing could enter.

use std::collections::{HashMap, HashSet};

use super::names::is_identifier;
use super::{Check, Work};
use crate::problem::quote;
use crate::spec::field::{Field, Kind};
use crate::spec::file::at::At;
use crate::spec::file::shape::FieldFile;

/// Gives every reference a name for its other side, which no field and no other reference has.
///
/// Without `related_name` it is the plural of the model (`posts`); where that is taken, the
/// field's name comes before it (`editor_posts`).
pub fn related_names(check: &mut Check, works: &mut [Work]) {
    let mut taken: HashMap<String, HashSet<String>> = works
        .iter()
        .map(|work| {
            let names = work.fields.iter().flat_map(|placed| {
                [&placed.field.name, &placed.field.json_name].map(String::clone)
            });
            let added = ["id", "created_at", "updated_at"].map(str::to_owned);
            (work.draft.name.clone(), names.chain(added).collect())
        })
        .collect();
    explicit(check, works, &mut taken);
    for work in works.iter_mut() {
        let plural = work.draft.plural_module.clone();
        for placed in &mut work.fields {
            let before = placed.field.name.clone();
            let Some((model, name)) = other_side(&mut placed.field) else {
                continue;
            };
            if !name.is_empty() {
                continue;
            }
            let taken = taken.entry(model).or_default();
            let longer = format!("{before}_{plural}");
            *name = match taken.contains(&plural) {
                true => longer,
                false => plural.clone(),
            };
            if !taken.insert(name.clone()) {
                let message = format!(
                    "the other side of {} has no name that is free",
                    quote(&before)
                );
                check.add(&placed.place, message, "give it a `related_name`");
            }
        }
    }
}

/// The model that a reference goes to, and its name there.
fn other_side(field: &mut Field) -> Option<(String, &mut String)> {
    match &mut field.kind {
        Kind::Reference(reference) => Some((reference.model.clone(), &mut reference.related_name)),
        Kind::Many(many) => Some((many.model.clone(), &mut many.related_name)),
        _ => None,
    }
}

fn explicit(check: &mut Check, works: &[Work], taken: &mut HashMap<String, HashSet<String>>) {
    for work in works {
        for placed in &work.fields {
            let Some(at) = related_name(work, &placed.field.name) else {
                continue;
            };
            let model = match &placed.field.kind {
                Kind::Reference(reference) => &reference.model,
                Kind::Many(many) => &many.model,
                _ => continue,
            };
            if !is_identifier(&at.value) || at.value.len() > super::names::MAX_NAME {
                let message = format!("{} is not a field's name", quote(&at.value));
                check.add(&at.span, message, "use lower case letters, digits and `_`");
            } else if !taken
                .entry(model.clone())
                .or_default()
                .insert(at.value.clone())
            {
                let message = format!("{} has {} already", quote(model), quote(&at.value));
                check.add(&at.span, message, "choose another `related_name`");
            }
        }
    }
}

fn related_name<'a>(work: &Work<'a>, field: &str) -> Option<&'a At<String>> {
    let entries = work.draft.file.fields.get()?;
    let (_, file) = entries
        .value
        .list
        .iter()
        .find(|(name, _)| name.value == field)?;
    match file.value()? {
        FieldFile::Map(options) => options.related_name.get(),
        FieldFile::Text(_) | FieldFile::List(_) => None,
    }
}

/// Required references in a circle: no record of any of the models could be the first.
pub fn cycles(check: &mut Check, works: &[Work]) {
    let index: HashMap<&str, usize> = works
        .iter()
        .enumerate()
        .map(|(at, work)| (work.draft.name.as_str(), at))
        .collect();
    let mut state = vec![State::New; works.len()];
    for start in 0..works.len() {
        visit(check, works, &index, &mut state, start);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth-first with a stack of its own: a chain of a thousand models is no reason to overflow.
fn visit(
    check: &mut Check,
    works: &[Work],
    index: &HashMap<&str, usize>,
    state: &mut [State],
    start: usize,
) {
    if state[start] != State::New {
        return;
    }
    let mut path: Vec<(usize, usize)> = vec![(start, 0)];
    state[start] = State::Open;
    while let Some((at, next)) = path.pop() {
        let Some(placed) = works[at].fields.get(next) else {
            state[at] = State::Done;
            continue;
        };
        path.push((at, next + 1));
        let Some(reference) = placed.field.reference().filter(|_| !placed.field.optional) else {
            continue;
        };
        let Some(&target) = index.get(reference.model.as_str()) else {
            continue;
        };
        match state[target] {
            State::New => {
                state[target] = State::Open;
                path.push((target, 0));
            }
            State::Open => report(check, works, &path, target),
            State::Done => {}
        }
    }
}

fn report(check: &mut Check, works: &[Work], path: &[(usize, usize)], target: usize) {
    let from = path
        .iter()
        .position(|(at, _)| *at == target)
        .unwrap_or_default();
    let circle = &path[from..];
    let steps: Vec<String> = circle
        .iter()
        .map(|(at, next)| {
            let work = &works[*at];
            format!("`{}.{}`", work.draft.name, work.fields[next - 1].field.name)
        })
        .collect();
    let Some((at, next)) = circle.last() else {
        return;
    };
    let place = &works[*at].fields[next - 1].place;
    let message = match steps.as_slice() {
        [own] => format!("{own} requires a record of its own model, and there is no first one"),
        steps => format!(
            "the required references {} form a circle",
            steps.join(" → ")
        ),
    };
    check.add(place, message, "make one of them optional");
}
