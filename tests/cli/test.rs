//! One run of the program in a folder of its own.

use std::{fs, path::PathBuf, process::Output, time::Duration};

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

/// A spec without faults.
pub const SPEC: &str = "\
# Kept.
project: notes
models:
  Note:
    fields:
      title: string
      body: text?
";

/// What to run, and where.
pub struct Test {
    _root: TempDir,
    dir: PathBuf,
    args: Vec<String>,
    env: Vec<(&'static str, String)>,
}

impl Test {
    /// The program with arguments, split at spaces.
    pub fn new(args: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        // A name that a project can have.
        let dir = root.path().join("work");
        fs::create_dir(&dir).unwrap();
        Self {
            _root: root,
            dir,
            args: args.split_whitespace().map(str::to_owned).collect(),
            env: Vec::new(),
        }
    }

    /// Other arguments, in the same folder.
    pub fn args(mut self, args: &str) -> Self {
        self.args = args.split_whitespace().map(str::to_owned).collect();
        self
    }

    /// The same in a folder of its folder.
    pub fn inside(mut self, name: &str) -> Self {
        self.dir = self.path(name);
        self
    }

    /// A file that is there before.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A folder that is there before.
    pub fn folder(self, name: &str) -> Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    /// A variable of the environment.
    pub fn env(mut self, name: &'static str, value: &str) -> Self {
        self.env.push((name, value.to_owned()));
        self
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.dir).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program, ready to start in another way than `run` does.
    pub fn command(&self) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_scaffold"));
        command.args(&self.args).current_dir(&self.dir);
        for name in ["CARGO", "RUSTFMT", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs the program.
    pub fn run(&self) -> Ran {
        let mut command = cargo_bin_cmd!("scaffold");
        command
            .args(&self.args)
            .current_dir(&self.dir)
            .env_remove("CARGO")
            .env_remove("RUSTFMT")
            .env_remove("NO_COLOR")
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .timeout(Duration::from_secs(60));
        Ran(command.output().unwrap())
    }
}

/// How a run ended.
pub struct Ran(Output);

impl Ran {
    /// Asserts success without a word on stderr; returns stdout.
    pub fn success(&self) -> String {
        assert_eq!(self.stderr(), "");
        assert_eq!(self.0.status.code(), Some(0));
        self.stdout()
    }

    /// Asserts the exit code and that nothing went to stdout; returns stderr.
    pub fn failure(&self, code: i32) -> String {
        assert_eq!(self.0.status.code(), Some(code), "{}", self.stderr());
        assert_eq!(self.stdout(), "");
        self.stderr()
    }

    /// The exit code.
    pub fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    /// What went to stdout.
    pub fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What went to stderr.
    pub fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }
}
