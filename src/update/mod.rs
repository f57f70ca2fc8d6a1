//! Bringing a project up to date with what is generated now, without losing an edit.
//!
//! ```text
//! base: as generated last ─┐
//! mine: on disk           ─┼─ plan ▶ Update ─▶ write | diff | print
//! new:  as generated now  ─┘
//! ```
//!
//! [`plan()`] decides, file by file, and touches nothing; [`plan_project()`] first looks for
//! conflicts, and resolves those that git left in generated files. [`write()`] puts the result on disk so
//! that a kill at any point leaves a project that [`recover`] completes.

mod action;
mod branches;
mod diff;
mod error;
mod lines;
mod lock;
mod merge;
mod mine;
mod moves;
mod plan;
mod reformat;
mod status;
mod unresolved;
mod write;

pub use action::{Action, FileUpdate, Update};
pub use branches::plan_project;
pub use diff::diff;
pub use error::Error;
pub use lock::Lock;
pub use merge::Conflict;
pub use mine::{Mine, Obstacle, OnDisk, Problem};
pub use moves::Moves;
pub use plan::{Formatter, Input, plan};
pub use status::{State, status};
pub use unresolved::{Unresolved, refuse_unresolved, unresolved};
pub use write::{Before, Recovery, Write, is_unfinished, recover, write};

/// What is added to a path to have the new text beside a file that cannot be merged.
pub const BESIDE: &str = ".scaffold-new";
