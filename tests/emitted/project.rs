//! A generated project, and cargo in it.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use scaffold::spec::{self, Spec};
use scaffold::tree::Tree;
use walkdir::WalkDir;

static USER: LazyLock<Project> = LazyLock::new(|| Project::starter("api", "user", "app"));
static BLOG: LazyLock<Project> = LazyLock::new(|| Project::starter("api", "blog", "blog"));
static SHOP: LazyLock<Project> = LazyLock::new(|| Project::starter("api", "shop", "shop"));
static FULL: LazyLock<[Project; 3]> = LazyLock::new(|| {
    [("user", "app"), ("blog", "blog"), ("shop", "shop")]
        .map(|(starter, name)| Project::starter("full", starter, name))
});

/// A project on disk.
pub struct Project {
    pub name: String,
    pub dir: PathBuf,
    /// Where its programs are.
    programs: PathBuf,
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

    /// The same three with accounts, an admin and pages.
    pub fn full_starters() -> &'static [Project; 3] {
        &FULL
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
        Project::new(style, name, &fresh(style, name, Source::Spec(spec)))
    }

    /// The same with these tests of ours in `tests/suite/`.
    pub fn with_suite(name: &str, spec: &str, suite: Tree) -> Project {
        let mut tree = fresh("full", name, Source::Spec(spec));
        tree.extend("tests/suite", suite).unwrap();
        Project::new("suite", name, &tree)
    }

    fn starter(style: &str, starter: &str, name: &str) -> Project {
        let folder = format!("starter/{style}");
        Project::new(&folder, name, &fresh(style, name, Source::Starter(starter)))
    }

    /// Writes a project to `folder/name` among those of the tests.
    fn new(folder: &str, name: &str, tree: &Tree) -> Project {
        let at = Path::new(folder).join(name);
        let project = Project {
            name: name.to_owned(),
            dir: projects().join("of").join(&at),
            programs: projects().join("programs").join(&at),
        };
        replace(&project.dir, tree);
        project
    }

    /// What it was made from.
    pub fn spec(&self) -> Spec {
        let text = fs::read_to_string(self.dir.join("scaffold.yaml")).unwrap();
        spec::load(&text, "scaffold.yaml").unwrap()
    }

    /// Runs our own program in its folder.
    pub fn scaffold(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scaffold"));
        run(command.args(args).current_dir(&self.dir))
    }

    /// Replaces a text in one of its files, as its owner would.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.dir.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
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
        self.test_with(args, &[])
    }

    /// The same with more in the environment.
    pub fn test_with(&self, args: &[&str], variables: &[(&str, &OsStr)]) -> Vec<String> {
        let postgres = env::var_os("TEST_DATABASE_URL");
        let urls = iter::once(None).chain(postgres.map(Some));
        let outputs = urls.map(|url| {
            let mut command = self.cargo_command();
            command.envs(url.map(|url| ("TEST_DATABASE_URL", url)));
            command.envs(variables.iter().copied());
            run(command.arg("test").args(args))
        });
        outputs.collect()
    }

    /// The program, built.
    pub fn program(&self) -> PathBuf {
        self.cargo(&["build"]);
        self.programs.join("debug").join(&self.name)
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
            // Two projects of one name share what both need, but not their programs.
            .env("CARGO_BUILD_BUILD_DIR", projects().join("target"))
            .env("CARGO_TARGET_DIR", &self.programs)
            .env("CARGO_TERM_COLOR", "never")
            // Half the time and a tenth of the disk.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("INSTA_UPDATE")
            .env_remove("INSTA_FORCE_PASS")
            .env_remove("TEST_DATABASE_URL")
            .env_remove("RUSTFLAGS");
        command
    }
}

/// What `scaffold new` makes a project of.
enum Source<'a> {
    Starter(&'a str),
    Spec(&'a str),
}

/// What `scaffold new` writes.
fn fresh(style: &str, name: &str, source: Source) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    let mut new = Command::new(env!("CARGO_BIN_EXE_scaffold"));
    new.args(["new", "--style", style, "--yes", name]);
    match source {
        Source::Starter(starter) => new.args(["--starter", starter]),
        Source::Spec(text) => {
            fs::write(folder.path().join("spec.yaml"), text).unwrap();
            new.args(["--spec", "spec.yaml"])
        }
    };
    let output = run(new.current_dir(&folder));
    assert!(output.starts_with("created "), "{output}");
    Tree::read(&folder.path().join(name)).unwrap()
}

/// Where projects are generated and built.
fn projects() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/emitted"))
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
