//! What a change of the spec leaves open.

use std::fmt;

use super::target::Target;

/// Why there is no migration yet, all of it at once: what vanished from the spec without a word,
/// and what cannot be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undecided {
    /// Renamed or dropped? In the order of the old schema.
    pub vanished: Vec<Vanished>,
    /// What has to change in the spec, in its order.
    pub blockers: Vec<Blocker>,
}

/// A model or field that the spec no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Which one.
    pub target: Target,
    /// The new ones that it could be by now: names of models, or of fields of the same model.
    pub candidates: Vec<String>,
}

/// A change that rows could not follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The model or field of the new spec.
    pub target: Target,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub help: String,
}

impl Undecided {
    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        self.vanished.is_empty() && self.blockers.is_empty()
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vanished = self.vanished.iter().map(Vanished::to_string);
        let blockers = self.blockers.iter().map(Blocker::to_string);
        let lines: Vec<String> = vanished.chain(blockers).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl fmt::Display for Vanished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = &self.target;
        write!(f, "`{target}` is gone from the spec: pass ")?;
        for name in &self.candidates {
            write!(f, "`--rename {target}:{name}` or ")?;
        }
        write!(f, "`--drop {target}`")
    }
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}: {}", self.target, self.reason, self.help)
    }
}

impl std::error::Error for Undecided {}
