//! Renames, in an order in which no name is taken twice.

use super::change::{Change, ColumnName, TableName};
use super::pairs::{Pair, Pairs};
use super::schema::{Column, Table};
use crate::spec::name::sql_name;

/// The tables that get another name, or store what another model or field names.
pub fn table_renames(pairs: &Pairs) -> Vec<Change> {
    let names = |table: &Table| TableName {
        name: table.name.clone(),
        owner: table.owner.clone(),
    };
    let renames = pairs
        .kept
        .iter()
        .map(|pair| (names(pair.old), names(pair.new)))
        .filter(|(from, to)| from != to)
        .collect();
    let aside = |from: &TableName| TableName {
        name: aside(&from.name),
        owner: from.owner.clone(),
    };
    in_turn(renames, |name| &name.name, aside)
        .into_iter()
        .map(|(from, to)| Change::RenameTable { from, to })
        .collect()
}

/// The columns of a table that get another name, or hold what another field names.
pub fn column_renames(pair: &Pair) -> Vec<Change> {
    let names = |column: &Column| ColumnName {
        name: column.name.clone(),
        field: column.field.clone(),
    };
    let renames = pair
        .columns
        .iter()
        .map(|(old, new)| (names(old), names(new)))
        .filter(|(from, to)| from != to)
        .collect();
    let aside = |from: &ColumnName| ColumnName {
        name: aside(&from.name),
        field: from.field.clone(),
    };
    in_turn(renames, |name| &name.name, aside)
        .into_iter()
        .map(|(from, to)| Change::RenameColumn {
            table: pair.new.name.clone(),
            from,
            to,
        })
        .collect()
}

/// A name that no spec can give.
fn aside(name: &str) -> String {
    sql_name(&["_renaming", name])
}

/// The renames in an order in which each new name is free; where names change places, one of
/// them steps aside first.
fn in_turn<T: Clone>(
    mut waiting: Vec<(T, T)>,
    name: fn(&T) -> &String,
    aside: impl Fn(&T) -> T,
) -> Vec<(T, T)> {
    let mut renames = Vec::new();
    while !waiting.is_empty() {
        let is_free = |(from, to): &(T, T)| {
            let mut others = waiting
                .iter()
                .filter(|(other, _)| name(other) != name(from));
            !others.any(|(other, _)| name(other) == name(to))
        };
        match waiting.iter().position(is_free) {
            Some(ready) => renames.push(waiting.remove(ready)),
            None => {
                let between = aside(&waiting[0].0);
                let from = std::mem::replace(&mut waiting[0].0, between.clone());
                renames.push((from, between));
            }
        }
    }
    renames
}
