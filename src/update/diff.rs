//! The diff of one file, as git shows it.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::{Action, FileUpdate};

const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const CYAN: &str = "\x1b[36m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// What changes in a file, with three lines around each change; empty if it stays as it is.
/// Without colours, `git apply` takes it.
pub fn diff(file: &FileUpdate, colours: bool) -> String {
    if !file.is_written() {
        return String::new();
    }
    let mut out = Printer {
        text: String::new(),
        colours,
    };
    out.header(file);
    let before = match file.action {
        Action::Beside => "",
        _ => file.before.as_deref().unwrap_or_default(),
    };
    out.hunks(before, file.after.as_deref().unwrap_or_default());
    out.text
}

struct Printer {
    text: String,
    colours: bool,
}

impl Printer {
    fn header(&mut self, file: &FileUpdate) {
        let new = file.written_path();
        let old = file.moved_from.as_ref().unwrap_or(&new);
        self.line(BOLD, &format!("diff --git a/{old} b/{new}"));
        let is_new = file.before.is_none() || file.action == Action::Beside;
        if is_new {
            self.line(BOLD, "new file mode 100644");
        }
        if file.action == Action::Delete {
            self.line(BOLD, "deleted file mode 100644");
        }
        if file.moved_from.is_some() {
            self.line(BOLD, &format!("rename from {old}"));
            self.line(BOLD, &format!("rename to {new}"));
        }
        if file.before == file.after {
            return;
        }
        let is_empty = |text: &Option<String>| text.as_deref().is_none_or(str::is_empty);
        if is_empty(&file.after) && (is_new || is_empty(&file.before)) {
            return;
        }
        let from = if is_new {
            "/dev/null".to_owned()
        } else {
            format!("a/{old}")
        };
        let to = match file.after {
            Some(_) => format!("b/{new}"),
            None => "/dev/null".to_owned(),
        };
        self.line(BOLD, &format!("--- {from}"));
        self.line(BOLD, &format!("+++ {to}"));
    }

    fn hunks(&mut self, before: &str, after: &str) {
        let diff = TextDiff::from_lines(before, after);
        for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
            self.line(CYAN, &hunk.header().to_string());
            for change in hunk.iter_changes() {
                let colour = match change.tag() {
                    ChangeTag::Delete => RED,
                    ChangeTag::Insert => GREEN,
                    ChangeTag::Equal => "",
                };
                let line = change.value();
                let bare = line.strip_suffix('\n').unwrap_or(line);
                self.line(colour, &format!("{}{bare}", change.tag()));
                if bare.len() == line.len() {
                    self.line("", "\\ No newline at end of file");
                }
            }
        }
    }

    fn line(&mut self, colour: &str, line: &str) {
        // Writing to a `String` cannot fail.
        let _ = match self.colours && !colour.is_empty() {
            true => writeln!(self.text, "{colour}{line}{RESET}"),
            false => writeln!(self.text, "{line}"),
        };
    }
}
