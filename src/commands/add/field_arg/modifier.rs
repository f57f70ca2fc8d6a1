//! What follows on the type of a field argument: `unique`, `max_length=80`.

use super::{FieldArg, Part, Parts, type_part::list};
use crate::{
    edit::Value,
    problem::{Problem, quote},
    spec,
};

/// How a modifier's value becomes one of the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// None: it stands for `true`.
    Nothing,
    /// A value of the field's type.
    OwnType,
    /// A whole number.
    Number,
    /// Text.
    Text,
    /// Words between commas.
    Words,
}

/// A key that an argument can set.
#[derive(Debug)]
pub struct Modifier {
    key: &'static str,
    takes: Takes,
}

const fn row(key: &'static str, takes: Takes) -> Modifier {
    Modifier { key, takes }
}

static MODIFIERS: [Modifier; 19] = [
    row("optional", Takes::Nothing),
    row("unique", Takes::Nothing),
    row("index", Takes::Nothing),
    row("read_only", Takes::Nothing),
    row("write_only", Takes::Nothing),
    row("default", Takes::OwnType),
    row("backfill", Takes::OwnType),
    row("min", Takes::OwnType),
    row("max", Takes::OwnType),
    row("min_length", Takes::Number),
    row("max_length", Takes::Number),
    row("digits", Takes::Number),
    row("places", Takes::Number),
    row("pattern", Takes::Text),
    row("from", Takes::Text),
    row("on_delete", Takes::Text),
    row("related_name", Takes::Text),
    row("help", Takes::Text),
    row("label", Takes::Text),
];

static VALUES: Modifier = row("values", Takes::Words);

impl Modifier {
    fn find(key: &str) -> Option<&'static Self> {
        let mut all = MODIFIERS.iter().chain([&VALUES]);
        all.find(|modifier| modifier.key == key)
    }

    fn keys() -> impl Iterator<Item = &'static str> {
        MODIFIERS.iter().map(|modifier| modifier.key)
    }

    /// Whether a part is a modifier, or meant to be one.
    pub fn is_like(part: &str) -> bool {
        let key = part.split('=').next().unwrap_or(part);
        Self::find(key).is_some() || spec::nearest(key, Self::keys()).is_some()
    }
}

/// Reads all modifiers that are left.
pub fn read(field: &mut FieldArg, mut parts: Parts, problems: &mut Vec<Problem>) {
    while let Some(part) = parts.next_with_colons() {
        if let Err(problem) = one(field, &part) {
            problems.push(problem);
        }
    }
}

fn one(field: &mut FieldArg, part: &Part) -> Result<(), Problem> {
    let problem = |message: String| Problem::at(part.place.clone(), message);
    let (key, value) = match part.text.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (part.text, None),
    };
    let Some(modifier) = Modifier::find(key) else {
        let message = format!("unknown modifier {}", quote(key));
        return Err(problem(message).help(spec::did_you_mean(key, Modifier::keys())));
    };
    let key = modifier.key;
    if key == "optional" && value.is_none() && field.has(key) {
        return Ok(());
    }
    if field.has(key) {
        let message = format!("`{key}` is here twice");
        return Err(problem(message).help("remove one of the two"));
    }
    let value = match (modifier.takes, value) {
        (Takes::Nothing, Some(_)) => {
            let message = format!("`{key}` takes no value");
            return Err(problem(message).help(format!("write `{key}`, or leave it out")));
        }
        (Takes::Nothing, None) => Value::Line("true".to_owned()),
        (_, None) => {
            let message = format!("`{key}` has no value");
            return Err(problem(message).help(format!("write `{key}=…`")));
        }
        (Takes::OwnType, Some(value)) => typed(&field.type_text, value),
        (Takes::Number, Some(value)) => number(value),
        (Takes::Text, Some(value)) => Value::text(value),
        (Takes::Words, Some(value)) => list(value),
    };
    field.set(key, value, part.place.clone());
    Ok(())
}

/// A value of a type, as YAML. What is no value of it stays text, which the check refuses.
fn typed(type_text: &str, value: &str) -> Value {
    let json = || serde_json::from_str::<serde_json::Value>(value);
    match type_text {
        "integer" | "float" => number(value),
        // As text it keeps its digits.
        "decimal" if !value.contains('.') => number(value),
        "boolean" if matches!(value, "true" | "false") => Value::Line(value.to_owned()),
        "json" => match json() {
            Ok(json) => Value::Line(json.to_string()),
            Err(_) => Value::text(value),
        },
        _ => Value::text(value),
    }
}

fn number(value: &str) -> Value {
    let has_digits = value.bytes().any(|byte| byte.is_ascii_digit());
    match has_digits && value.parse::<f64>().is_ok() {
        true => Value::Line(value.to_owned()),
        false => Value::text(value),
    }
}
