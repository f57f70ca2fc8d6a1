//! A generated project, and cargo in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use scaffold::tree::Tree;
use walkdir::WalkDir;

static USER: LazyLock<Project> =
    LazyLock::new(|| Project::new("api", "app", &["--starter", "user"]));
static BLOG: LazyLock<Project> =
    LazyLock::new(|| Project::new("api", "blog", &["--starter", "blog"]));
static SHOP: LazyLock<Project> =
    LazyLock::new(|| Project::new("api", "shop", &["--starter", "shop"]));

/// A project on disk.
pub struct Project {
    pub name: String,
    pub dir: PathBuf,
}

impl Project {
    /// One model: `User` with name, email and age.
    pub fn user() -> &'static Project {
        &USER
    }

    /// Users, posts with tags, comments.
    pub fn blog() -> &'static Project {
        &BLOG
    }

    /// Products, customers, orders: every type of field but slugs without a source.
    pub fn shop() -> &'static Project {
        &SHOP
    }

    /// A project from a spec, whose `project` must be `name`.
    pub fn of(name: &str, spec: &str) -> Project {
        Project::of_style("api", name, spec)
    }

    /// The same with an admin and pages.
    pub fn full(name: &str, spec: &str) -> Project {
        Project::of_style("full", name, spec)
    }

    fn of_style(style: &str, name: &str, spec: &str) -> Project {
        let file = folder().join(format!("{name}.yaml"));
        fs::create_dir_all(folder()).unwrap();
        fs::write(&file, spec).unwrap();
        Project::new(style, name, &["--spec", file.to_str().unwrap()])
    }

    fn new(style: &str, name: &str, source: &[&str]) -> Project {
        let dir = folder().join(name);
        let fresh = tempfile::tempdir().unwrap();
        let fresh = fresh.path().join(name);
        let mut new = Command::new(env!("CARGO_BIN_EXE_scaffold"));
        new.args(["new", "--style", style, "--yes"])
            .args(source)
            .arg(&fresh);
        let output = run(&mut new);
        assert!(output.starts_with("created "), "{output}");
        replace(&dir, &Tree::read(&fresh).unwrap());
        let name = name.to_owned();
        Project { name, dir }
    }

    /// Runs cargo, which must succeed and have nothing to complain about.
    pub fn cargo(&self, args: &[&str]) -> String {
        let output = run(self.cargo_command().args(args));
        let lower = output.to_lowercase();
        assert!(!lower.contains("warning"), "cargo {args:?}:\n{output}");
        output
    }

    /// Runs its tests: on SQLite and then, where there is one, on PostgreSQL.
    pub fn test(&self, args: &[&str]) -> Vec<String> {
        let mut outputs = vec![self.cargo(&[&["test"], args].concat())];
        if let Some(url) = env::var_os("TEST_DATABASE_URL") {
            let mut command = self.cargo_command();
            command.env("TEST_DATABASE_URL", url).arg("test").args(args);
            outputs.push(run(&mut command));
        }
        outputs
    }

    /// The program, built.
    pub fn program(&self) -> PathBuf {
        self.cargo(&["build"]);
        target().join("debug").join(&self.name)
    }

    /// The files of a kind in a folder of the project, with their text.
    pub fn files(&self, folder: &str, end: &str) -> Vec<(PathBuf, String)> {
        let entries = WalkDir::new(self.dir.join(folder)).sort_by_file_name();
        let paths = entries.into_iter().map(|entry| entry.unwrap().into_path());
        let paths = paths.filter(|path| path.extension().is_some_and(|own| own == end));
        paths
            .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
            .collect()
    }

    fn cargo_command(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_TERM_COLOR", "never")
            // Half the time and a tenth of the disk.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env("INSTA_UPDATE", "no")
            .env_remove("INSTA_FORCE_PASS")
            .env_remove("TEST_DATABASE_URL")
            .env_remove("RUSTFLAGS");
        command
    }
}

/// Where projects are generated.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/emitted"))
}

/// Where they are built.
fn target() -> PathBuf {
    folder().join("target")
}

/// Makes the folder hold these files, and the lock file of an earlier run. What is the same keeps
/// its time, so that cargo does not build it again.
fn replace(dir: &Path, tree: &Tree) {
    for (path, text) in tree.iter() {
        let path = dir.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    for entry in WalkDir::new(dir) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_str().unwrap();
        if entry.file_type().is_file() && path != "Cargo.lock" && tree.get(path).is_none() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

/// Runs a command to its end; its output, in which it must have said that all is well.
pub fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{text}",
        output.status
    );
    text
}
