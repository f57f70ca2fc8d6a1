//! SQLite in memory, with the protocol of the emitted migrator.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};
use scaffold::migration::Dialect;

use crate::database::{Counters, Database};

pub struct Sqlite(Connection);

impl Sqlite {
    pub fn new() -> Sqlite {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .pragma_update(None, "foreign_keys", true)
            .unwrap();
        Sqlite(connection)
    }

    /// Rolled back where it fails.
    fn attempt(&mut self, sql: &str) -> Result<(), String> {
        let text = |error: rusqlite::Error| error.to_string();
        let behaviour = TransactionBehavior::Immediate;
        let transaction = self.0.transaction_with_behavior(behaviour).unwrap();
        transaction.execute_batch(sql).map_err(text)?;
        let mut check = transaction.prepare("PRAGMA foreign_key_check").unwrap();
        if check.exists([]).unwrap() {
            return Err("rows refer to rows that do not exist".to_owned());
        }
        drop(check);
        transaction.commit().map_err(text)
    }
}

impl Database for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn run(&mut self, sql: &str) {
        self.0
            .execute_batch(sql)
            .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    fn migrate(&mut self, sql: &str) -> Result<(), String> {
        self.0.pragma_update(None, "foreign_keys", false).unwrap();
        let done = self.attempt(sql);
        self.0.pragma_update(None, "foreign_keys", true).unwrap();
        done
    }

    fn catalogue(&mut self) -> BTreeSet<String> {
        let queries = [
            "SELECT 'table', name, wr, strict FROM pragma_table_list
             WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            "SELECT 'column', t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden
             FROM pragma_table_list t, pragma_table_xinfo(t.name) c
             WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            "SELECT 'index', t.name, CASE i.origin WHEN 'c' THEN i.name END, i.\"unique\", i.origin, i.partial,
                 (SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
             FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'",
            "SELECT 'reference', t.name, f.\"from\", f.\"table\", f.\"to\", f.on_delete, f.on_update
             FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
            "SELECT 'trigger', name FROM sqlite_master WHERE type NOT IN ('table', 'index')",
            "SELECT 'counted', name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'",
        ];
        let mut lines = BTreeSet::new();
        for query in queries {
            for row in self.texts(query) {
                let values: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
                lines.insert(values.join(" | "));
            }
        }
        let tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table'";
        for row in self.texts(tables) {
            let (Some(name), Some(sql)) = (&row[0], &row[1]) else {
                continue;
            };
            lines.extend(
                constraints(sql)
                    .into_iter()
                    .map(|text| format!("{name} | {text}")),
            );
        }
        let left = self.texts("SELECT name FROM sqlite_temp_master");
        assert!(left.is_empty(), "left behind: {left:?}");
        lines
    }

    fn counters(&mut self) -> Counters {
        let is_there = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'";
        if self.texts(is_there).is_empty() {
            return Counters::new();
        }
        let rows = self.texts("SELECT name, seq FROM sqlite_sequence");
        let pairs = rows.into_iter().map(|mut row| {
            let seq = row.pop().flatten().unwrap_or_default();
            (row.pop().flatten().unwrap_or_default(), seq)
        });
        pairs.collect()
    }

    fn texts(&mut self, sql: &str) -> Vec<Vec<Option<String>>> {
        let mut statement = self
            .0
            .prepare(sql)
            .unwrap_or_else(|error| panic!("{error}\n{sql}"));
        let count = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..count)
                .map(|at| {
                    Ok(match row.get_ref(at)? {
                        rusqlite::types::ValueRef::Null => None,
                        rusqlite::types::ValueRef::Integer(value) => Some(value.to_string()),
                        rusqlite::types::ValueRef::Real(value) => Some(value.to_string()),
                        rusqlite::types::ValueRef::Text(value)
                        | rusqlite::types::ValueRef::Blob(value) => {
                            Some(String::from_utf8_lossy(value).into_owned())
                        }
                    })
                })
                .collect()
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

/// The named constraints in the text of a table, without the quotes of names.
fn constraints(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(at) = rest.find("CONSTRAINT ") {
        let text = &rest[at..];
        let end = end_of(text);
        let plain = text[..end].replace('"', "");
        found.push(plain.split_whitespace().collect::<Vec<_>>().join(" "));
        rest = &text[end..];
    }
    found
}

/// Where the constraint that `text` begins with ends: at a comma or a bracket of the table.
fn end_of(text: &str) -> usize {
    let (mut depth, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' | ',' if !quoted && depth == 0 => return at,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
