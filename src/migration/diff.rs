//! The changes between two schemas. It knows no SQL.

use super::change::Change;
use super::schema::{Schema, Table};

/// What has to happen to make `new` of `old`, in an order that any database can run: a table
/// comes after those that it refers to, and where tables refer to each other in a circle, the
/// reference that closes it comes last.
pub fn diff(old: &Schema, new: &Schema) -> Vec<Change> {
    let added: Vec<&Table> = only_in(new, old);
    let dropped: Vec<&Table> = only_in(old, new);
    let mut changes = create(&added);
    changes.extend(super::reverse(&create(&dropped)));
    changes
}

fn only_in<'a>(one: &'a Schema, other: &Schema) -> Vec<&'a Table> {
    let known = |name: &str| other.tables.iter().any(|table| table.name == name);
    one.tables
        .iter()
        .filter(|table| !known(&table.name))
        .collect()
}

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
