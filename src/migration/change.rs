//! What can happen to a schema.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::schema::{Column, ForeignKey, Owner, Table};
use crate::spec::value::DefaultValue;

/// One step from a schema to another. Tables and columns go by the names that they have when the
/// step is taken. Constraints and indexes follow the names of their table and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A table comes, with its constraints and indexes.
    CreateTable(Table),
    /// A table goes, with its rows.
    DropTable(Table),
    /// A table gets another name, or stores what another model or field names.
    RenameTable {
        /// What it was.
        from: TableName,
        /// What it is.
        to: TableName,
    },
    /// A column comes.
    AddColumn {
        /// Its table.
        table: String,
        /// The column.
        column: Column,
        /// Its value in the rows that exist. Without one it is `NULL`, or where that cannot be,
        /// the column's default or a neutral value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fill: Option<DefaultValue>,
    },
    /// A column goes, with its values.
    DropColumn {
        /// Its table.
        table: String,
        /// The column.
        column: Column,
    },
    /// A column gets another name, or holds what another field names.
    RenameColumn {
        /// Its table.
        table: String,
        /// What it was.
        from: ColumnName,
        /// What it is.
        to: ColumnName,
    },
    /// A column changes its type, default, bounds or whether it can be `NULL`.
    ChangeColumn {
        /// Its table.
        table: String,
        /// What it was.
        from: Box<Column>,
        /// What it is.
        to: Box<Column>,
        /// What takes the place of `NULL`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fill: Option<DefaultValue>,
    },
    /// A set of columns becomes unique.
    AddUnique {
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A set of columns is no longer unique.
    DropUnique {
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// An index comes.
    AddIndex {
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// An index goes.
    DropIndex {
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A column becomes a reference.
    AddForeignKey {
        /// The table that refers.
        table: String,
        /// The reference.
        key: ForeignKey,
    },
    /// A column is no longer a reference.
    DropForeignKey {
        /// The table that refers.
        table: String,
        /// The reference.
        key: ForeignKey,
    },
}

/// What a table is called, and what it stores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableName {
    /// Its name.
    pub name: String,
    /// What it stores.
    pub owner: Owner,
}

/// What a column is called, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnName {
    /// Its name.
    pub name: String,
    /// The field of the spec.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// The changes that undo `changes`, last first.
pub fn reverse(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().map(Change::reverse).collect()
}

impl Change {
    /// The change that undoes this one. A column that comes back is filled as [`Change::AddColumn`]
    /// says, and a value that becomes required again is its default.
    pub fn reverse(&self) -> Change {
        match self.clone() {
            Change::CreateTable(table) => Change::DropTable(table),
            Change::DropTable(table) => Change::CreateTable(table),
            Change::RenameTable { from, to } => Change::RenameTable { from: to, to: from },
            Change::AddColumn { table, column, .. } => Change::DropColumn { table, column },
            Change::DropColumn { table, column } => Change::AddColumn {
                table,
                column,
                fill: None,
            },
            Change::RenameColumn { table, from, to } => Change::RenameColumn {
                table,
                from: to,
                to: from,
            },
            Change::ChangeColumn {
                table, from, to, ..
            } => Change::ChangeColumn {
                fill: from
                    .default
                    .clone()
                    .filter(|_| to.nullable && !from.nullable),
                table,
                from: to,
                to: from,
            },
            Change::AddUnique { table, columns } => Change::DropUnique { table, columns },
            Change::DropUnique { table, columns } => Change::AddUnique { table, columns },
            Change::AddIndex { table, columns } => Change::DropIndex { table, columns },
            Change::DropIndex { table, columns } => Change::AddIndex { table, columns },
            Change::AddForeignKey { table, key } => Change::DropForeignKey { table, key },
            Change::DropForeignKey { table, key } => Change::AddForeignKey { table, key },
        }
    }

    /// The table that it is about, by the name that it has before.
    pub fn table(&self) -> &str {
        match self {
            Change::CreateTable(table) | Change::DropTable(table) => &table.name,
            Change::RenameTable { from, .. } => &from.name,
            Change::AddColumn { table, .. }
            | Change::DropColumn { table, .. }
            | Change::RenameColumn { table, .. }
            | Change::ChangeColumn { table, .. }
            | Change::AddUnique { table, .. }
            | Change::DropUnique { table, .. }
            | Change::AddIndex { table, .. }
            | Change::DropIndex { table, .. }
            | Change::AddForeignKey { table, .. }
            | Change::DropForeignKey { table, .. } => table,
        }
    }

    /// Whether it only follows from a change of a table or a column, as an index of a new
    /// reference does.
    pub fn is_minor(&self) -> bool {
        matches!(
            self,
            Change::AddUnique { .. }
                | Change::DropUnique { .. }
                | Change::AddIndex { .. }
                | Change::DropIndex { .. }
                | Change::AddForeignKey { .. }
                | Change::DropForeignKey { .. }
        )
    }
}

/// What it does, for people: ``add `bio` to `users` ``.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::CreateTable(table) => write!(f, "create `{}`", table.name),
            Change::DropTable(table) => write!(f, "drop `{}`", table.name),
            Change::RenameTable { from, to } if from.name == to.name => {
                write!(f, "rename `{}` to `{}`", from.owner, to.owner)
            }
            Change::RenameTable { from, to } => write!(f, "rename `{from}` to `{to}`"),
            Change::AddColumn { table, column, .. } => {
                write!(f, "add `{}` to `{table}`", column.name)
            }
            Change::DropColumn { table, column } => {
                write!(f, "drop `{}` from `{table}`", column.name)
            }
            Change::RenameColumn { table, from, to } => {
                write!(f, "rename `{from}` to `{to}` in `{table}`")
            }
            Change::ChangeColumn { table, to, .. } => {
                write!(f, "change `{}` of `{table}`", to.name)
            }
            Change::AddUnique { table, columns } => {
                write!(f, "add unique `{}` to `{table}`", columns.join(" "))
            }
            Change::DropUnique { table, columns } => {
                write!(f, "drop unique `{}` from `{table}`", columns.join(" "))
            }
            Change::AddIndex { table, columns } => {
                write!(f, "add index `{}` to `{table}`", columns.join(" "))
            }
            Change::DropIndex { table, columns } => {
                write!(f, "drop index `{}` from `{table}`", columns.join(" "))
            }
            Change::AddForeignKey { table, key } => {
                write!(f, "add reference `{}` to `{table}`", key.column)
            }
            Change::DropForeignKey { table, key } => {
                write!(f, "drop reference `{}` from `{table}`", key.column)
            }
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Display for ColumnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
