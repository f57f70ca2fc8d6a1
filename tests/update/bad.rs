//! What an update refuses, and that it then changes nothing.

use std::{collections::BTreeSet, fs};

use scaffold::{
    tree::Tree,
    update::{self, Error, Problem, State, Unresolved},
};

use crate::support::{Options, Project, bytes, go_on, tree};

fn base() -> Tree {
    tree([("README.md", "one\n"), ("src/main.rs", "fn main() {}\n")])
}

fn new() -> Tree {
    tree([
        ("README.md", "two\n"),
        ("src/main.rs", "fn main() { new() }\n"),
    ])
}

/// Plans and writes; the error leaves everything as it was.
fn refused(project: &Project) -> Error {
    let before = bytes(project.root());
    let written = project
        .plan(&base(), &new(), &Options::default())
        .and_then(|plan| update::write(project.root(), &plan.writes(), &mut go_on));
    assert_eq!(bytes(project.root()), before);
    assert!(!update::is_unfinished(project.root()));
    written.unwrap_err()
}

fn obstacle(project: &Project) -> (String, Problem) {
    match refused(project) {
        Error::Obstacles(found) if found.len() == 1 => {
            (found[0].path.clone(), found[0].problem.clone())
        }
        error => panic!("{error}"),
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("main.rs"), "fn main() {}\n").unwrap();

    let project = Project::generated(&base());
    fs::remove_file(project.path("src/main.rs")).unwrap();
    symlink(outside.path().join("main.rs"), project.path("src/main.rs")).unwrap();
    let found = obstacle(&project);
    assert_eq!(found, ("src/main.rs".to_owned(), Problem::Symlink));

    fs::remove_dir_all(project.path("src")).unwrap();
    symlink(outside.path(), project.path("src")).unwrap();
    assert_eq!(obstacle(&project), ("src".to_owned(), Problem::Symlink));
    let text = fs::read_to_string(outside.path().join("main.rs")).unwrap();
    assert_eq!(text, "fn main() {}\n");
}

#[cfg(unix)]
#[test]
fn a_link_that_appears_after_planning_is_not_followed() {
    let project = Project::generated(&base());
    let plan = project.plan(&base(), &new(), &Options::default()).unwrap();
    fs::rename(project.path("src"), project.path("real")).unwrap();
    std::os::unix::fs::symlink(project.path("real"), project.path("src")).unwrap();
    let error = update::write(project.root(), &plan.writes(), &mut go_on).unwrap_err();
    assert!(matches!(error, Error::Obstacles(_)), "{error}");
    assert_eq!(project.text("real/main.rs"), "fn main() {}\n");
}

#[test]
fn folders_and_files_in_the_way() {
    let project = Project::generated(&base());
    fs::remove_file(project.path("README.md")).unwrap();
    fs::create_dir(project.path("README.md")).unwrap();
    let found = obstacle(&project);
    assert_eq!(found, ("README.md".to_owned(), Problem::NotFile));

    let project = Project::generated(&base());
    fs::remove_dir_all(project.path("src")).unwrap();
    project.write("src", "a file");
    assert_eq!(obstacle(&project), ("src".to_owned(), Problem::NotFolder));
}

#[test]
fn read_only_files_and_folders() {
    for (path, named) in [("README.md", "README.md"), ("src", "src"), ("", ".")] {
        let project = Project::generated(&base());
        let path = project.path(path);
        let writable = fs::metadata(&path).unwrap().permissions();
        let mut read_only = writable.clone();
        read_only.set_readonly(true);
        fs::set_permissions(&path, read_only).unwrap();
        let error = refused(&project);
        fs::set_permissions(&path, writable).unwrap();
        assert!(error.to_string().contains(&format!("`{named}`")), "{error}");
        assert!(matches!(error, Error::ReadOnly(_)), "{error}");
    }
}

#[test]
fn a_file_that_changes_after_planning_is_not_overwritten() {
    let project = Project::generated(&base());
    let plan = project.plan(&base(), &new(), &Options::default()).unwrap();
    project.write("README.md", "mine\n");
    let error = update::write(project.root(), &plan.writes(), &mut go_on).unwrap_err();
    assert!(
        matches!(&error, Error::Changed(path) if path == "README.md"),
        "{error}"
    );
    assert_eq!(project.text("README.md"), "mine\n");
    assert_eq!(project.text("src/main.rs"), "fn main() {}\n");
}

#[test]
fn only_deleted_files_are_restored() {
    let project = Project::generated(&base());
    for path in ["README.md", "src", "nothing"] {
        let options = Options {
            restore: BTreeSet::from([path.to_owned()]),
            ..Options::default()
        };
        let error = project.plan(&base(), &new(), &options).unwrap_err();
        assert!(
            matches!(&error, Error::NotDeleted(found) if found == path),
            "{error}"
        );
    }
}

#[test]
fn one_run_at_a_time() {
    let project = Project::generated(&base());
    let lock = update::Lock::take(project.root()).unwrap();
    let error = update::Lock::take(project.root()).unwrap_err();
    assert!(matches!(error, Error::Busy), "{error}");
    drop(lock);
    update::Lock::take(project.root()).unwrap();
}

#[test]
fn unresolved_conflicts_are_found() {
    let project = Project::generated(&base());
    let found = |text: &str| {
        project.write("README.md", text);
        let mine = project.mine(&base(), &new()).unwrap();
        let found = update::unresolved(project.root(), &base(), &mine);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(
        found("Title\n=======\n\n>>>>>>> quoted deeply\n<<<<<<<<<<\n"),
        none
    );
    let ours = "a\n<<<<<<< yours\nb\n||||||| last generated\nc\n=======\nd\n>>>>>>> new\n";
    let lines = ["README.md:2", "README.md:4", "README.md:8"];
    assert_eq!(found(ours), lines);
    assert_eq!(found(&ours.replace('\n', "\r\n")), lines);
    assert_eq!(found("a\n>>>>>>> new\n"), ["README.md:2"]);
    assert_eq!(
        found("<<<<<<< HEAD\n=======\n>>>>>>> topic\n"),
        ["README.md:1", "README.md:3"]
    );
    assert_eq!(found("mine\n"), none);

    project.write("src/main.rs.scaffold-new", "");
    let mine = project.mine(&base(), &new()).unwrap();
    let error = update::refuse_unresolved(project.root(), &base(), &mine).unwrap_err();
    let waiting = Unresolved::Beside("src/main.rs".to_owned());
    assert!(matches!(error, Error::Unresolved(found) if found == [waiting]));
}

#[test]
fn status_of_each_file() {
    let base = tree([
        ("README.md", "one\n"),
        ("src/a.rs", "a\n"),
        ("src/b.rs", "b\n"),
        ("src/c.rs", "c\n"),
        ("src/d.rs", "d\n"),
    ]);
    let project = Project::generated(&base);
    project.write("README.md", "one\r\n");
    project.write("src/a.rs", "mine\n");
    fs::remove_file(project.path("src/b.rs")).unwrap();
    project.write("src/c.rs", "<<<<<<< yours\n");
    project.write("src/d.rs.scaffold-new", "");
    project.write("src/own/e.rs", "");
    project.write("own.txt", "");
    let mine = project.mine(&base, &base).unwrap();
    let states = update::status(project.root(), &base, &mine).unwrap();
    let states: Vec<(&str, State)> = states
        .iter()
        .map(|(path, state)| (&**path, *state))
        .collect();
    let expected = [
        ("README.md", State::Clean),
        ("src/a.rs", State::Edited),
        ("src/b.rs", State::Deleted),
        ("src/c.rs", State::InConflict),
        ("src/d.rs", State::InConflict),
        ("src/own/e.rs", State::NotOurs),
    ];
    assert_eq!(states, expected);
}

#[cfg(unix)]
#[test]
fn permissions_stay_also_when_a_file_moves() {
    use std::os::unix::fs::PermissionsExt;

    let base = tree([("run.sh", "one\n"), ("src/post.sh", "a\n")]);
    let new = tree([("run.sh", "two\n"), ("src/article.sh", "b\n")]);
    let project = Project::generated(&base);
    for path in ["run.sh", "src/post.sh"] {
        let permissions = fs::Permissions::from_mode(0o750);
        fs::set_permissions(project.path(path), permissions).unwrap();
    }
    let moves = [("src/post.sh".to_owned(), "src/article.sh".to_owned())];
    let options = Options {
        moves: moves.into(),
        ..Options::default()
    };
    let plan = project.plan(&base, &new, &options).unwrap();
    update::write(project.root(), &plan.writes(), &mut go_on).unwrap();
    for (path, text) in [("run.sh", "two\n"), ("src/article.sh", "b\n")] {
        assert_eq!(project.text(path), text);
        let mode = fs::metadata(project.path(path))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o750, "{path}");
    }
}
