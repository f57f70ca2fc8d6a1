//! What a change of the spec leaves open: see [`Undecided`].

use std::collections::BTreeSet;

use super::cast::Cast;
use super::diff::fill;
use super::pairs::{Pair, Pairs, links_alike};
use super::schema::{Column, Owner, Schema, Table, Type};
use super::target::Target;
use super::undecided::{Blocker, Undecided, Vanished};
use crate::spec::identity::SYSTEM;
use crate::spec::model::Spec;

/// What there is to ask about.
pub struct Questions<'a> {
    /// The schema before.
    pub old: &'a Schema,
    /// The schema of the spec.
    pub new: &'a Schema,
    /// The spec.
    pub spec: &'a Spec,
    /// What both schemas have in common.
    pub pairs: &'a Pairs<'a>,
    /// What may go.
    pub drops: &'a BTreeSet<Target>,
}

impl Questions<'_> {
    /// All that is open.
    pub fn open(&self) -> Undecided {
        let mut vanished = self.models();
        let mut blockers = Vec::new();
        for pair in &self.pairs.kept {
            let (Owner::Model(was), Owner::Model(is)) = (&pair.old.owner, &pair.new.owner) else {
                continue;
            };
            let mut fields = columns(pair, is);
            fields.extend(self.links(was, is, &vanished));
            self.keep_declared(is, &mut fields);
            fields.retain(|question| !self.may_go(&question.target, was));
            blockers.extend(blocked(pair, self.spec, is, &fields));
            vanished.extend(fields);
        }
        vanished.sort_by(|one, other| one.target.cmp(&other.target));
        blockers.sort_by(|one: &Blocker, other| one.target.cmp(&other.target));
        Undecided { vanished, blockers }
    }

    /// Whether the field may go; of a model that is renamed at the same time, by either name.
    fn may_go(&self, target: &Target, former: &str) -> bool {
        let formerly = match target {
            Target::Field { field, .. } => Target::field(former, field),
            Target::Model(_) => target.clone(),
        };
        self.drops.contains(target) || self.drops.contains(&formerly)
    }

    /// Nothing is renamed to a field that the YAML does not have.
    fn keep_declared(&self, model: &str, fields: &mut [Vanished]) {
        let model = self.spec.model(model);
        let is_added = |name: &String| {
            let field = model.and_then(|model| model.field(name));
            field.is_some_and(|field| field.is_added)
        };
        for field in fields {
            field.candidates.retain(|name| !is_added(name));
        }
    }

    fn models(&self) -> Vec<Vanished> {
        let mut vanished = self.system();
        for table in &self.pairs.dropped {
            let Some(target) = model(table).map(|name| Target::Model(name.to_owned())) else {
                continue;
            };
            if self.drops.contains(&target) || table.owner.is_system() {
                continue;
            }
            let created = self.pairs.created.iter();
            let like = created.filter(|new| !new.owner.is_system() && is_like(table, new));
            vanished.push(Vanished {
                target,
                candidates: sorted(like.filter_map(|new| model(new))),
            });
        }
        vanished
    }

    /// What a style brought along: one question for all of it if nothing of it stays. What is
    /// there again belonged to the accounts, and goes with them.
    fn system(&self) -> Vec<Vanished> {
        let all = Target::Model(SYSTEM.to_owned());
        let mut new = self.new.tables.iter();
        let is_all = !new.any(|table| table.owner.is_system());
        let dropped = self.pairs.dropped.iter();
        let gone = dropped.filter(|table| {
            table.owner.is_system() && self.new.tables.iter().all(|new| new.owner != table.owner)
        });
        let names = gone.filter_map(|table| model(table));
        let targets: BTreeSet<Target> = match is_all {
            true => names.map(|_| all.clone()).collect(),
            false => names.map(|name| Target::Model(name.to_owned())).collect(),
        };
        let open = targets.into_iter();
        let open = open.filter(|target| !self.drops.contains(target));
        let question = |target| Vanished {
            target,
            candidates: Vec::new(),
        };
        open.map(question).collect()
    }

    /// The many-to-many fields of a model that are gone. What links to a model that is in question
    /// itself waits for the answer to that.
    fn links(&self, was: &str, is: &str, models: &[Vanished]) -> Vec<Vanished> {
        let mut vanished = Vec::new();
        for (table, field) in links(&self.pairs.dropped, was) {
            let target = far_end(self.old, table).and_then(model);
            let target = target.map(|name| Target::Model(name.to_owned()));
            let waits = models
                .iter()
                .any(|model| Some(&model.target) == target.as_ref());
            let is_like = |other: &Table| {
                links_alike(self.old, table, self.new, other, self.spec)
                    || (waits && self.links_to_new(other))
            };
            let like = links(&self.pairs.created, is).filter(|(other, _)| is_like(other));
            let mut candidates = sorted(like.map(|(_, field)| field));
            if waits && candidates.iter().any(|name| name == field) {
                continue;
            }
            candidates.retain(|name| name != field);
            vanished.push(Vanished {
                target: Target::field(is, field),
                candidates,
            });
        }
        vanished
    }

    /// Whether a table links to a model that is new, and may be a renamed one.
    fn links_to_new(&self, table: &Table) -> bool {
        let target = far_end(self.new, table);
        let mut created = self.pairs.created.iter();
        target.is_some_and(|target| created.any(|new| new.name == target.name))
    }
}

/// The fields of a model that are gone, but for the many-to-many ones.
fn columns(pair: &Pair, model: &str) -> Vec<Vanished> {
    let question = |column: &Column| {
        let like = pair
            .added()
            .filter(|new| new.field.is_some() && is_of_like_type(column, new));
        Vanished {
            target: Target::field(model, column.label()),
            candidates: sorted(like.map(Column::label)),
        }
    };
    pair.dropped().map(question).collect()
}

/// The link tables of a model, each with its field.
fn links<'a>(tables: &[&'a Table], model: &str) -> impl Iterator<Item = (&'a Table, &'a str)> {
    tables.iter().filter_map(move |table| match &table.owner {
        Owner::Link { model: own, field } if own == model => Some((*table, field.as_str())),
        _ => None,
    })
}

/// The table that a link table links to.
fn far_end<'a>(schema: &'a Schema, table: &Table) -> Option<&'a Table> {
    schema.table(&table.foreign_keys.get(1)?.target)
}

fn model(table: &Table) -> Option<&str> {
    match &table.owner {
        Owner::Model(model) => Some(model),
        Owner::Link { .. } => None,
    }
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

fn is_of_like_type(was: &Column, is: &Column) -> bool {
    let cast = Cast::between(&was.ty, &is.ty);
    matches!(cast, Some(Cast::Keep | Cast::Rescale { .. }))
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().map(str::to_owned).collect()
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
