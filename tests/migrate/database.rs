//! A database that a migration runs on.

use std::collections::{BTreeMap, BTreeSet};

use scaffold::migration::{Dialect, Schema, diff};
use scaffold::spec::Spec;

/// The values of each row, as text, by table, row and column.
pub type Rows = BTreeMap<String, BTreeMap<String, BTreeMap<String, Option<String>>>>;

/// The highest id that each table gave.
pub type Counters = BTreeMap<String, String>;

pub trait Database {
    fn dialect(&self) -> Dialect;

    /// Runs statements, each of which has to succeed.
    fn run(&mut self, sql: &str);

    /// Runs a migration as the emitted projects do: in a transaction, and wholly or not at all.
    fn migrate(&mut self, sql: &str) -> Result<(), String>;

    /// All that the database knows of its tables, a line each, without the order of columns.
    fn catalogue(&mut self) -> BTreeSet<String>;

    /// A query of one text.
    fn texts(&mut self, sql: &str) -> Vec<Vec<Option<String>>>;

    /// The counter of each table that counts.
    fn counters(&mut self) -> Counters;

    /// All rows of the tables of `schema`.
    fn rows(&mut self, schema: &Schema) -> Rows {
        let mut rows = Rows::new();
        for table in &schema.tables {
            let key: Vec<String> = table.primary_key.iter().map(|name| cast(name)).collect();
            let columns: Vec<String> = table
                .columns
                .iter()
                .map(|column| cast(&column.name))
                .collect();
            let sql = format!(
                "SELECT {}, {} FROM \"{}\"",
                key.join(" || ' ' || "),
                columns.join(", "),
                table.name
            );
            let entry = rows.entry(table.name.clone()).or_default();
            for mut row in self.texts(&sql) {
                let values = row.split_off(1);
                let names = table.columns.iter().map(|column| column.name.clone());
                entry.insert(row[0].clone().unwrap(), names.zip(values).collect());
            }
        }
        rows
    }
}

/// Creates the tables of a new project.
pub fn create(database: &mut dyn Database, spec: &Spec) {
    let nothing = Schema::default();
    let changes = diff(&nothing, spec, &BTreeSet::new()).unwrap();
    database.run(&database.dialect().write(&nothing, &changes).unwrap());
}

fn cast(name: &str) -> String {
    format!("CAST(\"{name}\" AS TEXT)")
}
