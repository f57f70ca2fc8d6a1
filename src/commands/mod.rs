//! The commands, one per file.

pub mod add;
pub mod check;
pub mod completions;
pub mod new;
pub mod schema;
