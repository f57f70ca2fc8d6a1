//! What can happen to a schema.

use super::schema::{ForeignKey, Table};

/// One step from a schema to another.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A table comes, with its indexes.
    CreateTable(Table),
    /// A table goes, with its rows.
    DropTable(Table),
    /// A reference comes that could not be part of its table, since the other table came later.
    AddForeignKey {
        /// The table that refers.
        table: String,
        /// The reference.
        key: ForeignKey,
    },
    /// Such a reference goes.
    DropForeignKey {
        /// The table that refers.
        table: String,
        /// The reference.
        key: ForeignKey,
    },
}

impl Change {
    /// The change that undoes this one.
    pub fn reverse(&self) -> Change {
        match self.clone() {
            Change::CreateTable(table) => Change::DropTable(table),
            Change::DropTable(table) => Change::CreateTable(table),
            Change::AddForeignKey { table, key } => Change::DropForeignKey { table, key },
            Change::DropForeignKey { table, key } => Change::AddForeignKey { table, key },
        }
    }
}
