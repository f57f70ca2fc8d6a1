//! What a change of the spec leaves open: see [`Undecided`].

use std::collections::BTreeSet;

use super::cast::Cast;
use super::diff::fill;
use super::pairs::{Pair, Pairs, links_alike};
use super::schema::{Column, Owner, Schema, Table, Type};
use super::target::Target;
use super::undecided::{Blocker, Undecided, Vanished};
use crate::spec::model::Spec;

/// All that is open between `old` and `spec`, whose schema is `new`.
pub fn questions(
    old: &Schema,
    new: &Schema,
    spec: &Spec,
    pairs: &Pairs,
    drops: &BTreeSet<Target>,
) -> Undecided {
    let mut vanished = models(pairs, drops);
    let mut blockers = Vec::new();
    for pair in &pairs.kept {
        match (&pair.old.owner, &pair.new.owner) {
            (Owner::Model(was), Owner::Model(is)) => {
                let fields = fields(old, new, spec, pairs, pair, (was, is));
                let open = |question: &Vanished| !is_allowed(drops, &question.target, was);
                let fields: Vec<Vanished> = fields.into_iter().filter(open).collect();
                blockers.extend(blocked(pair, spec, is, &fields));
                vanished.extend(fields);
            }
            _ => continue,
        }
    }
    vanished.sort_by(|one, other| one.target.cmp(&other.target));
    blockers.sort_by(|one: &Blocker, other| one.target.cmp(&other.target));
    Undecided { vanished, blockers }
}

/// Whether the field may go; of a model that is renamed at the same time, by either name.
fn is_allowed(drops: &BTreeSet<Target>, target: &Target, former: &str) -> bool {
    let formerly = match target {
        Target::Field { field, .. } => Target::field(former, field),
        Target::Model(_) => target.clone(),
    };
    drops.contains(target) || drops.contains(&formerly)
}

fn models(pairs: &Pairs, drops: &BTreeSet<Target>) -> Vec<Vanished> {
    let model = |table: &Table| match &table.owner {
        Owner::Model(model) => Some(model.clone()),
        Owner::Link { .. } => None,
    };
    let mut vanished = Vec::new();
    for table in &pairs.dropped {
        let Some(target) = model(table).map(Target::Model) else {
            continue;
        };
        if drops.contains(&target) {
            continue;
        }
        let like = pairs.created.iter().filter(|new| is_like(table, new));
        vanished.push(Vanished {
            target,
            candidates: sorted(like.filter_map(|new| model(new))),
        });
    }
    vanished
}

/// Whether `new` has at least half of the fields of `old`.
fn is_like(old: &Table, new: &Table) -> bool {
    let fields = || {
        old.columns
            .iter()
            .filter_map(|column| column.field.as_ref())
    };
    let has = |field: &&String| {
        let mut columns = new.columns.iter();
        columns.any(|column| column.field.as_ref() == Some(*field))
    };
    let shared = fields().filter(has).count();
    shared > 0 && shared * 2 >= fields().count()
}

/// The fields of a model that are gone.
fn fields(
    old: &Schema,
    new: &Schema,
    spec: &Spec,
    pairs: &Pairs,
    pair: &Pair,
    (was, is): (&str, &str),
) -> Vec<Vanished> {
    let mut vanished = Vec::new();
    for column in pair.dropped() {
        let like = pair
            .added()
            .filter(|new| new.field.is_some() && is_of_like_type(column, new));
        vanished.push(Vanished {
            target: Target::field(is, column.label()),
            candidates: sorted(like.map(|new| new.label().to_owned())),
        });
    }
    let links = |tables: &[&Table], model: &str| -> Vec<(Table, String)> {
        let links = tables.iter().filter_map(|table| match &table.owner {
            Owner::Link { model: own, field } if own == model => {
                Some(((*table).clone(), field.clone()))
            }
            _ => None,
        });
        links.collect()
    };
    for (table, field) in links(&pairs.dropped, was) {
        let like = links(&pairs.created, is).into_iter().filter(|(other, _)| {
            links_alike(old, &table, new, other, spec) || links_to_new(other, pairs)
        });
        vanished.push(Vanished {
            target: Target::field(is, &field),
            candidates: sorted(like.map(|(_, field)| field)),
        });
    }
    vanished
}

fn is_of_like_type(was: &Column, is: &Column) -> bool {
    let cast = Cast::between(&was.ty, &is.ty);
    matches!(cast, Some(Cast::Keep | Cast::Rescale { .. }))
}

/// Whether a table links to a model that is new, and may be a renamed one.
fn links_to_new(table: &Table, pairs: &Pairs) -> bool {
    let target = table.foreign_keys.get(1).map(|key| &key.target);
    let mut created = pairs.created.iter();
    created.any(|new| Some(&new.name) == target)
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// What rows could not follow.
fn blocked(pair: &Pair, spec: &Spec, model: &str, open: &[Vanished]) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    for (was, is) in &pair.columns {
        blockers.extend(retype(was, is, model));
    }
    for column in pair.added() {
        // It may be the new name of one that is gone.
        let mut names = open.iter().flat_map(|question| &question.candidates);
        let is_candidate = names.any(|name| name == column.label());
        let is_filled = column.nullable || fill(column, pair.new, spec).is_some();
        if !is_filled && !is_candidate {
            let value = match column.ty {
                Type::Reference(_) => "a `backfill`, the id of a record",
                _ => "a `default` or a `backfill`",
            };
            blockers.push(Blocker {
                target: Target::field(model, column.label()),
                reason: "is new and required, and rows that exist have no value for it".to_owned(),
                help: format!("give it {value}, or make it optional"),
            });
        }
    }
    blockers
}

fn retype(was: &Column, is: &Column, model: &str) -> Option<Blocker> {
    if let (Type::Id(was), Type::Id(is)) = (&was.ty, &is.ty) {
        return (was != is).then(|| Blocker {
            target: Target::Model(model.to_owned()),
            reason: "cannot change the type of its `id`, by which other records and links know it"
                .to_owned(),
            help: "restore `id`, or add another model and copy the records".to_owned(),
        });
    }
    if Cast::between(&was.ty, &is.ty).is_some() {
        return None;
    }
    let reason = match (&was.ty, &is.ty) {
        (Type::Reference(_), Type::Reference(_)) => {
            "cannot refer to ids of another type".to_owned()
        }
        (was, is) => format!("cannot become `{is}` from `{was}`"),
    };
    Some(Blocker {
        target: Target::field(model, is.label()),
        reason,
        help: "drop it, and add another one under another name".to_owned(),
    })
}
