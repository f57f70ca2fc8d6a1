//! `scaffold status`.

use std::collections::BTreeMap;

use crate::{
    error::Error,
    saved, terminal,
    update::{self, Mine, State},
};

use super::workspace::Workspace;

/// Prints what became of each generated file.
pub fn run() -> Result<(), Error> {
    let project = Workspace::read()?;
    let base = &project.saved.base;
    let mine = Mine::read(&project.dir, base.iter().map(|(path, _)| path))?;
    let states = update::status(&project.dir, base, &mine)?;
    terminal::print(&list(
        &states,
        saved::recorded_spec(&project.text) != project.saved.spec,
    ))
}

fn list(states: &BTreeMap<String, State>, is_spec_edited: bool) -> String {
    let mut out = String::new();
    for (path, state) in states.iter().filter(|(_, state)| **state != State::Clean) {
        out.push_str(&format!("{:<12} {path}\n", state.name()));
    }
    let clean = states.values().filter(|state| **state == State::Clean);
    out.push_str(&format!(
        "{} clean\n",
        terminal::count(clean.count(), "file")
    ));
    if is_spec_edited {
        out.push_str("the spec was edited since: `scaffold generate` takes it up\n");
    }
    out
}
