//! Each folder in `cases/` is a project before and after: `base` as it was generated last, `mine`
//! as the user left it, `new` as it is generated now, `expected` as it is after the update;
//! `options` is what the run was asked for, and `actions` what it says that it does.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use scaffold::{
    tree::Tree,
    update::{self, Action, Conflict, Update},
};

use crate::support::{Options, Project, bytes, go_on};

#[test]
fn every_case_comes_out_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/update/cases");
    let mut count = 0;
    for entry in fs::read_dir(cases).unwrap() {
        let dir = entry.unwrap().path();
        if dir.is_dir() {
            println!("{}", dir.file_name().unwrap().display());
            check(&dir);
            count += 1;
        }
    }
    assert!(count > 40, "only {count} cases were found");
}

fn check(dir: &Path) {
    let project = Project::new();
    for (path, content) in bytes(&dir.join("mine")) {
        project.write(&path, content);
    }
    let (base, new) = (tree(&dir.join("base")), tree(&dir.join("new")));
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    for (path, _) in bytes(project.root()) {
        let file = fs::File::options().write(true).open(project.path(&path));
        file.unwrap().set_modified(long_ago).unwrap();
    }

    let plan = project.plan(&base, &new, &options(dir)).unwrap();
    let expected_actions = fs::read_to_string(dir.join("actions")).unwrap();
    assert_eq!(actions(&plan), expected_actions);
    update::write(project.root(), &plan.writes(), &mut go_on).unwrap();
    assert_eq!(shown(project.root()), shown(&dir.join("expected")));
    assert_no_empty_folder(project.root());

    let written: Vec<String> = plan.writes().into_iter().map(|write| write.path).collect();
    for (path, _) in bytes(project.root()) {
        let time = fs::metadata(project.path(&path)).unwrap().modified();
        let is_touched = time.unwrap() != long_ago;
        assert_eq!(is_touched, written.contains(&path), "{path}");
    }

    let again = project.plan(&new, &new, &Options::default()).unwrap();
    assert!(again.is_empty() && again.writes().is_empty(), "{again:?}");
    assert_eq!(again.conflicts(), 0);
}

fn tree(dir: &Path) -> Tree {
    match dir.exists() {
        true => Tree::read(dir).unwrap(),
        false => Tree::new(),
    }
}

fn options(dir: &Path) -> Options {
    let mut options = Options::default();
    for line in fs::read_to_string(dir.join("options"))
        .unwrap_or_default()
        .lines()
    {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["conflict", "ours"] => options.conflict = Conflict::Ours,
            ["conflict", "theirs"] => options.conflict = Conflict::Theirs,
            ["restore", path] => drop(options.restore.insert(path.to_owned())),
            ["move", old, to] => drop(options.moves.insert(old.to_owned(), to.to_owned())),
            _ => panic!("unknown option: {line}"),
        }
    }
    options
}

fn actions(plan: &Update) -> String {
    let mut out = String::new();
    for file in &plan.files {
        out.push_str(&format!("{} {}", file.action.name(), file.path));
        if matches!(file.action, Action::Conflict | Action::Beside) {
            out.push_str(&format!(" {}", file.conflicts));
        }
        if let Some(old) = &file.moved_from {
            out.push_str(&format!(" from {old}"));
        }
        out.push('\n');
    }
    out
}

/// Files as text that shows line ends and odd bytes.
fn shown(dir: &Path) -> String {
    let mut out = String::new();
    for (path, content) in bytes(dir) {
        out.push_str(&format!("{path}: {}\n", content.escape_ascii()).replace("\\n", "\\n\n  "));
    }
    out
}

fn assert_no_empty_folder(dir: &Path) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with(".scaffold") {
            assert!(fs::read_dir(&path).unwrap().next().is_some(), "{path:?}");
            assert_no_empty_folder(&path);
        }
    }
}
