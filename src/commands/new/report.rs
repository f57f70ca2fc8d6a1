//! What `scaffold new` tells the user.

use std::path::Path;

use super::plan::Plan;
use crate::{error::Error, spec::Style, terminal, tree::Tree};

const SAVED: &str = ".scaffold/";

/// The files that would be written, with their sizes.
pub fn dry_run(plan: &Plan, tree: &Tree) -> Result<(), Error> {
    let mut out = format!("would create {}\n", summary(plan, tree));
    for (path, text) in tree.iter().filter(|(path, _)| !path.starts_with(SAVED)) {
        out.push_str(&line(text.len(), path));
    }
    let saved: Vec<usize> = tree
        .iter()
        .filter(|(path, _)| path.starts_with(SAVED))
        .map(|(_, text)| text.len())
        .collect();
    let name = format!("{SAVED} ({})", terminal::count(saved.len(), "file"));
    out.push_str(&line(saved.iter().sum(), &name));
    terminal::print(&out)
}

/// What was written, and what to do next.
pub fn done(plan: &Plan, tree: &Tree, runs: bool) -> Result<(), Error> {
    let created = format!("created {}\n", summary(plan, tree));
    if runs {
        return terminal::print(&created);
    }
    let cd = match plan.dir.components().next() {
        None => String::new(),
        _ if plan.dir == Path::new(".") => String::new(),
        _ => format!("  cd {}\n", shell_word(&plan.dir.display().to_string())),
    };
    let (account, page) = match plan.spec.style {
        Style::Api => ("", "docs"),
        Style::Full | Style::Hybrid => ("  cargo run -- createsuperuser\n", "admin/"),
    };
    terminal::print(&format!(
        "{created}\nnext:\n{cd}{account}  cargo run\n\nthen open http://127.0.0.1:8000/{page}\n"
    ))
}

fn summary(plan: &Plan, tree: &Tree) -> String {
    let files = tree.iter().filter(|(path, _)| !path.starts_with(SAVED));
    format!(
        "`{}`: {}, {}",
        plan.dir.display(),
        terminal::count(files.count(), "file"),
        terminal::count(plan.spec.models.len(), "model"),
    )
}

fn line(bytes: usize, name: &str) -> String {
    format!("{bytes:>8}  {name}\n")
}

/// A path as a word for a POSIX shell.
fn shell_word(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@%,:".contains(c);
    match path.chars().all(is_plain) && !path.starts_with('-') {
        true => path.to_owned(),
        false => format!("-- '{}'", path.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_words() {
        assert_eq!(shell_word("a/b-c"), "a/b-c");
        assert_eq!(shell_word("a b's"), r"-- 'a b'\''s'");
        assert_eq!(shell_word("-a"), "-- '-a'");
    }
}
