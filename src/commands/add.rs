//! `scaffold add model` and `scaffold add field`.

mod command_line;
mod field_arg;
mod plan;
mod save;

use std::{path::Path, process::ExitCode};

use similar::TextDiff;

use crate::{
    cli::{Add, AddWhat},
    error::Error,
    problem::{Problem, Problems},
    spec, terminal,
};

use super::{generate, workspace};
use plan::SPEC;
pub use plan::plan_edit;

/// Adds to the spec of a project and generates what follows from it, both or neither. Where there
/// is a spec and no project yet, the spec is all that changes.
pub fn run(args: &Add) -> Result<ExitCode, Error> {
    if !args.what.dry_run() && workspace::is_there() {
        return generate::run_edited(|text| plan_edit(text, &args.what));
    }
    add_to_file(args)?;
    Ok(ExitCode::SUCCESS)
}

fn add_to_file(args: &Add) -> Result<(), Error> {
    let path = Path::new(SPEC);
    if path.symlink_metadata().is_err() {
        let problem = Problem::whole(format!("there is no `{SPEC}` in this folder"))
            .help("go to the folder of a project; `scaffold new` starts one");
        return Err(Problems::unreadable(SPEC, problem).into());
    }
    let text = spec::read(path)?;
    let new = plan_edit(&text, &args.what)?;
    if args.what.dry_run() {
        return terminal::print(&diff(&text, &new));
    }
    save::replace(path, &new)?;
    terminal::print(&done(&args.what))
}

fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .header(SPEC, SPEC)
        .to_string()
}

/// What was added, and what to do next.
fn done(what: &AddWhat) -> String {
    let added = match what {
        AddWhat::Model(args) => format!(
            "added the model `{}` with {}",
            args.name,
            terminal::count(args.fields.len(), "field"),
        ),
        AddWhat::Field(args) => format!(
            "added {} to `{}`",
            terminal::count(args.fields.len(), "field"),
            args.model,
        ),
    };
    format!("{added}\n\nnext:\n  scaffold new DIR --spec {SPEC}\n")
}
