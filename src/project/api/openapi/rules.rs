//! The schemas of what clients send: those of the rules in the emitted `src/validate/`.

use chrono::{DateTime, NaiveTime, SecondsFormat};
use serde_json::{Map, Value, json};

use super::reference;
use crate::project::api::rule;
use crate::spec::field::{Field, Kind};
use crate::spec::model::IdType;
use crate::spec::value::{Decimal, DefaultValue, Number};

/// No text that is longer is taken for a URL.
const MAX_URL: u32 = 2083;

/// Domains that no mail is sent to.
const SPECIAL_DOMAINS: [&str; 6] = ["arpa", "invalid", "local", "localhost", "onion", "test"];

/// The schema of a value that is there.
pub fn schema(field: &Field) -> Value {
    match &field.kind {
        Kind::String | Kind::Text | Kind::Slug { .. } => limited(field, plain(field)),
        Kind::Email => limited(field, email()),
        Kind::Url => limited(
            field,
            json!({ "type": "string", "format": "uri", "maxLength": MAX_URL, "minLength": 1 }),
        ),
        Kind::Integer => integer(field),
        Kind::Float => float(field),
        Kind::Decimal { digits, places } => decimal(field, *digits, *places),
        Kind::Enum(choices) => reference(&choices.type_name),
        Kind::Reference(to) => id(to.id),
        Kind::Many(many) => json!({ "type": "array", "items": id(many.id) }),
        Kind::Json => json!({}),
        Kind::Boolean | Kind::Date | Kind::Time | Kind::DateTime | Kind::Uuid => plain(field),
    }
}

/// Whether a list can be filtered by more and less.
pub fn is_ordered(field: &Field) -> bool {
    match &field.kind {
        Kind::Boolean | Kind::Uuid | Kind::Json | Kind::Enum(_) | Kind::Many(_) => false,
        Kind::Reference(reference) => reference.id == IdType::Integer,
        _ => true,
    }
}

/// The id of another record.
pub fn id(id: IdType) -> Value {
    match id {
        IdType::Integer => json!({ "type": "integer", "maximum": i64::MAX, "minimum": i64::MIN }),
        IdType::Uuid => json!({ "type": "string", "format": "uuid" }),
    }
}

/// When a record was written.
pub fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

/// The type of a field with its format.
pub fn plain(field: &Field) -> Value {
    let mut schema = json!({ "type": field.json_type() });
    if let Some(format) = field.json_format() {
        schema["format"] = format.into();
    }
    schema
}

/// What an absent field becomes, where that is known beforehand.
pub fn default(field: &Field) -> Option<Value> {
    if field.many().is_some() {
        return Some(json!([]));
    }
    Some(match field.default.as_ref()? {
        DefaultValue::Now => return None,
        DefaultValue::Text(text) | DefaultValue::Date(text) | DefaultValue::Uuid(text) => {
            json!(text)
        }
        DefaultValue::Time(text) => json!(clock(text)),
        DefaultValue::DateTime(text) => json!(instant(text)),
        DefaultValue::Integer(value) => json!(value),
        DefaultValue::Float(value) => json!(value),
        DefaultValue::Decimal(value) => json!(value.to_string()),
        DefaultValue::Boolean(value) => json!(value),
        DefaultValue::Json(value) => value.clone(),
    })
}

/// A time with as many digits of a second as chrono writes: none, three or six.
fn clock(text: &str) -> String {
    let time: Result<NaiveTime, _> = text.parse();
    time.map_or(text.to_owned(), |time| format!("{time:?}"))
}

/// The same for a moment.
fn instant(text: &str) -> String {
    let moment = DateTime::parse_from_rfc3339(text);
    moment.map_or(text.to_owned(), |moment| {
        moment.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    })
}

/// The schema of a text within the limits of the field.
fn limited(field: &Field, mut schema: Value) -> Value {
    if let Some(max) = rule::max_length(field) {
        schema["maxLength"] = max.into();
    }
    if let Some(min) = field.min_length.filter(|min| *min > 0) {
        schema["minLength"] = min.into();
    }
    match (rule::pattern(field), schema.get("pattern")) {
        (Some(pattern), None) => schema["pattern"] = pattern.into(),
        (Some(pattern), Some(_)) => schema["allOf"] = json!([{ "pattern": pattern }]),
        (None, _) => {}
    }
    schema
}

fn email() -> Value {
    let any_case = |c: char| format!("[{c}{}]", c.to_ascii_uppercase());
    let domains = SPECIAL_DOMAINS.map(|name| name.chars().map(any_case).collect::<String>());
    let pattern = format!("^(?!.*[.@]({})$)", domains.join("|"));
    json!({ "type": "string", "format": "email", "pattern": pattern })
}

fn integer(field: &Field) -> Value {
    let (max, min) = (field.max.map(number), field.min.map(number));
    json!({
        "type": "integer",
        "maximum": max.unwrap_or(i64::MAX.into()),
        "minimum": min.unwrap_or(i64::MIN.into()),
    })
}

fn float(field: &Field) -> Value {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "number".into());
    schema.extend(field.max.map(|max| ("maximum".to_owned(), number(max))));
    schema.extend(field.min.map(|min| ("minimum".to_owned(), number(min))));
    schema.into()
}

/// Text is documented where a pattern tells all of it.
fn decimal(field: &Field, digits: u32, places: u32) -> Value {
    let scaled = 10_i64.pow(digits.min(18)) - 1;
    let bound = |bound: Option<Number>, scaled| {
        number(bound.unwrap_or(Number::Decimal(Decimal { scaled, places })))
    };
    let numbers = json!({
        "type": "number",
        "maximum": bound(field.max, scaled),
        "minimum": bound(field.min, -scaled),
        "multipleOf": bound(None, 1),
    });
    if field.max.is_some() || field.min.is_some() {
        return numbers;
    }
    let fraction = match places {
        0 => String::new(),
        places => format!(r"(\.[0-9]{{1,{places}}})?"),
    };
    let whole = digits.saturating_sub(places).max(1);
    let pattern = format!("^-?[0-9]{{1,{whole}}}{fraction}$");
    json!({ "anyOf": [numbers, { "type": "string", "pattern": pattern }] })
}

/// A bound with all its digits.
fn number(bound: Number) -> Value {
    match bound {
        Number::Integer(value) => value.into(),
        Number::Float(value) => value.into(),
        Number::Decimal(value) => serde_json::from_str(&value.to_string()).unwrap_or_default(),
    }
}
