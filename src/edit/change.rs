//! One change of one map in a spec, made in the text and checked against its meaning.

use super::layout::{Layout, Map, Node, Notation, Shape};
use super::patch::{NewEntry, Patch, STEP, column, remove};
use super::value::{Value, entry, scalar};
use crate::problem::{Problem, quote};

/// Where a new entry goes. Between brackets it is always the last.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// Before the others.
    First,
    /// After the entry of this key.
    After(&'a str),
    /// After the others.
    Last,
    /// After the others and a blank line.
    LastSpaced,
}

/// A change of a map, or of what becomes one.
#[derive(Clone, Copy)]
pub enum Change<'a> {
    /// A new entry.
    Add {
        /// Where it goes.
        place: Place<'a>,
        /// Its key.
        key: &'a str,
        /// Its value.
        value: &'a Value,
    },
    /// Another value for a key.
    Replace {
        /// The key.
        key: &'a str,
        /// Its new value.
        value: &'a Value,
    },
    /// No such key any more.
    Remove {
        /// The key.
        key: &'a str,
    },
    /// A map of the value, as its `type`, and a new entry.
    Expand {
        /// The key of the new entry.
        key: &'a str,
        /// Its value.
        value: &'a Value,
    },
}

/// A text and its layout, about to be edited.
pub struct Edit<'a> {
    text: &'a str,
    layout: Layout,
    /// What the user has to write if we cannot.
    by_hand: String,
}

impl<'a> Edit<'a> {
    /// Reads the layout of a text. `by_hand` says what to write if the edit is refused.
    pub fn new(text: &'a str, by_hand: String) -> Result<Self, Problem> {
        let help = "correct the file first; `scaffold check` says what is wrong with it";
        let layout = Layout::parse(text)
            .ok_or_else(|| Problem::whole("the spec is not YAML that can be edited").help(help))?;
        Ok(Self {
            text,
            layout,
            by_hand,
        })
    }

    /// The value at the end of a path of keys, if it is written out.
    pub fn find(&self, path: &[&str]) -> Option<&Node> {
        self.layout.entry(path).map(|(_, value)| value)
    }

    /// The value at the end of a path of keys. Refused where an edit would change something else,
    /// too, or nothing at all.
    pub fn node(&self, path: &[&str]) -> Result<&Node, Problem> {
        let mut node = &self.layout.root;
        self.check(node, "the spec")?;
        for key in path {
            let map = node
                .map()
                .ok_or_else(|| self.refuse(node, "this is not a map"))?;
            let Some((name, value)) = map.entry(key) else {
                let why = format!("there is no {} written in this map", quote(key));
                return Err(self.refuse(node, &why));
            };
            if column(self.text, name.span.start).is_none() && map.notation == Notation::Block {
                return Err(self.refuse(name, "something stands before this key on its line"));
            }
            self.check(value, &quote(key))?;
            node = value;
        }
        Ok(node)
    }

    fn check(&self, node: &Node, name: &str) -> Result<(), Problem> {
        let why = if matches!(node.shape, Shape::Alias(_)) {
            "stands behind an alias"
        } else if self.layout.is_shared(node) {
            "is repeated elsewhere by an alias"
        } else if node.is_tagged() {
            "has a YAML tag"
        } else if node.map().is_some_and(Map::is_merged) {
            "has a merge key"
        } else {
            return Ok(());
        };
        Err(self.refuse(node, &format!("{name} {why}")))
    }

    /// The text with the change made to the map at the end of the path.
    pub fn apply(&self, path: &[&str], change: Change) -> Result<String, Problem> {
        let node = self.node(path)?;
        if let (Change::Add { key, .. }, Some(map)) = (change, node.map())
            && let Some((name, _)) = map.entry(key)
        {
            return Err(self.refuse(name, "there is an entry of this name already"));
        }
        let owner = self.layout.entry(path).map_or(node, |(owner, _)| owner);
        self.changed(path, owner, node, change)
            .ok_or_else(|| self.refuse(node, "this layout is not one that can be edited"))
    }

    fn changed(&self, path: &[&str], owner: &Node, node: &Node, change: Change) -> Option<String> {
        let text = self.patch(owner, node, change)?.apply(self.text)?;
        let mut meant = self.layout.root.clone();
        let target = path
            .iter()
            .try_fold(&mut meant, |node, key| node.map_mut()?.value_mut(key))?;
        change.make(target)?;
        Layout::parse(&text)?.root.is_same(&meant).then_some(text)
    }

    fn patch(&self, owner: &Node, node: &Node, change: Change) -> Option<Patch> {
        let text = self.text;
        match (change, node.map()) {
            (Change::Add { place, key, value }, map) => {
                let new = NewEntry {
                    key,
                    value,
                    step: self.step(owner, map),
                    spaced: matches!(place, Place::LastSpaced),
                };
                match (map, place) {
                    (Some(map), _) if map.notation == Notation::Flow => {
                        new.in_brackets(text, node, map)
                    }
                    (Some(map), Place::First) => new.first_line(text, owner, map),
                    (Some(map), Place::After(key)) => new.line_after(text, map.entry(key)?),
                    (Some(map), _) => new.last_line(text, map),
                    (None, _) if node.is_nothing() => new.only_line(text, owner, node),
                    (None, _) => None,
                }
            }
            (Change::Replace { key, value }, Some(map)) => {
                let old = &map.entry(key)?.1;
                let is_free = self.is_on_one_line(old) && !self.layout.is_shared(old);
                is_free.then(|| Patch::new(old.span.clone(), value.line()))
            }
            (Change::Remove { key }, Some(map)) => remove(text, map, map.position(key)?),
            (Change::Expand { key, value }, None) if self.is_on_one_line(node) => {
                let old = &text[node.span.clone()];
                let new = format!("{{ type: {old}, {} }}", entry(key, value));
                Some(Patch::new(node.span.clone(), new))
            }
            _ => None,
        }
    }

    fn is_on_one_line(&self, node: &Node) -> bool {
        !node.is_nothing() && !self.text[node.span.clone()].contains('\n')
    }

    /// How deep the lines below an entry of a map are indented: as those of its other entries.
    fn step(&self, owner: &Node, map: Option<&Map>) -> usize {
        let step = |outer: &Node, inner: &Node| {
            let outer = column(self.text, outer.span.start)?;
            column(self.text, inner.span.start)?.checked_sub(outer)
        };
        let entries = map.into_iter().flat_map(|map| map.entries.iter().rev());
        let below = entries
            .filter_map(|(key, value)| step(key, &value.map()?.entries.first()?.0))
            .next();
        let own = map.and_then(|map| step(owner, &map.entries.first()?.0));
        below.or(own).filter(|step| *step > 0).unwrap_or(STEP)
    }

    fn refuse(&self, node: &Node, why: &str) -> Problem {
        Problem::at(node.span.clone(), why).help(format!("write {} by hand", self.by_hand))
    }
}

impl Change<'_> {
    /// Makes the change to the meaning of a value; none where it has none.
    fn make(self, node: &mut Node) -> Option<()> {
        let new = |key: &str, value: &Value| -> Option<(Node, Node)> {
            let key = Layout::parse(&scalar(key))?.root;
            Some((key, Layout::parse(&value.line())?.root))
        };
        match self {
            Change::Add { place, key, value } => {
                let map = node.make_map()?;
                let at = match (map.notation, place) {
                    (Notation::Block, Place::First) => 0,
                    (Notation::Block, Place::After(key)) => map.position(key)? + 1,
                    _ => map.entries.len(),
                };
                map.entries.insert(at, new(key, value)?);
            }
            Change::Replace { key, value } => {
                *node.map_mut()?.value_mut(key)? = new(key, value)?.1;
            }
            Change::Remove { key } => {
                let map = node.map_mut()?;
                map.entries.remove(map.position(key)?);
            }
            Change::Expand { key, value } => {
                let old = node.clone();
                let kind = Layout::parse("type")?.root;
                let map = node.make_map()?;
                map.entries = vec![(kind, old), new(key, value)?];
            }
        }
        Some(())
    }
}
