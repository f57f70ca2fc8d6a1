//! What a new project is made from, and where: from the flags, or asked for.

use std::path::{self, Path, PathBuf};

use crate::{
    cli::{New, Starter},
    edit,
    error::Error,
    project::escape,
    prompt,
    spec::{self, Spec, Style, name},
};

use super::super::style;

const SPEC: &str = "scaffold.yaml";

/// A spec to start from.
pub enum Source {
    /// The user's own: its text and its path.
    File(String, String),
    /// One of ours; none if it can be asked for.
    Starter(Option<Starter>),
}

impl Source {
    /// Reads what `--spec` names.
    pub fn read(args: &New) -> Result<Self, Error> {
        match &args.spec {
            Some(path) => {
                let text = spec::read(path)?;
                Ok(Self::File(text, path.display().to_string()))
            }
            None => Ok(Self::Starter(args.starter)),
        }
    }
}

/// Everything that is needed to write a project.
pub struct Plan {
    /// The project's folder.
    pub dir: PathBuf,
    /// The text of its spec.
    pub text: String,
    /// The same, checked.
    pub spec: Spec,
}

impl Plan {
    /// Asks for what the flags leave open, if there is someone to ask.
    pub fn new(args: &New, source: Source) -> Result<Self, Error> {
        if let Some(style) = args.style {
            style::check(style.into())?;
        }
        let asks = !args.yes && prompt::is_possible();
        let mut style = args.style.map(Style::from);
        let (text, file) = match source {
            Source::File(text, file) => (text, Some(file)),
            Source::Starter(Some(starter)) => (starter.text().to_owned(), None),
            Source::Starter(None) if asks => {
                let starter = prompt::starter()?;
                style = style.map_or_else(prompt::style, Ok).map(Some)?;
                (starter.text().to_owned(), None)
            }
            Source::Starter(None) => (Starter::User.text().to_owned(), None),
        };
        let spec = spec::load_as(&text, file.as_deref().unwrap_or(SPEC), style)?;
        style::check(spec.style)?;
        let dir = match &args.dir {
            Some(dir) => dir.clone(),
            None if asks => prompt::folder(&spec.project.name)?,
            None => PathBuf::from(&spec.project.name),
        };
        let text = match file {
            Some(_) => text,
            None => named_as(&dir, text)?,
        };
        let (text, spec) = styled(text, spec.style)?;
        Ok(Self { dir, text, spec })
    }
}

/// The spec with the folder's name for the project, in kebab case if it must be.
fn named_as(dir: &Path, text: String) -> Result<String, Error> {
    let dir = path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let Some(folder) = dir.file_name().map(|name| name.to_string_lossy()) else {
        return Ok(text);
    };
    let as_is = with_project(&text, &folder)?;
    if spec::load(&as_is, SPEC).is_ok() {
        return Ok(as_is);
    }
    let kebab = with_project(&text, &name::kebab(&folder))?;
    match spec::load(&kebab, SPEC) {
        Ok(_) => Ok(kebab),
        // The name that the user wrote is the one to complain about.
        Err(_) => Ok(as_is),
    }
}

fn with_project(text: &str, name: &str) -> Result<String, Error> {
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let value = match is_plain {
        true => name.to_owned(),
        false => escape::yaml_str(name),
    };
    edit::set(text, "project", &value).ok_or(Error::Edit("project", value))
}

/// The spec with its style written down.
fn styled(text: String, style: Style) -> Result<(String, Spec), Error> {
    let text = edit::set(&text, "style", style.name()).unwrap_or(text);
    let spec = spec::load(&text, SPEC)?;
    match spec.style == style {
        true => Ok((text, spec)),
        false => Err(Error::Edit("style", style.name().to_owned())),
    }
}
