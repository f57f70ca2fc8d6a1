//! rustfmt over the Rust files of a tree.
//!
//! rustfmt is not a library on stable Rust, and starting it costs 10 to 20 ms, so it must not be
//! started once per file. Files are staged in one folder without subfolders and handed out, by
//! size, to a few processes. A `mod post;` in such a file leads to an empty file beside it:
//! rustfmt insists on following modules, and would otherwise format the children once more.

mod stage;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsString,
    fmt, fs, io,
    process::{Child, Command, Stdio},
};

use crate::{
    saved::Saved,
    tree::{self, Tree},
};
use stage::{Stage, name, shares};

/// Where a project says how rustfmt formats it.
pub const CONFIG: &str = "rustfmt.toml";

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
    match run(program, &files(tree), tree.get(CONFIG))? {
        Run::NoRustfmt => Ok(Note::NoRustfmt),
        Run::Refused { message, .. } => Err(Error::Refused(message)),
        Run::Done(texts) => {
            replace(tree, texts);
            Ok(Note::Formatted)
        }
    }
}

/// Formats a tree, but leaves alone what is as it was before rustfmt saw it the last time: those
/// files get their last text. So the time goes with what changed.
///
/// Without rustfmt, the files that changed are as the templates left them.
pub fn format_changed(tree: &mut Tree, last: &Saved) -> Result<Note, Error> {
    if !last.is_formatted || last.base.get(CONFIG) != tree.get(CONFIG) {
        return format(tree);
    }
    let mut known = Tree::new();
    let mut changed = Tree::new();
    for (path, text) in tree.iter() {
        let is_known = is_rust(path) && last.raw.get(path) == Some(&tree::hash(text));
        match last.base.get(path).filter(|_| is_known) {
            Some(text) => known.insert(path, text)?,
            None => changed.insert(path, text)?,
        }
    }
    let note = format(&mut changed)?;
    replace(tree, known);
    replace(tree, changed);
    Ok(note)
}

/// The hash of each Rust file of a tree that rustfmt has not seen yet, for [`Saved::raw`].
pub fn raw_hashes(tree: &Tree) -> BTreeMap<String, String> {
    let files = tree.iter().filter(|(path, _)| is_rust(path));
    files
        .map(|(path, text)| (path.to_owned(), tree::hash(text)))
        .collect()
}

/// The Rust files of a tree, formatted; without those that rustfmt does not accept, such as a
/// user's unfinished work. None without rustfmt.
pub fn accepted(tree: &Tree) -> Result<Tree, Error> {
    let texts = match run(&program(), &files(tree), tree.get(CONFIG))? {
        Run::NoRustfmt => Vec::new(),
        Run::Done(texts) => texts,
        Run::Refused { accepted, .. } => accepted,
    };
    let mut formatted = Tree::new();
    for (path, text) in texts {
        formatted.insert(path, text)?;
    }
    Ok(formatted)
}

fn files(tree: &Tree) -> Vec<(String, String)> {
    let files = tree.iter().filter(|(path, _)| is_rust(path));
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

fn replace(tree: &mut Tree, texts: impl IntoIterator<Item = (String, String)>) {
    for (path, text) in texts {
        if let Some(slot) = tree.get_mut(&path) {
            *slot = text;
        }
    }
}

/// What came of a run, with texts by path.
enum Run {
    NoRustfmt,
    Done(Vec<(String, String)>),
    Refused {
        accepted: Vec<(String, String)>,
        message: String,
    },
}

fn run(program: &OsString, files: &[(String, String)], config: Option<&str>) -> Result<Run, Error> {
    if files.is_empty() {
        return Ok(Run::Done(Vec::new()));
    }
    let stage = Stage::new(files, config).map_err(Error::Io)?;
    let shares = shares(files);
    let started: Vec<io::Result<Child>> = shares
        .iter()
        .map(|share| stage.start(program, share))
        .collect();
    let mut message = String::new();
    let mut refused = BTreeSet::new();
    for (child, share) in started.into_iter().zip(&shares) {
        let output = match child {
            Ok(child) => child.wait_with_output().map_err(Error::Io)?,
            Err(error) if is_absent(&error) => return Ok(Run::NoRustfmt),
            Err(error) => return Err(Error::Io(error)),
        };
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            refused.extend(named(&text, share));
            message.push_str(&text);
        }
    }
    if !refused.is_empty() && !works(program) {
        return Ok(Run::NoRustfmt);
    }
    let mut texts = Vec::new();
    for (at, (path, _)) in files
        .iter()
        .enumerate()
        .filter(|(at, _)| !refused.contains(at))
    {
        let text = fs::read_to_string(stage.path(at)).map_err(Error::Io)?;
        texts.push((path.clone(), text));
    }
    Ok(match refused.is_empty() {
        true => Run::Done(texts),
        false => Run::Refused {
            accepted: texts,
            message: stage.with_real_paths(message, files).trim().to_owned(),
        },
    })
}

/// The files of a share that a message is about: all of them if it names none.
fn named(message: &str, share: &[usize]) -> Vec<usize> {
    let is_named = |at: &&usize| message.contains(&format!("/{}:", name(**at)));
    let named: Vec<usize> = share.iter().filter(is_named).copied().collect();
    match named.is_empty() {
        true => share.to_vec(),
        false => named,
    }
}

/// Whether rustfmt can at least say its version: rustup leaves a `rustfmt` on the path that only
/// fails when the component is not installed.
fn works(program: &OsString) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.status.success())
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::NotADirectory
    )
}

/// Why a tree could not be formatted.
#[derive(Debug)]
pub enum Error {
    /// rustfmt does not accept a file, with its message: a bug in a template.
    Refused(String),
    /// A path has no place in a tree.
    Tree(tree::Error),
    /// The files could not be staged, or rustfmt not be run.
    Io(io::Error),
}

impl From<tree::Error> for Error {
    fn from(error: tree::Error) -> Self {
        Self::Tree(error)
    }
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
            Self::Tree(error) => error.fmt(f),
            Self::Io(error) => write!(f, "cannot run rustfmt: {error}"),
        }
    }
}

#[cfg(test)]
mod tests;
