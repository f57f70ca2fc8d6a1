//! A model or field and its new name, as a flag gives them.

use std::str::FromStr;

use super::target::Target;

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
