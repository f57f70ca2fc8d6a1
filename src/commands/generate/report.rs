//! What `scaffold generate` tells the user.

use std::{collections::BTreeMap, io};

use serde_json::json;

use crate::{
    cli::Generate,
    error::Error,
    migration::Migration,
    project::format::Note,
    terminal,
    update::{self, Action, FileUpdate},
};

use super::{super::notes, draft::Draft};

/// What would be written, in the form that was asked for.
pub fn plan(draft: &Draft, args: &Generate) -> Result<(), Error> {
    notes(draft);
    if args.json {
        return terminal::print(&json(draft));
    }
    if args.diff {
        let colours = terminal::has_colours(&io::stdout());
        let diffs = draft.update.files.iter();
        return terminal::print(
            &diffs
                .map(|file| update::diff(file, colours))
                .collect::<String>(),
        );
    }
    if !draft.is_stale() {
        return terminal::print("up to date\n");
    }
    terminal::print(&format!(
        "{}{}\n",
        list(draft),
        summary(draft, "would change")
    ))
}

/// What was written, and what to do next.
pub fn done(draft: &Draft, args: &Generate) -> Result<(), Error> {
    notes(draft);
    if args.json {
        return terminal::print(&json(draft));
    }
    if !draft.is_stale() {
        return terminal::print("up to date\n");
    }
    let next = match (draft.update.conflicts(), &draft.migration) {
        (0, None) => String::new(),
        (0, Some(_)) => "\nnext:\n  cargo run -- migrate --plan\n  cargo run\n".to_owned(),
        (count, _) => format!(
            "\n{} to resolve, each between `<<<<<<<` and `>>>>>>>` or in a `{}` file\n",
            terminal::count(count, "conflict"),
            update::BESIDE
        ),
    };
    terminal::print(&format!(
        "{}{}\n{next}",
        list(draft),
        summary(draft, "changed")
    ))
}

fn notes(draft: &Draft) {
    if draft.note == Note::NoRustfmt {
        notes::no_rustfmt();
    }
}

/// A line for each file that is written, or that the user may wonder about.
fn list(draft: &Draft) -> String {
    let mut out = String::new();
    if let Some(migration) = &draft.migration {
        out.push_str(&changes(migration));
    }
    if draft.is_spec_edited() {
        out.push_str(&line("update", "scaffold.yaml"));
    }
    let files = draft.update.files.iter();
    for file in files.filter(|file| file.is_written() || is_worth_a_word(file.action)) {
        let path = match &file.moved_from {
            Some(old) => format!("{old} -> {}", file.path),
            None => file.written_path(),
        };
        out.push_str(&line(shown(file).1, &path));
    }
    out
}

/// What happens to a file, and its name: a file that stays as it is may still move.
fn shown(file: &FileUpdate) -> (Action, &'static str) {
    match (file.action, &file.moved_from) {
        (Action::Same | Action::KeepEdited, Some(_)) => (Action::Same, "move"),
        (action, _) => (action, action.name()),
    }
}

fn changes(migration: &Migration) -> String {
    let changes = migration.changes.iter().filter(|change| !change.is_minor());
    let changes: Vec<String> = changes.map(|change| format!("  {change}\n")).collect();
    format!("migration {}\n{}\n", migration.name, changes.concat())
}

fn line(action: &str, path: &str) -> String {
    format!("{action:>10}  {path}\n")
}

/// What stays as it is against what is generated now.
fn is_worth_a_word(action: Action) -> bool {
    matches!(action, Action::KeepOrphan | Action::KeepDeleted)
}

fn summary(draft: &Draft, verb: &str) -> String {
    let mut counts: BTreeMap<(Action, &str), usize> = BTreeMap::new();
    for file in draft.update.files.iter().filter(|file| file.is_written()) {
        *counts.entry(shown(file)).or_default() += 1;
    }
    let total = terminal::count(counts.values().sum(), "file");
    let counts: Vec<String> = counts
        .iter()
        .map(|((_, name), count)| format!("{count} {name}"))
        .collect();
    match counts.is_empty() {
        true => format!("{verb}: the record only"),
        false => format!("{verb}: {total} ({})", counts.join(", ")),
    }
}

fn json(draft: &Draft) -> String {
    let files = draft.update.files.iter();
    let files: Vec<_> = files
        .filter(|file| file.is_written() || file.action != Action::Same)
        .map(entry)
        .collect();
    let status = match draft.update.conflicts() {
        0 if draft.is_stale() => "stale",
        0 => "up to date",
        _ => "conflicts",
    };
    let migration = draft.migration.as_ref().map(|migration| {
        let changes = migration.changes.iter();
        let changes: Vec<String> = changes.map(ToString::to_string).collect();
        json!({ "name": migration.name, "changes": changes })
    });
    let plan = json!({ "status": status, "migration": migration, "files": files });
    format!("{plan:#}\n")
}

fn entry(file: &FileUpdate) -> serde_json::Value {
    json!({
        "path": file.path,
        "moved_from": file.moved_from,
        "action": shown(file).1,
        "written": file.is_written().then(|| file.written_path()),
        "conflicts": file.conflicts,
    })
}
