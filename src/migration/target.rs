//! What a question is about: a model or a field, and perhaps its new name.

use std::fmt;
use std::str::FromStr;

use crate::spec::identity::SYSTEM;

/// A model or a field, by the names of the spec: `Post`, `Post.title`. What a style brings along is
/// `auth`, and each of it `auth.Group`, `auth.Group.name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A model.
    Model(String),
    /// A field of a model, or one of its timestamps.
    Field {
        /// The model.
        model: String,
        /// The field.
        field: String,
    },
}

impl Target {
    /// The field `field` of `model`.
    pub fn field(model: &str, field: &str) -> Target {
        Target::Field {
            model: model.to_owned(),
            field: field.to_owned(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Model(model) => f.write_str(model),
            Target::Field { model, field } => write!(f, "{model}.{field}"),
        }
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_name = |name: &str| {
            let sound = |c: char| c.is_ascii_alphanumeric() || c == '_';
            !name.is_empty() && name.chars().all(sound)
        };
        let (system, rest) = match text.split_once('.') {
            Some((SYSTEM, rest)) => (true, rest),
            _ => (false, text),
        };
        let model = |name: &str| match system {
            true => format!("{SYSTEM}.{name}"),
            false => name.to_owned(),
        };
        match rest.split_once('.') {
            None if is_name(rest) => Ok(Target::Model(model(rest))),
            Some((name, field)) if is_name(name) && is_name(field) => {
                Ok(Target::field(&model(name), field))
            }
            _ => Err(format!(
                "`{text}` is no model or field: write `Post` or `Post.title`"
            )),
        }
    }
}

/// A model or field, and its new name: `Post:Article`, `Post.title:headline`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What it was.
    pub from: Target,
    /// What it is called now.
    pub to: String,
}

impl Rename {
    /// What it is called now.
    pub fn target(&self) -> Target {
        match &self.from {
            Target::Model(_) => Target::Model(self.to.clone()),
            Target::Field { model, .. } => Target::field(model, &self.to),
        }
    }
}

impl FromStr for Rename {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "write `Post:Article` or `Post.title:headline`";
        let Some((from, to)) = text.split_once(':') else {
            return Err(format!("`{text}` has no new name: {example}"));
        };
        match (from.parse()?, to.parse()?) {
            (from, Target::Model(to)) => Ok(Rename { from, to }),
            (_, to) => Err(format!("`{to}` is no name: {example}")),
        }
    }
}
