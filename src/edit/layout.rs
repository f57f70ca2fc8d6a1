//! How a YAML text is laid out: each value with its place and its notation. Aliases are not
//! followed and merge keys not merged, so that it holds what is written, and nothing else.

mod read;

use std::collections::HashSet;
use std::ops::Range;

use serde_yaml::granit_parser::ScalarStyle;

/// A text's values.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The value of the whole document.
    pub root: Node,
    /// The anchors that an alias refers to.
    aliased: HashSet<usize>,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// From its first to its last character, without comments, anchor and tag. Nothing, where a
    /// value could be, stands after the colon.
    pub span: Range<usize>,
    /// What is written there.
    pub shape: Shape,
    anchor: usize,
    tag: Option<String>,
}

/// What is written.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A scalar, without its quotes.
    Scalar(String, ScalarStyle),
    /// `*name`.
    Alias(usize),
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Map),
}

/// A map as it is written.
#[derive(Clone, Debug)]
pub struct Map {
    /// How it is written.
    pub notation: Notation,
    /// Its entries, repeated keys included.
    pub entries: Vec<(Node, Node)>,
}

/// The two ways to write a list or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// On lines of its own, by indentation.
    Block,
    /// Between brackets.
    Flow,
}

impl Layout {
    /// The layout of the first document in a text; none if it is not YAML.
    pub fn parse(text: &str) -> Option<Layout> {
        read::layout(text)
    }

    /// The last entry on a path of keys, if all of it is written out.
    pub fn entry(&self, path: &[&str]) -> Option<&(Node, Node)> {
        let (last, owners) = path.split_last()?;
        let node = owners
            .iter()
            .try_fold(&self.root, |node, key| Some(&node.map()?.entry(key)?.1))?;
        node.map()?.entry(last)
    }

    /// Whether the value is also used elsewhere, through an alias.
    pub fn is_shared(&self, node: &Node) -> bool {
        self.aliased.contains(&node.anchor)
    }
}

impl Node {
    /// The map that is written here.
    pub fn map(&self) -> Option<&Map> {
        match &self.shape {
            Shape::Map(map) => Some(map),
            _ => None,
        }
    }

    /// As [`Node::map`], to change it.
    pub fn map_mut(&mut self) -> Option<&mut Map> {
        match &mut self.shape {
            Shape::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Makes it a map, empty unless it is one.
    pub fn make_map(&mut self) -> Option<&mut Map> {
        if self.map().is_none() {
            self.shape = Shape::Map(Map {
                notation: Notation::Flow,
                entries: Vec::new(),
            });
        }
        self.map_mut()
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.shape {
            Shape::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is written, where a value could be.
    pub fn is_nothing(&self) -> bool {
        self.span.is_empty() && matches!(self.shape, Shape::Scalar(_, ScalarStyle::Plain))
    }

    /// Whether it has a tag such as `!!str`.
    pub fn is_tagged(&self) -> bool {
        self.tag.is_some()
    }

    /// Whether two values are the same, wherever and in whichever notation they stand.
    pub fn is_same(&self, other: &Node) -> bool {
        let is_plain = |style: &ScalarStyle| *style == ScalarStyle::Plain;
        self.anchor == other.anchor
            && self.tag == other.tag
            && match (&self.shape, &other.shape) {
                (Shape::Scalar(one, style), Shape::Scalar(two, other)) => {
                    one == two && is_plain(style) == is_plain(other)
                }
                (Shape::Alias(one), Shape::Alias(two)) => one == two,
                (Shape::List(one), Shape::List(two)) => {
                    one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.is_same(two))
                }
                (Shape::Map(one), Shape::Map(two)) => one.is_same(two),
                _ => false,
            }
    }
}

impl Map {
    /// The entry of this key.
    pub fn entry(&self, key: &str) -> Option<&(Node, Node)> {
        self.entries
            .iter()
            .find(|(name, _)| name.text() == Some(key))
    }

    /// The value of this key, to change it.
    pub fn value_mut(&mut self, key: &str) -> Option<&mut Node> {
        let at = self.position(key)?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// The place of the entry of this key in the list.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|(name, _)| name.text() == Some(key))
    }

    /// Whether entries come from elsewhere, through `<<`.
    pub fn is_merged(&self) -> bool {
        self.entry("<<").is_some()
    }

    fn is_same(&self, other: &Map) -> bool {
        let mut pairs = self.entries.iter().zip(&other.entries);
        self.entries.len() == other.entries.len()
            && pairs.all(|(one, other)| one.0.is_same(&other.0) && one.1.is_same(&other.1))
    }
}
