//! A project in a git repository.

use std::{fs, path::PathBuf, process::Command};

use scaffold::{migration::History, saved::Saved, tree::Tree};
use tempfile::TempDir;

use crate::test::Test;

/// The starter project in a repository, on the branch `main`.
pub struct Repo {
    /// The project.
    pub test: Test,
    /// The repository, which may hold the project in a folder.
    top: PathBuf,
    /// Where git keeps it: not among the files that the tests look at.
    git: TempDir,
}

/// How a command ended: its exit code, stdout and stderr.
pub type Ran = (i32, String, String);

impl Repo {
    pub fn new(top: &str) -> Self {
        let test = Test::new("new . --style api --yes");
        test.run().success();
        let top = test.path(top);
        let test = test.args("");
        let git = tempfile::tempdir().unwrap();
        let repo = Self { test, top, git };
        let folder = repo.git.path().join("git");
        assert!(repo.git(&format!(
            "init -q -b main --separate-git-dir {}",
            folder.display()
        )));
        repo.commit();
        repo
    }

    pub fn git(&self, args: &str) -> bool {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
        command.args(args.split_whitespace()).current_dir(&self.top);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_EDITOR", "true");
        command.output().unwrap().status.success()
    }

    pub fn commit(&self) {
        assert!(self.git("add -A") && self.git("commit -q --allow-empty -m x"));
    }

    /// A commit on the current branch with a change of the project.
    pub fn change(&self, change: impl FnOnce(&Self)) {
        change(self);
        self.commit();
    }

    /// The same on a new branch; back to the current one.
    pub fn branch(&self, name: &str, change: impl FnOnce(&Self)) {
        assert!(self.git(&format!("checkout -q -b {name}")));
        self.change(change);
        assert!(self.git("checkout -q -"));
    }

    pub fn stops(&self, args: &str) {
        assert!(!self.git(args), "git has to stop at conflicts");
    }

    pub fn scaffold(&self, args: &str) -> Ran {
        let mut command = self.test.command();
        let output = command.args(args.split_whitespace()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    pub fn done(&self, args: &str) -> String {
        let (code, stdout, stderr) = self.scaffold(args);
        assert_eq!((code, &*stderr), (0, ""), "{args}: {stdout}");
        stdout
    }

    /// Replaces a text that occurs in a file.
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.test.text(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        fs::write(self.test.path(path), text.replacen(old, new, 1)).unwrap();
    }

    /// Keeps both sides of each conflict in a file.
    pub fn resolve(&self, path: &str) {
        let text = self.test.text(path);
        let markers = ["<<<<<<< ", "=======", ">>>>>>> "];
        let is_marker = |line: &&str| markers.iter().any(|marker| line.starts_with(marker));
        let lines = text.split_inclusive('\n');
        let kept: String = lines.filter(|line| !is_marker(line)).collect();
        assert_ne!(kept, text);
        fs::write(self.test.path(path), kept).unwrap();
    }

    pub fn files(&self) -> Vec<(String, String)> {
        let files = Tree::read(&self.test.path("")).unwrap().into_iter();
        files
            .filter(|(path, _)| path != ".scaffold/run.lock")
            .collect()
    }

    /// Asserts that nothing is left to do: no conflict, no fork, a record that is whole.
    pub fn assert_resolved(&self) {
        assert_eq!(self.done("generate --check"), "up to date\n");
        self.done("check");
        for (path, text) in self.files() {
            for marker in ["<<<<<<<", ">>>>>>>"] {
                let mut lines = text.lines();
                assert!(!lines.any(|line| line.starts_with(marker)), "{path}");
            }
        }
        let saved = Saved::read(&self.test.path("")).unwrap();
        assert!(!saved.is_merged);
        let history = History::parse(&saved.migrations).unwrap();
        assert!(history.forks().is_empty());
        let list = self.test.text("src/db/migrations.rs");
        let listed = list
            .lines()
            .map(|line| line.trim().trim_matches(['"', ',']));
        let listed: Vec<&str> = listed.filter(|line| line.starts_with("000")).collect();
        assert_eq!(listed, history.names());
    }

    /// Asserts that a file holds these texts, whatever its lines end with.
    pub fn assert_holds(&self, path: &str, texts: &[&str]) {
        let file = self.test.text(path).replace("\r\n", "\n");
        for text in texts {
            assert!(file.contains(text), "{path} lacks {text:?}:\n{file}");
        }
    }
}
