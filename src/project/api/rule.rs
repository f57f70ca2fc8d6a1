//! The rule of a field: the Rust expression that checks what a client sends, and documents it.

use crate::migration::sql;
use crate::project::escape::{rust_json, rust_str};
use crate::spec::field::{Enum, Field, Kind};
use crate::spec::model::IdType;
use crate::spec::value::{DefaultValue, Number};

/// The Rust type of a field's rule: `Text`, `Choice<PostStatus>`.
pub fn type_of(field: &Field) -> String {
    match &field.kind {
        Kind::Enum(Enum { type_name, .. }) => format!("Choice<{type_name}>"),
        Kind::Reference(reference) => id_rule(reference.id).to_owned(),
        Kind::Many(many) => format!("Many<validate::{}>", id_rule(many.id)),
        _ => name_of(field).to_owned(),
    }
}

/// The expression that makes it: `Text::new("name").max_length(100)`.
pub fn expression(field: &Field) -> String {
    let json_name = rust_str(&field.json_name);
    let mut out = match &field.kind {
        Kind::Decimal { digits, places } => {
            format!("Decimal::new({json_name}, {digits}, {places})")
        }
        Kind::Many(many) => {
            let item = id_rule(many.id);
            format!("Many::new({json_name}, validate::{item}::new(\"\"))")
        }
        _ => format!("{}::new({json_name})", constructor(field)),
    };
    for (method, bound) in [("ge", field.min), ("le", field.max)] {
        if let Some(bound) = bound {
            out.push_str(&format!(".{method}({})", bound_text(bound)));
        }
    }
    if let Some(length) = field.min_length.filter(|length| *length > 0) {
        out.push_str(&format!(".min_length({length})"));
    }
    if let Some(length) = max_length(field) {
        out.push_str(&format!(".max_length({length})"));
    }
    if pattern(field).is_some() {
        out.push_str(&format!(".pattern(&{}_PATTERN)", static_name(field)));
    }
    if let Some(label) = title(field) {
        out.push_str(&format!(".title({})", rust_str(label)));
    }
    if let Some(help) = &field.help {
        out.push_str(&format!(".help({})", rust_str(help)));
    }
    if field.write_only {
        out.push_str(".write_only()");
    }
    out
}

/// A default as a Rust expression of the field's type.
pub fn default(field: &Field, value: &DefaultValue) -> String {
    match (value, &field.kind) {
        (DefaultValue::Now, Kind::Date) => "db::now().date_naive()".to_owned(),
        (DefaultValue::Now, Kind::Time) => "db::now().time()".to_owned(),
        (DefaultValue::Now, _) => "db::now()".to_owned(),
        (DefaultValue::Text(text), Kind::Enum(choices)) => {
            let known = choices.values.iter().find(|variant| variant.value == *text);
            let ident = known.map_or("", |variant| &variant.ident);
            format!("{}::{ident}", choices.type_name)
        }
        (DefaultValue::Text(text), _) => format!("{}.to_owned()", rust_str(text)),
        (DefaultValue::Integer(value), _) => value.to_string(),
        (DefaultValue::Float(value), _) => number(Number::Float(*value)),
        (DefaultValue::Decimal(value), _) => {
            format!("Decimal::new({}, {})", value.scaled, value.places)
        }
        (DefaultValue::Boolean(value), _) => value.to_string(),
        (DefaultValue::Uuid(text), _) => format!("uuid::uuid!({})", rust_str(text)),
        // Never fails: the check has read the same text.
        (DefaultValue::Date(text) | DefaultValue::Time(text) | DefaultValue::DateTime(text), _) => {
            format!("{}.parse().unwrap_or_default()", rust_str(text))
        }
        (DefaultValue::Json(value), _) => format!("serde_json::json!({})", rust_json(value)),
    }
}

/// The regular expression of a field's rule: its own, or that of Django's slugs.
pub fn pattern(field: &Field) -> Option<String> {
    let own = field.pattern.clone();
    own.or_else(|| match field.kind {
        Kind::Slug { .. } => Some("^[-a-zA-Z0-9_]+$".to_owned()),
        _ => None,
    })
}

/// The name of the static that holds the rule: `AUTHOR_ID`.
pub fn static_name(field: &Field) -> String {
    let name = field.json_name.to_ascii_uppercase();
    if matches!(name.as_str(), "COLUMNS" | "LIST" | "NOT_FOUND" | "EXPAND") {
        return format!("{name}_");
    }
    name
}

/// A column as it stands in a Rust string that holds SQL.
pub fn sql_in_rust(name: &str) -> String {
    sql::name(name).replace('"', "\\\"")
}

pub fn title(field: &Field) -> Option<&str> {
    // The label that the spec itself gives; the one made from the name is the title anyway.
    let made = crate::spec::name::sentence(&field.name);
    (field.label != made).then_some(field.label.as_str())
}

/// The greatest length that the rule has to be told: that of an email address it knows.
pub fn max_length(field: &Field) -> Option<u32> {
    let standard = matches!((&field.kind, field.max_length), (Kind::Email, Some(254)));
    field.max_length.filter(|_| !standard)
}

/// Whether the rule of an address is told more than its name.
pub fn is_limited(field: &Field) -> bool {
    let least = field.min_length.unwrap_or_default();
    least > 0 || max_length(field).is_some() || pattern(field).is_some()
}

fn id_rule(id: IdType) -> &'static str {
    match id {
        IdType::Integer => "Integer",
        IdType::Uuid => "Uuid",
    }
}

fn constructor(field: &Field) -> &'static str {
    match &field.kind {
        Kind::Reference(reference) => id_rule(reference.id),
        _ => name_of(field),
    }
}

fn name_of(field: &Field) -> &'static str {
    match &field.kind {
        Kind::String | Kind::Text | Kind::Slug { .. } => "Text",
        Kind::Email => "Email",
        Kind::Url => "Url",
        Kind::Integer => "Integer",
        Kind::Float => "Float",
        Kind::Decimal { .. } => "Decimal",
        Kind::Boolean => "Boolean",
        Kind::Date => "Date",
        Kind::Time => "Time",
        Kind::DateTime => "DateTime",
        Kind::Uuid => "Uuid",
        Kind::Json => "Json",
        Kind::Enum(_) => "Choice",
        Kind::Reference(_) | Kind::Many(_) => "Integer",
    }
}

/// The bounds of a decimal are text: it has no literals.
fn bound_text(bound: Number) -> String {
    match bound {
        Number::Decimal(value) => rust_str(&value.to_string()),
        other => number(other),
    }
}

fn number(value: Number) -> String {
    match value {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => format!("{value:?}"),
        Number::Decimal(value) => value.to_string(),
    }
}
