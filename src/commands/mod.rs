//! The commands, one per file.

pub mod add;
pub mod check;
pub mod completions;
pub mod generate;
pub mod migrate;
pub mod new;
mod notes;
pub mod schema;
pub mod status;
mod style;
mod workspace;
