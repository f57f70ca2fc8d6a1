//! The starter projects, as a reviewer of their owner's would check them.

use std::fs;

use crate::project::Project;
use crate::tools::say;

/// Packages in the lock file, our own among them.
const MOST_PACKAGES: usize = 200;

#[test]
fn the_user_project_is_sound() {
    check(Project::user());
}

#[test]
fn the_blog_project_is_sound() {
    check(Project::blog());
}

#[test]
fn the_shop_project_is_sound() {
    check(Project::shop());
    the_database_layer_holds(Project::shop());
}

/// The layer's own tests, in the project that has every type of column. They also run on
/// PostgreSQL where `TEST_DATABASE_URL` names one.
fn the_database_layer_holds(project: &Project) {
    fs::write(
        project.dir.join("tests/db.rs"),
        include_str!("database/db.rs"),
    )
    .unwrap();
    for tests in project.test(&["--test", "db"]) {
        assert!(tests.contains("test result: ok. 18 passed"), "{tests}");
    }
}

/// Formats, lints and tests a project, and looks for what must not be in it.
pub fn check(project: &Project) {
    project.cargo(&["fmt", "--check"]);
    project.cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]);
    for tests in project.test(&[]) {
        assert!(tests.contains("test result: ok. "), "{tests}");
        assert!(!tests.contains("FAILED"), "{tests}");
    }

    let lock = fs::read_to_string(project.dir.join("Cargo.lock")).unwrap();
    let packages = lock.matches("[[package]]").count();
    assert!(packages < MOST_PACKAGES, "{packages} packages");

    for (path, text) in project.files("", "rs") {
        for word in ["#[allow", "#![allow", "todo!", "unimplemented!", "dbg!"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
    let sources = project.files("src", "rs");
    let lines: usize = sources.iter().map(|(_, text)| text.lines().count()).sum();
    let (name, files) = (&project.name, sources.len());
    say(&format!(
        "{name}: {lines} lines in {files} files of src/, {packages} packages"
    ));
}

/// A project's build needs what its lock file names and no network beside.
#[test]
fn nothing_is_downloaded_while_building() {
    let project = Project::user();
    project.program();
    for path in ["src/main.rs", "src/lib.rs"] {
        let path = project.dir.join(path);
        fs::write(&path, fs::read(&path).unwrap()).unwrap();
    }
    let output = project.cargo(&["build", "--offline", "--locked"]);
    assert!(output.contains("Compiling app "), "{output}");
}
