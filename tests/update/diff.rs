//! What `--diff` shows, and that `git apply` makes of it what the update makes.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use scaffold::update;

use crate::support::{Options, Project, bytes, go_on, tree};

fn git_apply(project: &Project, diff: &str) {
    let mut git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "-"])
        .current_dir(project.root())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    git.stdin
        .take()
        .unwrap()
        .write_all(diff.as_bytes())
        .unwrap();
    assert!(git.wait().unwrap().success(), "{diff}");
}

#[test]
fn git_applies_it() {
    let long = |line: &str| format!("{}{line}\n{}", "a\n".repeat(50), "b\n".repeat(50));
    let base = tree([
        ("crlf.txt", "a\nb\nc\nd\ne\n"),
        ("deep/gone.txt", "a\n"),
        ("empty.txt", ""),
        ("end.txt", "a\nb"),
        ("long.txt", &*long("one")),
        ("moved.txt", &*long("three")),
        ("same_moved.txt", "same\n"),
        ("taken.txt", "a\n"),
    ]);
    let new = tree([
        ("crlf.txt", "a\nb\nc\nd\nnew\n"),
        ("empty.txt", "no more\n"),
        ("end.txt", "a\nb\nc\n"),
        ("long.txt", &*long("two")),
        ("more/moved.txt", &*long("four")),
        ("more/same.txt", "same\n"),
        ("new.txt", "new\n"),
        ("new_and_empty.txt", ""),
        ("taken.txt", "b\n"),
    ]);
    let moves = [
        ("moved.txt", "more/moved.txt"),
        ("same_moved.txt", "more/same.txt"),
    ];
    let options = Options {
        moves: moves
            .map(|(old, to)| (old.to_owned(), to.to_owned()))
            .into(),
        ..Options::default()
    };
    let project = || {
        let project = Project::generated(&base);
        project.write("crlf.txt", "mine\r\nb\r\nc\r\nd\r\ne\r\n");
        project.write("taken.txt", b"\xff");
        project
    };
    let (applied, written) = (project(), project());
    let plan = written.plan(&base, &new, &options).unwrap();
    let diffs: String = plan
        .files
        .iter()
        .map(|file| update::diff(file, false))
        .collect();
    git_apply(&applied, &diffs);
    update::write(written.root(), &plan.writes(), &mut go_on).unwrap();
    assert_eq!(bytes(applied.root()), bytes(written.root()));
}

#[test]
fn colours_are_only_there_if_asked_for() {
    let (base, new) = (tree([("a.txt", "a\nb")]), tree([("a.txt", "a\nc\n")]));
    let project = Project::generated(&base);
    let plan = project.plan(&base, &new, &Options::default()).unwrap();
    let plain = "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n a\n-b\n\
                 \\ No newline at end of file\n+c\n";
    assert_eq!(update::diff(&plan.files[0], false), plain);
    let coloured = update::diff(&plan.files[0], true);
    assert!(coloured.contains("\x1b[31m-b\x1b[0m\n") && coloured.contains("\x1b[32m+c\x1b[0m\n"));
    let same = project.plan(&base, &base, &Options::default()).unwrap();
    assert_eq!(update::diff(&same.files[0], true), "");
}
