//! Every way to fail, and how the user learns of it.

use std::{fmt, io, process::ExitCode};

use crate::{
    migration::{self, Rename, Target},
    problem::Problems,
    project::{self, format},
    saved,
    spec::Style,
    terminal, tree, update,
};

/// Why a command failed.
#[derive(Debug)]
pub enum Error {
    /// The spec is invalid or cannot be read.
    Spec(Problems),
    /// Nothing can be added to the spec: problems with the command line, with the spec, or both.
    Add(Vec<Problems>),
    /// A template is wrong.
    Template(project::Error),
    /// A migration could not be read or written.
    Migration(migration::Error),
    /// The generated code could not be formatted.
    Format(format::Error),
    /// The project could not be written, or its path is wrong.
    Tree(tree::Error),
    /// The `.scaffold/` folder could not be written or read.
    Saved(saved::Error),
    /// The project could not be updated.
    Update(update::Error),
    /// A change of the spec leaves something open.
    Undecided(Problems),
    /// `--rename` names what was not there, or has the new name already.
    NothingToRename(Rename),
    /// `--drop` names what is still in the spec, or never was.
    NothingToDrop(Target),
    /// An earlier update was cut short.
    Unfinished,
    /// The style is not offered yet.
    Style(Style),
    /// A key could not be set in the text of the spec, with its value.
    Edit(&'static str, String),
    /// A question could not be asked.
    Prompt(io::Error),
    /// Signals could not be caught.
    Signals(io::Error),
    /// The output could not be written.
    Stdout(io::Error),
    /// The new project could not be run.
    Cargo(io::Error),
}

impl Error {
    /// Tells the user, and returns the exit code.
    pub fn report(&self) -> ExitCode {
        self.report_as(1)
    }

    /// Tells the user, and returns `code` unless Ctrl-C was the reason.
    pub fn report_as(&self, code: u8) -> ExitCode {
        match self {
            Self::Spec(problems) | Self::Undecided(problems) => {
                terminal::warn(&problems.render(terminal::has_colours(&io::stderr())));
            }
            Self::Add(all) => {
                let has_colours = terminal::has_colours(&io::stderr());
                let all: Vec<String> = all.iter().map(|some| some.render(has_colours)).collect();
                terminal::warn(&all.join("\n"));
            }
            error => terminal::warn(&format!("error: {error}\n")),
        }
        match self {
            Self::Tree(tree::Error::Interrupted) => ExitCode::from(130),
            _ => ExitCode::from(code),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(problems) | Self::Undecided(problems) => problems.fmt(f),
            Self::Add(all) => all.iter().try_for_each(|problems| problems.fmt(f)),
            Self::Template(error) => write!(
                f,
                "a template failed; this is a bug in `scaffold`, please report it with your \
                 spec\n{error}"
            ),
            Self::Migration(error) => error.fmt(f),
            Self::Format(error) => error.fmt(f),
            Self::Tree(error) => error.fmt(f),
            Self::Saved(error) => error.fmt(f),
            Self::Update(error) => error.fmt(f),
            Self::NothingToRename(rename) => write!(
                f,
                "nothing to rename: `{}` was not generated, or is `{}` already",
                rename.from, rename.to
            ),
            Self::NothingToDrop(target) => write!(
                f,
                "nothing to drop: `{target}` is still in the spec, or was not generated"
            ),
            Self::Unfinished => write!(
                f,
                "an update of this project was cut short: run `scaffold generate`, which \
                 completes it"
            ),
            Self::Style(style) => write!(
                f,
                "style `{}` is not available in this version: use `api` or `full`",
                style.name()
            ),
            Self::Edit(key, value) => write!(
                f,
                "cannot set `{key}` in the spec: write `{key}: {value}` on a line of its own"
            ),
            Self::Prompt(error) => {
                write!(
                    f,
                    "cannot ask: {error}; name what is missing, or pass `--yes`"
                )
            }
            Self::Signals(error) => write!(f, "cannot catch Ctrl-C: {error}"),
            Self::Stdout(error) => write!(f, "cannot write the output: {error}"),
            Self::Cargo(error) => write!(
                f,
                "cannot run `cargo`: {error}; the project is written, install Rust from \
                 https://rustup.rs to run it"
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Spec(problems)
    }
}

impl From<project::Error> for Error {
    fn from(error: project::Error) -> Self {
        Self::Template(error)
    }
}

impl From<migration::Error> for Error {
    fn from(error: migration::Error) -> Self {
        Self::Migration(error)
    }
}

impl From<format::Error> for Error {
    fn from(error: format::Error) -> Self {
        Self::Format(error)
    }
}

impl From<tree::Error> for Error {
    fn from(error: tree::Error) -> Self {
        Self::Tree(error)
    }
}

impl From<saved::Error> for Error {
    fn from(error: saved::Error) -> Self {
        Self::Saved(error)
    }
}

impl From<update::Error> for Error {
    fn from(error: update::Error) -> Self {
        Self::Update(error)
    }
}
