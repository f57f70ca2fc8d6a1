//! The folder that rustfmt works in, and who formats what.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use super::CONFIG;

/// Bytes of source that are worth a process of their own.
const SHARE: usize = 48 * 1024;

/// Deals the files out, by their places in the list, to one process per core at most.
pub fn shares(files: &[(String, String)]) -> Vec<Vec<usize>> {
    let total: usize = files.iter().map(|(_, text)| text.len()).sum();
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let mut shares = vec![(0, Vec::new()); cores.min(1 + total / SHARE)];
    let mut by_size: Vec<usize> = (0..files.len()).collect();
    by_size.sort_by_key(|&at| std::cmp::Reverse(files[at].1.len()));
    for at in by_size {
        if let Some((size, share)) = shares.iter_mut().min_by_key(|(size, _)| *size) {
            // Every file costs something, an empty one too.
            *size += files[at].1.len() + 512;
            share.push(at);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

/// The folder that rustfmt works in: `0.rs`, `1.rs`, … beside empty children.
pub struct Stage(tempfile::TempDir);

impl Stage {
    pub fn new(files: &[(String, String)], config: Option<&str>) -> io::Result<Self> {
        let prefix = "scaffold-fmt-";
        // In memory where the system offers it: on a busy disk, creating the files costs more
        // time than formatting them.
        let memory = tempfile::Builder::new()
            .prefix(prefix)
            .tempdir_in("/dev/shm");
        let dir = memory.or_else(|_| tempfile::Builder::new().prefix(prefix).tempdir())?;
        let stage = Self(dir);
        // Without a file of its own, rustfmt would take the settings of the user's home.
        fs::write(stage.0.path().join(CONFIG), config.unwrap_or(""))?;
        let mut children = BTreeSet::new();
        for (at, (_, text)) in files.iter().enumerate() {
            fs::write(stage.path(at), text)?;
            children.extend(text.lines().filter_map(child_module));
        }
        for child in children {
            fs::write(stage.0.path().join(format!("{child}.rs")), "")?;
        }
        Ok(stage)
    }

    pub fn path(&self, at: usize) -> PathBuf {
        self.0.path().join(name(at))
    }

    pub fn start(&self, program: &OsString, share: &[usize]) -> io::Result<Child> {
        Command::new(program)
            .args(["--edition", "2024", "--quiet"])
            .args(share.iter().map(|&at| name(at)))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
    }

    pub fn with_real_paths(&self, message: String, files: &[(String, String)]) -> String {
        let folder = fs::canonicalize(self.0.path()).unwrap_or_else(|_| self.0.path().into());
        let names: BTreeMap<String, &str> =
            (0..).map(name).zip(files.iter().map(|f| &*f.0)).collect();
        let mut out = String::new();
        for line in message.lines() {
            out.push_str(&with_real_path(line, &folder, self.0.path(), &names));
            out.push('\n');
        }
        out
    }
}

/// Digits first: never the name of a module.
pub fn name(at: usize) -> String {
    format!("{at}.rs")
}

/// The module of a line such as `pub mod post;`.
fn child_module(line: &str) -> Option<&str> {
    let mut words = line.trim_end().strip_suffix(';')?.split_whitespace();
    let name = words.next_back()?;
    (words.next_back()? == "mod").then(|| name.trim_start_matches("r#"))
}

/// Replaces the staged name in ` --> /tmp/…/7.rs:3:5`.
fn with_real_path(
    line: &str,
    folder: &Path,
    alias: &Path,
    names: &BTreeMap<String, &str>,
) -> String {
    let line = line
        .replace(&format!("{}/", folder.display()), "")
        .replace(&format!("{}/", alias.display()), "");
    let Some(end) = line.find(".rs:").map(|at| at + 3) else {
        return line;
    };
    let start = line[..end].rfind(' ').map_or(0, |at| at + 1);
    match names.get(&line[start..end]) {
        Some(path) => format!("{}{path}{}", &line[..start], &line[end..]),
        None => line,
    }
}
