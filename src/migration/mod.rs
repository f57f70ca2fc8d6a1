//! From models to migrations: a spec gives a [`Schema`], two schemas differ by a list of
//! [`Change`]s, and each dialect writes these as SQL, up and down.

mod change;
mod diff;
mod postgres;
mod schema;
pub mod sql;
mod sqlite;

pub use change::Change;
pub use diff::diff;
pub use schema::{Column, ForeignKey, Index, Schema, Table, Type, Unique};

/// The databases that a project can run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite 3.44 or newer, which the project links in.
    Sqlite,
    /// PostgreSQL 13 or newer.
    Postgres,
}

impl Dialect {
    /// Both, in the order in which they are written.
    pub const ALL: [Dialect; 2] = [Dialect::Sqlite, Dialect::Postgres];

    /// The folder of its migrations.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        }
    }

    /// The SQL that makes `changes`, in their order.
    pub fn write(self, changes: &[Change]) -> String {
        match self {
            Dialect::Sqlite => sqlite::write(changes),
            Dialect::Postgres => postgres::write(changes),
        }
    }
}

/// The changes that undo `changes`, last first.
pub fn reverse(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().map(Change::reverse).collect()
}
