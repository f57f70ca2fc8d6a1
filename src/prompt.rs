//! All of dialoguer: the questions, asked on stderr.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};

use clap::ValueEnum;
use dialoguer::{
    Input, Select,
    theme::{ColorfulTheme, SimpleTheme, Theme},
};

use crate::{
    cli::{Starter, StyleName},
    error::Error,
    migration::Target,
    spec::Style,
    terminal,
};

/// Whether there is someone to ask.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Which starter spec to take.
pub fn starter() -> Result<Starter, Error> {
    one_of("Start from", Starter::value_variants())
}

/// Which kind of project to write.
pub fn style() -> Result<Style, Error> {
    let styles = StyleName::value_variants().iter().copied();
    let styles: Vec<StyleName> = styles
        .filter(|name| Style::from(*name).is_offered())
        .collect();
    one_of("Style", &styles).map(Style::from)
}

/// One of the values of a flag.
fn one_of<T: ValueEnum>(prompt: &str, values: &[T]) -> Result<T, Error> {
    let lines = values.iter().filter_map(|value| {
        let value = value.to_possible_value()?;
        let help = value.get_help().map(ToString::to_string);
        Some(format!(
            "{:<5} {}",
            value.get_name(),
            help.unwrap_or_default()
        ))
    });
    let chosen = Select::with_theme(&*theme())
        .with_prompt(prompt)
        .items(lines)
        .default(0)
        .interact()
        .map_err(failed)?;
    Ok(values[chosen].clone())
}

/// Where to write the project.
pub fn folder(default: &str) -> Result<PathBuf, Error> {
    let folder: String = Input::with_theme(&*theme())
        .with_prompt("Folder")
        .default(default.to_owned())
        .interact_text()
        .map_err(failed)?;
    Ok(folder.trim().into())
}

/// What became of a model or field that the spec no longer has: its new name, or none if it goes
/// with its data.
pub fn fate(target: &Target, candidates: &[String]) -> Result<Option<String>, Error> {
    let renames = candidates.iter().map(|to| format!("it is `{to}` now"));
    let stop = "neither: stop, and write nothing".to_owned();
    let lines = renames.chain(["it goes, with its data".to_owned(), stop]);
    let chosen = Select::with_theme(&*theme())
        .with_prompt(format!("`{target}` is gone from the spec"))
        .items(lines)
        .default(0)
        .interact()
        .map_err(failed)?;
    match chosen.checked_sub(candidates.len()) {
        None => Ok(Some(candidates[chosen].clone())),
        Some(0) => Ok(None),
        Some(_) => Err(Error::Tree(crate::tree::Error::Interrupted)),
    }
}

fn theme() -> Box<dyn Theme> {
    match terminal::has_colours(&io::stderr()) {
        true => Box::new(ColorfulTheme::default()),
        false => Box::new(SimpleTheme),
    }
}

fn failed(error: dialoguer::Error) -> Error {
    let dialoguer::Error::IO(error) = error;
    // Ctrl-C in the middle of a question leaves the cursor hidden.
    let _ = dialoguer::console::Term::stderr().show_cursor();
    match error.kind() {
        io::ErrorKind::Interrupted => Error::Tree(crate::tree::Error::Interrupted),
        _ => Error::Prompt(error),
    }
}
