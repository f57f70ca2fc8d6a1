//! `migrate` of an emitted project, on both databases.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use crate::postgres::Postgres;
use crate::project::{Project, run};
use crate::server::Server;

/// The user project with migrations that were written by hand, and the same as before the last.
static PROGRAMS: LazyLock<[Project; 2]> = LazyLock::new(|| {
    let (mut newer, mut older) = (project("newer"), project("older"));
    for project in [&mut newer, &mut older] {
        add(
            project,
            "0002_city",
            CITY,
            "ALTER TABLE users DROP COLUMN city;",
        );
    }
    add(
        &newer,
        "0003_drop",
        DROP,
        "ALTER TABLE users ADD COLUMN city TEXT;",
    );
    [newer, older]
});

const CITY: &str = "ALTER TABLE users ADD COLUMN city TEXT;";
const DROP: &str = "-- data loss: `users.city`\nALTER TABLE users DROP COLUMN city;";

fn project(name: &str) -> Project {
    let spec = include_str!("../../schemas/user.yaml");
    Project::of(
        name,
        &spec.replace("project: app", &format!("project: {name}")),
    )
}

/// Adds a migration as a user of the project would.
pub fn add(project: &Project, name: &str, up: &str, down: &str) {
    for dialect in ["sqlite", "postgres"] {
        let folder = project.dir.join("migrations").join(dialect);
        fs::write(folder.join(format!("{name}.up.sql")), up).unwrap();
        fs::write(folder.join(format!("{name}.down.sql")), down).unwrap();
    }
    let list = project.dir.join("src/db/migrations.rs");
    let text = fs::read_to_string(&list).unwrap();
    let (before, _) = text.rsplit_once("};").unwrap();
    fs::write(list, format!("{before}    \"{name}\",\n}};\n")).unwrap();
}

/// A program's command on a database.
pub fn command(program: &Path, folder: &Path, url: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_clear()
        .env("DATABASE_URL", url)
        .args(args);
    command
}

/// What a command that fails says.
pub fn error(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{command:?}: {output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn migrations_go_up_and_down() {
    let [newer, older] = PROGRAMS.each_ref().map(Project::program);
    let postgres = Postgres::create();
    let urls = postgres.iter().map(|postgres| postgres.url.clone());
    for url in ["sqlite://app.db".to_owned()].into_iter().chain(urls) {
        let folder = tempfile::tempdir().unwrap();
        let migrate = |program: &Path, args: &[&str]| {
            let args = [&["migrate"], args].concat();
            command(program, folder.path(), &url, &args)
        };
        let status = || run(&mut migrate(&newer, &["--status"]));
        assert_eq!(
            status(),
            "0001_initial  pending\n0002_city     pending\n0003_drop     pending\n"
        );
        let plan = run(&mut migrate(&newer, &["--plan"]));
        assert!(
            plan.contains("apply 0003_drop, which loses data:\n\n-- data loss"),
            "{plan}"
        );
        assert!(plan.ends_with("3 to run; nothing was changed\n"), "{plan}");
        assert!(
            !folder.path().join("app.db").exists(),
            "a plan makes no file"
        );
        assert!(status().contains("0001_initial  pending"));

        let applied = run(&mut migrate(&older, &[]));
        assert_eq!(applied, "applied 0001_initial\napplied 0002_city\n");
        assert_eq!(run(&mut migrate(&newer, &[])), "applied 0003_drop\n");
        assert_eq!(run(&mut migrate(&newer, &[])), "nothing to do\n");
        assert!(
            status().starts_with("0001_initial  applied 20"),
            "{}",
            status()
        );

        for args in [&["migrate"][..], &["migrate", "--down", "1"], &[]] {
            let ahead = error(command(&older, folder.path(), &url, args));
            assert!(ahead.contains("ahead of this program"), "{ahead}");
            assert!(ahead.contains("`0003_drop`"), "{ahead}");
        }
        let known = run(&mut migrate(&older, &["--status"]));
        assert!(known.contains(", unknown to this program"), "{known}");

        let plan = run(&mut migrate(&newer, &["--plan", "--down", "2"]));
        assert!(plan.starts_with("undo 0003_drop:"), "{plan}");
        let undone = run(&mut migrate(&newer, &["--down", "2"]));
        assert_eq!(undone, "undone 0003_drop\nundone 0002_city\n");
        let few = error(migrate(&newer, &["--down", "2"]));
        assert_eq!(few, "error: cannot undo 2 migrations: 1 applied\n");
        drop(Server::start_with(&newer, folder.path(), &url));
        assert!(!status().contains("pending"), "serving migrates");
    }
}

/// Replicas that start together.
#[test]
fn programs_that_migrate_at_once_apply_each_once() {
    let program = PROGRAMS[0].program();
    let postgres = Postgres::create();
    let urls = postgres.iter().map(|postgres| postgres.url.clone());
    for url in ["sqlite://app.db".to_owned()].into_iter().chain(urls) {
        let folder = tempfile::tempdir().unwrap();
        let start = |_| {
            let mut command = command(&program, folder.path(), &url, &["migrate"]);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        };
        let children: Vec<_> = (0..6).map(start).collect();
        let outputs = children
            .into_iter()
            .map(|child| child.wait_with_output().unwrap());
        let mut applied = Vec::new();
        for output in outputs {
            assert!(output.status.success(), "{output:?}");
            let text = String::from_utf8(output.stdout).unwrap();
            let lines = text.lines().filter(|line| line.starts_with("applied "));
            applied.extend(lines.map(str::to_owned));
        }
        applied.sort();
        assert_eq!(
            applied,
            [
                "applied 0001_initial",
                "applied 0002_city",
                "applied 0003_drop"
            ]
        );
    }
}
