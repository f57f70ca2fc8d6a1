//! From models to migrations: a spec gives a [`Schema`], two schemas differ by a list of
//! [`Change`]s, and each dialect writes these as SQL, up and down. A [`Migration`] records its
//! changes, and the [`History`] of all of them gives the schema that the next one starts from.
//!
//! ```text
//! Migrations ─▶ Schema (old) ┐
//! Spec ─────────────────────▶┴ diff ▶ Changes ─▶ Migration ─▶ SQL, one file per dialect and direction
//! ```

mod apply;
mod cast;
mod change;
mod dialect;
mod diff;
mod error;
mod guard;
mod history;
mod neutral;
mod of_spec;
mod pairs;
mod paths;
mod plan;
mod postgres;
mod questions;
mod rebase;
mod record;
mod renames;
mod schema;
pub mod sql;
mod sqlite;
mod target;
mod undecided;

pub use change::{Change, ColumnName, TableName, reverse};
pub use dialect::Dialect;
pub use diff::diff;
pub use error::{Error, Misfit};
pub use history::{Fork, History};
pub use pairs::spent_renames;
pub use paths::paths;
pub use rebase::{Moved, Rebased};
pub use record::Migration;
pub use schema::{Column, ForeignKey, Owner, Schema, Table, Type};
pub use target::{Rename, Target};
pub use undecided::{Blocker, Undecided, Vanished};
