//! From YAML text to a tree of values that know where they stand: the only file that uses
//! `serde_yaml`.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Options, Spanned};

use crate::problem::{Problem, quote};

/// How deep a spec can nest; a real one needs six levels.
const MAX_DEPTH: usize = 32;

/// How many values a spec can hold, those behind aliases included.
const MAX_NODES: usize = 400_000;

/// How many values aliases can stand for.
const MAX_ALIASED: usize = 20_000;

/// A value and where it stands in the file, in bytes.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, `null` or `~`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number in decimal, or a float as it is written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, duplicate keys included.
    Map(Vec<(Node, Node)>),
}

impl Value {
    /// What it is, for a message.
    pub fn describe(&self) -> String {
        match self {
            Value::Null => "nothing".to_owned(),
            Value::Boolean(value) => format!("`{value}`"),
            Value::Number(text) | Value::Text(text) => quote(text),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
        }
    }
}

/// Parses one YAML document.
pub fn parse(text: &str) -> Result<Node, Problem> {
    let options = options();
    let raw: Spanned<Raw> =
        serde_yaml::from_str_with_options(text, options).map_err(|error| problem(&error, text))?;
    Ok(node(raw, text))
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_events: 3 * MAX_NODES,
            max_documents: 2,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MAX_ALIASED,
        },
        // Duplicates are reported by us: all of them, with the place of the first.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Merge,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        emit_comments: false,
    }
}

fn problem(error: &serde_yaml::Error, text: &str) -> Problem {
    let error = error.without_snippet();
    let place = error.location().map(|location| span(location, text));
    let (message, help) = match known(error) {
        Some((message, help)) => (message.to_owned(), help),
        None => unknown(&error.to_string()),
    };
    Problem::at(place.unwrap_or(0..0), message).help(help)
}

/// The mistakes for which we have better words than the parser.
fn known(error: &serde_yaml::Error) -> Option<(&'static str, &'static str)> {
    use serde_yaml::Error;
    Some(match error {
        Error::Eof { .. } => (
            "the file holds no spec",
            "start with `project:` and `models:`; `scaffold new` writes an example",
        ),
        Error::MultipleDocuments { .. } => (
            "the file holds more than one YAML document",
            "remove the `---` and what follows it",
        ),
        Error::UnknownAnchor { .. } => (
            "an alias without an anchor",
            "text that begins with `*` needs quotes; an alias needs an `&` of its name before it",
        ),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => (
            "the aliases stand for too many values",
            "write the values out instead of repeating them by alias",
        ),
        _ => return None,
    })
}

/// The parser's own message, without the place, which is printed apart.
fn unknown(message: &str) -> (String, &'static str) {
    let message = message.trim_start_matches("error: ");
    let message = match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => message,
    };
    let lower = message.to_lowercase();
    if ["depth", "nest", "recursion"]
        .iter()
        .any(|word| lower.contains(word))
    {
        let message = format!("the YAML nests more than {MAX_DEPTH} levels deep");
        return (message, "a spec needs six levels: flatten it");
    }
    if lower.contains("budget") || lower.contains("alias") {
        let message = "the YAML holds too many values".to_owned();
        return (message, "is it the right file? split the project");
    }
    if lower.contains("tab") {
        let message = "a tab cannot indent YAML".to_owned();
        return (message, "indent with spaces");
    }
    let line = message.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or(line);
    let help = "correct the YAML here or just before";
    (format!("the YAML cannot be read: {line}"), help)
}

fn span(location: Location, text: &str) -> Range<usize> {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(offset) => offset as usize,
        None => offset_of(text, location.line() as usize, location.column() as usize),
    };
    let start = start.min(text.len());
    let end = start.saturating_add(span.byte_len().unwrap_or_default() as usize);
    start..end.min(text.len())
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let width: usize = rest
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    start + width
}

/// A value as the parser gives it, before its source text is looked up.
enum Raw {
    Null,
    Boolean(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let defined = span(raw.defined, text);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Boolean(value) => Value::Boolean(value),
        Raw::Integer(value) => Value::Number(value.to_string()),
        Raw::Float(value) => Value::Number(float(value, text.get(defined).unwrap_or_default())),
        Raw::Text(value) => Value::Text(value),
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (node(key, text), node(value, text)))
                .collect(),
        ),
    };
    Node {
        value,
        span: span(raw.referenced, text),
    }
}

/// A float as it is written, so that a decimal keeps its digits.
fn float(value: f64, written: &str) -> String {
    match written.trim().parse::<f64>() {
        Ok(same) if same == value => written.trim().to_owned(),
        _ => value.to_string(),
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Integer(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Raw, E> {
        match i128::try_from(value) {
            Ok(value) => Ok(Raw::Integer(value)),
            Err(_) => Ok(Raw::Float(value as f64)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
