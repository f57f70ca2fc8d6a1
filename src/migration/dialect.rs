//! The databases that a project can run on.

use super::cast::Cast;
use super::change::Change;
use super::error::Misfit;
use super::plan::Source;
use super::schema::{Column, Schema};
use super::{postgres, sql, sqlite};

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

    /// The SQL that makes `changes`, in their order, to the tables `before`. It refuses before
    /// anything changes where rows stand in the way. It runs inside a transaction; with SQLite,
    /// foreign keys have to be off outside of it.
    ///
    /// # Errors
    /// A change that does not fit the tables.
    pub fn write(self, before: &Schema, changes: &[Change]) -> Result<String, Misfit> {
        let sql = match self {
            Dialect::Sqlite => sqlite::write(before, changes)?,
            Dialect::Postgres => postgres::write(before, changes)?,
        };
        match sql.is_empty() {
            true => Ok("-- Nothing changes in this database.\n".to_owned()),
            false => Ok(sql),
        }
    }

    /// The value of a column in a row of the table as it was, which is called `table`.
    pub(super) fn value(self, table: &str, column: &Column, source: &Source) -> String {
        match self {
            Dialect::Sqlite => sqlite::value::value(table, column, source),
            Dialect::Postgres => postgres::value::value(table, column, source),
        }
    }

    /// The condition of the values of a column that a conversion would spoil.
    pub(super) fn misses(self, cast: Cast, column: &str) -> Option<String> {
        match self {
            Dialect::Sqlite => sqlite::value::misses(cast, column),
            Dialect::Postgres => postgres::value::misses(cast, column),
        }
    }

    /// The condition that the column's check asks of a value.
    pub(super) fn condition(self, value: &str, column: &Column) -> Option<String> {
        sql::condition(value, column, self == Dialect::Sqlite)
    }
}
