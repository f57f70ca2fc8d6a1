//! The changes between two schemas. It knows no SQL.

use std::collections::BTreeSet;

use super::change::{Change, reverse};
use super::pairs::{Pair, Pairs};
use super::questions::Questions;
use super::renames::{column_renames, table_renames};
use super::schema::{Column, ForeignKey, Schema, Table};
use super::target::Target;
use super::undecided::Undecided;
use crate::spec::model::Spec;
use crate::spec::value::DefaultValue;

/// What has to happen to make the schema of `spec` of `old`, in an order that any database can
/// run: what goes, goes before its name is taken again, a table comes after those that it refers
/// to, and references come last.
///
/// # Errors
/// All that the spec leaves open: models and fields that are gone, neither renamed nor in
/// `drops`, and changes that rows could not follow.
pub fn diff(old: &Schema, spec: &Spec, drops: &BTreeSet<Target>) -> Result<Vec<Change>, Undecided> {
    let new = Schema::of(spec);
    let pairs = Pairs::of(old, &new, spec);
    let questions = Questions {
        old,
        new: &new,
        spec,
        pairs: &pairs,
        drops,
    };
    let undecided = questions.open();
    match undecided.is_empty() {
        true => Ok(steps(&pairs, spec)),
        false => Err(undecided),
    }
}

/// What has to happen to make the schema of `spec` of nothing.
pub fn creation(spec: &Spec) -> Vec<Change> {
    let (old, new) = (Schema::default(), Schema::of(spec));
    steps(&Pairs::of(&old, &new, spec), spec)
}

fn steps(pairs: &Pairs, spec: &Spec) -> Vec<Change> {
    let mut steps = Steps::default();
    for pair in &pairs.kept {
        steps.compare(pair, pairs, spec);
    }
    steps.drop_tables = reverse(&create(&pairs.dropped));
    steps.create_tables = create(&pairs.created);
    steps.rename_tables = table_renames(pairs);
    steps.in_order()
}

/// The value of a column in the rows that exist when it comes, if the spec gives one.
pub fn fill(column: &Column, table: &Table, spec: &Spec) -> Option<DefaultValue> {
    let Some(name) = &column.field else {
        return Some(DefaultValue::Now);
    };
    let mut models = spec.all_models().filter(|model| model.table == table.name);
    let field = models.next()?.field(name)?;
    field.backfill.clone().or_else(|| field.default.clone())
}

/// The changes by kind, in the order in which they are made.
#[derive(Default)]
struct Steps {
    drop_keys: Vec<Change>,
    drop_sets: Vec<Change>,
    drop_tables: Vec<Change>,
    drop_columns: Vec<Change>,
    rename_tables: Vec<Change>,
    rename_columns: Vec<Change>,
    change_columns: Vec<Change>,
    add_columns: Vec<Change>,
    create_tables: Vec<Change>,
    add_sets: Vec<Change>,
    add_keys: Vec<Change>,
}

impl Steps {
    fn in_order(self) -> Vec<Change> {
        [
            self.drop_keys,
            self.drop_sets,
            self.drop_tables,
            self.drop_columns,
            self.rename_tables,
            self.rename_columns,
            self.change_columns,
            self.add_columns,
            self.create_tables,
            self.add_sets,
            self.add_keys,
        ]
        .concat()
    }

    fn compare(&mut self, pair: &Pair, pairs: &Pairs, spec: &Spec) {
        self.columns(pair, spec);
        self.sets(pair, |table| &table.uniques, unique_changes);
        self.sets(pair, |table| &table.indexes, index_changes);
        self.keys(pair, pairs);
    }

    fn columns(&mut self, pair: &Pair, spec: &Spec) {
        let (old, table) = (&pair.old.name, &pair.new.name);
        let drop = |column: &Column| Change::DropColumn {
            table: old.clone(),
            column: column.clone(),
        };
        self.drop_columns.extend(pair.dropped().map(drop));
        self.rename_columns.extend(column_renames(pair));
        for (was, is) in &pair.columns {
            let from = Column {
                name: is.name.clone(),
                field: is.field.clone(),
                ..(*was).clone()
            };
            if from != **is {
                self.change_columns.push(Change::ChangeColumn {
                    table: table.clone(),
                    fill: fill(is, pair.new, spec).filter(|_| was.nullable && !is.nullable),
                    from: Box::new(from),
                    to: Box::new((*is).clone()),
                });
            }
        }
        let add = |column: &Column| Change::AddColumn {
            table: table.clone(),
            column: column.clone(),
            fill: fill(column, pair.new, spec),
        };
        self.add_columns.extend(pair.added().map(add));
    }

    /// Sets of columns that are unique or have an index.
    fn sets(
        &mut self,
        pair: &Pair,
        sets: fn(&Table) -> &Vec<Vec<String>>,
        changes: fn(&str, &[String]) -> [Change; 2],
    ) {
        let renamed = |set: &Vec<String>| -> Option<Vec<String>> {
            let names = set.iter().map(|name| pair.new_name(name));
            names.map(|name| name.map(str::to_owned)).collect()
        };
        let (old, new) = (sets(pair.old), sets(pair.new));
        for set in old {
            if !renamed(set).is_some_and(|set| new.contains(&set)) {
                let [_, drop] = changes(&pair.old.name, set);
                self.drop_sets.push(drop);
            }
        }
        for set in new {
            if !old.iter().any(|old| renamed(old).as_ref() == Some(set)) {
                let [add, _] = changes(&pair.new.name, set);
                self.add_sets.push(add);
            }
        }
    }

    fn keys(&mut self, pair: &Pair, pairs: &Pairs) {
        let renamed = |key: &ForeignKey| -> Option<ForeignKey> {
            Some(ForeignKey {
                column: pair.new_name(&key.column)?.to_owned(),
                target: pairs.new_name(&key.target)?.to_owned(),
                on_delete: key.on_delete,
            })
        };
        let (old, new) = (&pair.old.foreign_keys, &pair.new.foreign_keys);
        for key in old {
            if !renamed(key).is_some_and(|key| new.contains(&key)) {
                self.drop_keys.push(Change::DropForeignKey {
                    table: pair.old.name.clone(),
                    key: key.clone(),
                });
            }
        }
        for key in new {
            if !old.iter().any(|old| renamed(old).as_ref() == Some(key)) {
                self.add_keys.push(Change::AddForeignKey {
                    table: pair.new.name.clone(),
                    key: key.clone(),
                });
            }
        }
    }
}

fn unique_changes(table: &str, columns: &[String]) -> [Change; 2] {
    let (table, columns) = (table.to_owned(), columns.to_vec());
    let add = Change::AddUnique { table, columns };
    let drop = add.reverse();
    [add, drop]
}

fn index_changes(table: &str, columns: &[String]) -> [Change; 2] {
    let (table, columns) = (table.to_owned(), columns.to_vec());
    let add = Change::AddIndex { table, columns };
    let drop = add.reverse();
    [add, drop]
}

/// The tables, each after those that it refers to. Where tables refer to each other in a circle,
/// the reference that closes it comes last.
fn create(tables: &[&Table]) -> Vec<Change> {
    let mut waiting: Vec<&Table> = tables.to_vec();
    let mut changes = Vec::new();
    let mut late = Vec::new();
    while !waiting.is_empty() {
        let refers = |table: &Table, other: &Table| {
            let mut targets = table.foreign_keys.iter().map(|key| &key.target);
            table.name != other.name && targets.any(|target| *target == other.name)
        };
        let ready = waiting
            .iter()
            .position(|table| !waiting.iter().any(|other| refers(table, other)));
        let mut table = waiting.remove(ready.unwrap_or(0)).clone();
        let (keys, later): (Vec<_>, Vec<_>) = table
            .foreign_keys
            .into_iter()
            .partition(|key| !waiting.iter().any(|other| other.name == key.target));
        table.foreign_keys = keys;
        late.extend(later.into_iter().map(|key| Change::AddForeignKey {
            table: table.name.clone(),
            key,
        }));
        changes.push(Change::CreateTable(table));
    }
    changes.extend(late);
    changes
}
