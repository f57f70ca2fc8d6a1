//! rustfmt over the Rust files of a tree.
//!
//! rustfmt is not a library on stable Rust, and starting it costs 10 to 20 ms, so it must not be
//! started once per file. Files are staged in one folder without subfolders and handed out, by
//! size, to a few processes. A `mod post;` in such a file leads to an empty file beside it:
//! rustfmt insists on following modules, and would otherwise format the children once more.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use crate::tree::Tree;

/// Bytes of source that are worth a process of their own.
const SHARE: usize = 48 * 1024;

/// What `format` has to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Nothing: the files are formatted.
    Formatted,
    /// There is no rustfmt; the files are as the templates left them.
    NoRustfmt,
}

/// Formats the Rust files of a tree with rustfmt: the one that `RUSTFMT` names, as for cargo, or
/// the one on the path.
pub fn format(tree: &mut Tree) -> Result<Note, Error> {
    format_with(&program(), tree)
}

fn program() -> OsString {
    env::var_os("RUSTFMT")
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "rustfmt".into())
}

fn format_with(program: &OsString, tree: &mut Tree) -> Result<Note, Error> {
    let files: Vec<(String, String)> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    if files.is_empty() {
        return Ok(Note::Formatted);
    }
    let stage = Stage::new(&files, tree.get("rustfmt.toml")).map_err(Error::Io)?;
    let runs: Vec<io::Result<Child>> = shares(&files)
        .iter()
        .map(|share| stage.start(program, share))
        .collect();
    let mut messages = Vec::new();
    for run in runs {
        let output = match run {
            Ok(child) => child.wait_with_output().map_err(Error::Io)?,
            Err(error) if is_absent(&error) => return Ok(Note::NoRustfmt),
            Err(error) => return Err(Error::Io(error)),
        };
        if !output.status.success() {
            messages.push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    if !messages.is_empty() {
        return explain(program, &stage.with_real_paths(messages.concat(), &files));
    }
    for (at, (path, before)) in files.iter().enumerate() {
        let after = fs::read_to_string(stage.path(at)).map_err(Error::Io)?;
        if after != *before
            && let Some(text) = tree.get_mut(path)
        {
            *text = after;
        }
    }
    Ok(Note::Formatted)
}

/// A failure is a bug in a template, unless rustfmt cannot even say its version: rustup leaves a
/// `rustfmt` on the path that only fails when the component is not installed.
fn explain(program: &OsString, message: &str) -> Result<Note, Error> {
    let works = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.status.success());
    if works {
        Err(Error::Refused(message.trim().to_owned()))
    } else {
        Ok(Note::NoRustfmt)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::NotADirectory
    )
}

/// Deals the files out, by their places in the list, to one process per core at most.
fn shares(files: &[(String, String)]) -> Vec<Vec<usize>> {
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
struct Stage(tempfile::TempDir);

impl Stage {
    fn new(files: &[(String, String)], config: Option<&str>) -> io::Result<Self> {
        let prefix = "scaffold-fmt-";
        // In memory where the system offers it: on a busy disk, creating the files costs more
        // time than formatting them.
        let memory = tempfile::Builder::new()
            .prefix(prefix)
            .tempdir_in("/dev/shm");
        let dir = memory.or_else(|_| tempfile::Builder::new().prefix(prefix).tempdir())?;
        let stage = Self(dir);
        // Without a file of its own, rustfmt would take the settings of the user's home.
        fs::write(stage.0.path().join("rustfmt.toml"), config.unwrap_or(""))?;
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

    fn path(&self, at: usize) -> PathBuf {
        self.0.path().join(name(at))
    }

    fn start(&self, program: &OsString, share: &[usize]) -> io::Result<Child> {
        Command::new(program)
            .args(["--edition", "2024", "--quiet"])
            .args(share.iter().map(|&at| name(at)))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
    }

    fn with_real_paths(&self, message: String, files: &[(String, String)]) -> String {
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
fn name(at: usize) -> String {
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

/// Why a tree could not be formatted.
#[derive(Debug)]
pub enum Error {
    /// rustfmt does not accept a file, with its message: a bug in a template.
    Refused(String),
    /// The files could not be staged, or rustfmt not be run.
    Io(io::Error),
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) => write!(
                f,
                "rustfmt refused a generated file; this is a bug in `scaffold`, please report it \
                 with your spec\n{message}"
            ),
            Self::Io(error) => write!(f, "cannot run rustfmt: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::new();
        for (path, text) in files {
            tree.insert(*path, *text).unwrap();
        }
        tree
    }

    #[test]
    fn formats_files_but_not_their_children_twice() {
        let mut tree = tree(&[
            ("README.md", "fn  x(){}"),
            ("src/lib.rs", "pub mod b;\nmod   r#type ;\nmod a;\n"),
            ("src/a.rs", "#[cfg(test)] mod tests;\nfn  a( ){}"),
            ("src/b.rs", "pub(crate)  mod deep;\n"),
        ]);
        assert_eq!(format(&mut tree).unwrap(), Note::Formatted);
        assert_eq!(tree.get("README.md"), Some("fn  x(){}"));
        assert_eq!(
            tree.get("src/lib.rs"),
            Some("mod a;\npub mod b;\nmod r#type;\n")
        );
        assert_eq!(
            tree.get("src/a.rs"),
            Some("#[cfg(test)]\nmod tests;\nfn a() {}\n")
        );
        assert_eq!(tree.get("src/b.rs"), Some("pub(crate) mod deep;\n"));
    }

    #[test]
    fn names_the_file_that_rustfmt_refuses() {
        let mut tree = tree(&[("src/a.rs", "fn a() {}"), ("src/b.rs", "fn b( {}")]);
        let message = format(&mut tree).unwrap_err().to_string();
        assert!(message.contains("--> src/b.rs:1:"), "{message}");
    }

    #[test]
    fn works_without_rustfmt() {
        let mut tree = tree(&[("src/a.rs", "fn  a() {}")]);
        for program in ["/nonexistent/rustfmt", "false", "/etc/passwd"] {
            let note = format_with(&program.into(), &mut tree).unwrap();
            assert_eq!(note, Note::NoRustfmt, "{program}");
            assert_eq!(tree.get("src/a.rs"), Some("fn  a() {}"));
        }
    }

    #[test]
    fn shares_are_balanced() {
        let files: Vec<_> = (0..100)
            .map(|n| (n.to_string(), "x".repeat(n * 50)))
            .collect();
        let shares = shares(&files);
        let mut all = shares.concat();
        all.sort();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
        let sizes: Vec<usize> = shares
            .iter()
            .map(|share| share.iter().map(|at| files[*at].1.len()).sum())
            .collect();
        let spread = sizes.iter().max().unwrap() - sizes.iter().min().unwrap();
        assert!(spread < 10_000, "{sizes:?}");
    }
}
