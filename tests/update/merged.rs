//! Two branches generated something each, and git merged them.

use std::{fs, process::Command};

use scaffold::{
    saved::{Error, Saved},
    tree::Tree,
    update,
};

use crate::support::{Options, Project, go_on, plan, saved, tree};

const MAIN: &str =
    "use a;\n\nfn main() {\n    one();\n    two();\n    three();\n    four();\n    five();\n}\n";

/// The project with lines of `main.rs` replaced, and more files.
fn version(replaced: &[(&str, &str)], more: &[(&str, &str)]) -> Tree {
    let mut main = MAIN.to_owned();
    for (old, new) in replaced {
        main = main.replace(old, new);
    }
    tree(
        [("Cargo.toml", "[package]\n"), ("src/main.rs", &*main)]
            .into_iter()
            .chain(more.iter().copied()),
    )
}

fn record(base: &Tree, spec: &str, migration: &str) -> Saved {
    let mut record = saved(base);
    record.spec = spec.to_owned();
    record
        .migrations
        .insert(format!("{migration}.json"), "{}\n".to_owned());
    record
}

fn git(project: &Project, args: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(args)
        .current_dir(project.root())
        .output()
        .unwrap();
    output.status.success()
}

fn generate(project: &Project, from: (&Tree, &Saved), to: (&Tree, &Saved)) {
    let mine = project.mine(from.0, to.0).unwrap();
    let update = plan(from.0, &mine, to.0, &Options::default()).unwrap();
    assert_eq!(update.conflicts(), 0);
    let record = to.1.writes(project.root(), "{}\n", from.1).unwrap();
    let writes = [update.writes(), record].concat();
    update::write(project.root(), &writes, &mut go_on).unwrap();
}

/// A project whose branches `ours` and `theirs` are generated from `start`, merged by git.
fn merged(style: &str, start: &Tree, ours: &Tree, theirs: &Tree) -> Project {
    let project = Project::generated(start);
    let start_record = saved(start);
    git(&project, &["init", "-q", "-b", "start"]);
    git(&project, &["config", "merge.conflictStyle", style]);
    let commit = |project: &Project| {
        git(project, &["add", "-A"]);
        assert!(git(project, &["commit", "-q", "-m", "x"]));
    };
    commit(&project);
    for (branch, tree) in [("ours", ours), ("theirs", theirs)] {
        git(&project, &["checkout", "-q", "-b", branch, "start"]);
        let record = record(tree, &format!("project: {branch}\n"), branch);
        generate(&project, (start, &start_record), (tree, &record));
        commit(&project);
    }
    git(&project, &["checkout", "-q", "ours"]);
    assert!(
        !git(&project, &["merge", "theirs"]),
        "the lock has to conflict"
    );
    project
}

#[test]
fn nobody_resolves_conflicts_in_the_record() {
    let start = version(&[], &[]);
    let ours = version(&[("one()", "one(1)")], &[("src/ours.rs", "fn ours() {}\n")]);
    let theirs = version(
        &[("five()", "five(5)")],
        &[("src/theirs.rs", "fn theirs() {}\n")],
    );
    let both = version(
        &[("one()", "one(1)"), ("five()", "five(5)")],
        &[
            ("src/ours.rs", "fn ours() {}\n"),
            ("src/theirs.rs", "fn theirs() {}\n"),
        ],
    );
    for style in ["merge", "diff3", "zdiff3"] {
        let project = merged(style, &start, &ours, &theirs);
        assert!(project.text(".scaffold/lock.json").contains("<<<<<<<"));
        let read = Saved::read(project.root()).unwrap();
        assert!(read.is_merged && read.generator.is_empty());
        assert_eq!(read.base, both, "{style}");
        assert_eq!(read.spec, "project: ours\n");
        let migrations: Vec<&String> = read.migrations.keys().collect();
        assert_eq!(migrations, ["ours.json", "theirs.json"]);
        assert!(!read.raw.contains_key("src/main.rs"), "neither side's text");
        assert!(read.raw.contains_key("src/ours.rs") && read.raw.contains_key("src/theirs.rs"));

        let mut record = record(&both, "project: both\n", "ours");
        record.migrations = read.migrations.clone();
        generate(&project, (&read.base, &read), (&both, &record));
        assert_eq!(Saved::read(project.root()).unwrap(), record);
        assert_eq!(record.writes(project.root(), "{}\n", &record).unwrap(), []);
    }
}

#[test]
fn a_base_file_that_git_cannot_merge_is_ours() {
    let start = version(&[], &[]);
    let ours = version(&[("three()", "ours()")], &[]);
    let theirs = version(&[("three()", "theirs()")], &[]);
    let project = merged("diff3", &start, &ours, &theirs);
    assert!(
        project
            .text(".scaffold/base/src/main.rs")
            .contains("<<<<<<<")
    );
    let read = Saved::read(project.root()).unwrap();
    assert_eq!(read.base, ours);
    assert!(read.raw.contains_key("src/main.rs"));
    // The project's own file conflicts as well, and that is the user's to resolve.
    let mine = project.mine(&read.base, &read.base).unwrap();
    assert!(!update::unresolved(project.root(), &read.base, &mine).is_empty());
}

#[test]
fn a_lock_that_was_resolved_by_hand_needs_the_record_of_one_side() {
    let start = version(&[], &[]);
    let ours = version(&[("one()", "one(1)")], &[]);
    let theirs = version(&[("five()", "five(5)")], &[]);
    let project = merged("merge", &start, &ours, &theirs);
    git(
        &project,
        &[
            "checkout",
            "--ours",
            ".scaffold/lock.json",
            ".scaffold/scaffold.yaml",
        ],
    );
    let error = Saved::read(project.root()).unwrap_err();
    assert!(matches!(&error, Error::Changed(_)), "{error}");
    assert!(
        error
            .to_string()
            .contains("git checkout ORIG_HEAD -- .scaffold"),
        "{error}"
    );
    assert!(git(&project, &["checkout", "ORIG_HEAD", "--", ".scaffold"]));
    assert_eq!(Saved::read(project.root()).unwrap().base, ours);
}

#[test]
fn a_missing_or_foreign_record_is_refused() {
    let start = version(&[], &[]);
    let project = Project::generated(&start);
    fs::remove_file(project.path(".scaffold/base/src/main.rs")).unwrap();
    let error = Saved::read(project.root()).unwrap_err();
    assert!(matches!(error, Error::Missing(_)), "{error}");
    project.write(".scaffold/base/src/main.rs", b"\xff");
    let error = Saved::read(project.root()).unwrap_err();
    assert!(matches!(error, Error::Changed(_)), "{error}");
    project.write(
        ".scaffold/lock.json",
        r#"{"format": 99, "scaffold": "7.0.0", "what": []}"#,
    );
    let error = Saved::read(project.root()).unwrap_err();
    assert!(
        matches!(&error, Error::Newer(version) if version == "7.0.0"),
        "{error}"
    );
    project.write(".scaffold/lock.json", "{}");
    let error = Saved::read(project.root()).unwrap_err();
    assert!(matches!(error, Error::Lock(_)), "{error}");
}

#[test]
fn the_first_format_is_still_read() {
    let start = version(&[], &[]);
    let project = Project::generated(&start);
    let lock = project.text(".scaffold/lock.json");
    let raw = lock.find(",\n  \"raw\"").unwrap();
    let lines = lock[..raw].lines();
    let old: Vec<&str> = lines
        .filter(|line| !line.contains("\"generator\"") && !line.contains("\"rustfmt\""))
        .collect();
    let old = old.join("\n").replace("\"format\": 2", "\"format\": 1") + "\n}\n";
    project.write(".scaffold/lock.json", old);
    let read = Saved::read(project.root()).unwrap();
    assert_eq!(
        (&read.base, read.raw.len(), read.is_formatted),
        (&start, 0, false)
    );
    let writes = saved(&start).writes(project.root(), "{}\n", &read).unwrap();
    assert_eq!(writes.len(), 1, "only the lock");
}
