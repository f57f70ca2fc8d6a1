//! Edits of a spec's text that keep its comments, order, notation and line ends.
//!
//! ```text
//! text ─parse▶ Layout ─find the place▶ Patch ─apply▶ new text
//!                 └─ the same change ──▶ Layout ─────── is it what the new text says?
//! ```
//!
//! A text whose layout does not allow an edit is refused with a problem that says what to write by
//! hand, and where. Whether the new text is a valid spec is for [`crate::spec::load`] to say.

mod change;
mod layout;
mod patch;
mod value;

use std::ops::Range;

use crate::problem::{Problem, quote};
use change::{Change, Edit, Place};
use layout::{Layout, Map, Notation};
use value::entry;

pub use value::{Value, scalar};

const MODELS: &str = "models";
const FIELDS: &str = "fields";

/// Sets a key at the top of a spec to a value of one line. A key that is new comes after `project`.
/// None if the layout does not allow it.
pub fn set(text: &str, key: &str, value: &str) -> Option<String> {
    let edit = Edit::new(text, format!("`{key}: {value}` at the top")).ok()?;
    let root = edit.node(&[]).ok()?.map()?;
    let value = &Value::Line(value.to_owned());
    let change = match root.entry(key) {
        Some(_) => Change::Replace { key, value },
        None => add(Place::After("project"), key, value),
    };
    edit.apply(&[], change).ok()
}

/// Adds a field below the last one of a model.
///
/// A map as value is written on lines of its own where the model's other fields are.
pub fn add_field(text: &str, model: &str, name: &str, value: &Value) -> Result<String, Problem> {
    let edit = Edit::new(
        text,
        format!("`{}` below the model's fields", entry(name, value)),
    )?;
    let path = [MODELS, model, FIELDS];
    let in_lines = edit.node(&path)?.map().is_some_and(fields_in_lines);
    let value = if in_lines { value } else { &value.flat() };
    edit.apply(&path, add(Place::Last, name, value))
}

/// Adds a model with its fields below the last one.
pub fn add_model(text: &str, name: &str, fields: &[(String, Value)]) -> Result<String, Problem> {
    let flat = Value::Map(vec![(FIELDS.to_owned(), Value::Map(fields.to_vec()))]);
    let edit = Edit::new(text, format!("`{}` below `models:`", entry(name, &flat)))?;
    let Some(models) = edit.find(&[MODELS]) else {
        let models = Value::Map(vec![(name.to_owned(), model_value(None, fields))]);
        return edit.apply(&[], add(Place::Last, MODELS, &models));
    };
    let value = model_value(models.map(), fields);
    let place = match models.map() {
        Some(map) if is_spaced(text, map) => Place::LastSpaced,
        _ => Place::Last,
    };
    edit.apply(&[MODELS], add(place, name, &value))
}

/// Sets a key of a field to a value of one line, or takes it away. A short form such as
/// `email: email?` becomes a map with the same meaning.
pub fn set_field_key(
    text: &str,
    model: &str,
    field: &str,
    key: &str,
    value: Option<&str>,
) -> Result<String, Problem> {
    set_key(
        text,
        &[MODELS, model, FIELDS, field],
        Place::Last,
        key,
        value,
    )
}

/// Sets a key of a model to a value of one line, or takes it away. A new key comes first in the
/// model.
pub fn set_model_key(
    text: &str,
    model: &str,
    key: &str,
    value: Option<&str>,
) -> Result<String, Problem> {
    set_key(text, &[MODELS, model], Place::First, key, value)
}

/// Where the name of a model, or of one of its fields, stands in the text.
pub fn locate(text: &str, model: &str, field: Option<&str>) -> Option<Range<usize>> {
    let layout = Layout::parse(text)?;
    let path = [MODELS, model, FIELDS, field.unwrap_or_default()];
    let path = if field.is_some() {
        &path[..]
    } else {
        &path[..2]
    };
    layout.entry(path).map(|(name, _)| name.span.clone())
}

/// Where an entry stands in the text, from its key to the end of its value: a model, or what the
/// keys below it lead to.
pub fn locate_entry(text: &str, model: &str, keys: &[&str]) -> Option<Range<usize>> {
    let layout = Layout::parse(text)?;
    let (key, value) = layout.entry(&[&[MODELS, model], keys].concat())?;
    Some(key.span.start..value.span.end)
}

fn set_key(
    text: &str,
    path: &[&str],
    place: Place,
    key: &str,
    value: Option<&str>,
) -> Result<String, Problem> {
    let owner = quote(path.last().unwrap_or(&""));
    let Some(value) = value else {
        let edit = Edit::new(text, format!("{owner} without its `{key}`"))?;
        return edit.apply(path, Change::Remove { key });
    };
    let edit = Edit::new(text, format!("`{key}: {value}` in {owner}"))?;
    let value = &Value::Line(value.to_owned());
    let node = edit.node(path)?;
    let change = match node.map() {
        Some(map) if map.entry(key).is_some() => Change::Replace { key, value },
        Some(_) => add(place, key, value),
        None => Change::Expand { key, value },
    };
    edit.apply(path, change)
}

fn add<'a>(place: Place<'a>, key: &'a str, value: &'a Value) -> Change<'a> {
    Change::Add { place, key, value }
}

/// A new model in the notation of the last one.
fn model_value(models: Option<&Map>, fields: &[(String, Value)]) -> Value {
    let last = models.and_then(|map| map.entries.last());
    let last = last.and_then(|(_, model)| model.map());
    let last_fields = last.and_then(|map| map.entry(FIELDS)?.1.map());
    let fields = match last_fields {
        Some(map) if fields_in_lines(map) => fields.to_vec(),
        _ => fields
            .iter()
            .map(|(name, value)| (name.clone(), value.flat()))
            .collect(),
    };
    let fields = Value::Map(fields);
    let in_brackets = |map: Option<&Map>| map.is_some_and(|map| map.notation == Notation::Flow);
    let fields = if in_brackets(last_fields) {
        fields.flat()
    } else {
        fields
    };
    let model = Value::Map(vec![(FIELDS.to_owned(), fields)]);
    if in_brackets(last) {
        model.flat()
    } else {
        model
    }
}

/// Whether the last field that has options has them on lines of their own.
fn fields_in_lines(fields: &Map) -> bool {
    let last = fields
        .entries
        .iter()
        .rev()
        .find_map(|(_, field)| field.map());
    last.is_some_and(|map| map.notation == Notation::Block)
}

/// Whether a blank line stands between the last two entries.
fn is_spaced(text: &str, map: &Map) -> bool {
    let [.., (_, before), (key, _)] = map.entries.as_slice() else {
        return false;
    };
    let between = text
        .get(before.span.end..key.span.start)
        .unwrap_or_default();
    let mut lines = between.trim_end_matches(' ').lines().skip(1);
    lines.any(|line| line.trim().is_empty())
}
