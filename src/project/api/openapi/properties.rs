//! The fields of a record, as clients send them and as they see them.

use serde_json::{Map, Value, json};

use super::{embedded, extended, or_null, reference, rules};
use crate::project::api::rule;
use crate::spec::field::{Field, Kind};
use crate::spec::model::{IdType, Model, Spec};
use crate::spec::name;

/// The fields that a client can send, as the pairs of an object; `creates` where they make a
/// record, which absent ones have defaults for.
pub fn sent(model: &Model, creates: bool) -> Map<String, Value> {
    let fields = model.fields.iter().filter(|field| field.writable());
    fields
        .map(|field| (field.json_name.clone(), input(field, creates)))
        .collect()
}

fn input(field: &Field, creates: bool) -> Value {
    let schema = rules::schema(field);
    let mut about = Map::new();
    if let Some(title) = rule::title(field) {
        about.insert("title".to_owned(), title.into());
    } else if schema.get("$ref").is_none() {
        about.insert("title".to_owned(), field.title.clone().into());
    }
    if let Some(help) = &field.help {
        about.insert("description".to_owned(), help.clone().into());
    }
    let schema = if field.optional {
        or_null(schema)
    } else {
        schema
    };
    let mut property = extended(about, schema);
    if field.write_only {
        property.insert("writeOnly".to_owned(), true.into());
    }
    if creates && let Some(default) = rules::default(field) {
        property.insert("default".to_owned(), default);
    }
    property.into()
}

/// The fields that a client is shown, and the names of those that are always there.
pub fn shown(spec: &Spec, model: &Model) -> (Map<String, Value>, Vec<String>) {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), titled("id", id(model.id)));
    for field in model.fields.iter().filter(|field| field.readable()) {
        properties.insert(field.json_name.clone(), output(field));
    }
    if model.timestamps {
        for name in ["created_at", "updated_at"] {
            properties.insert(name.to_owned(), titled(name, rules::moment()));
        }
    }
    let always = properties.keys().cloned().collect();
    for field in embedded(model) {
        properties.insert(field.name.clone(), related(spec, field));
    }
    (properties, always)
}

fn titled(name: &str, mut schema: Value) -> Value {
    schema["title"] = name::title(name).into();
    schema
}

fn id(id: IdType) -> Value {
    let mut schema = json!({ "type": id.json_type() });
    if let Some(format) = id.json_format() {
        schema["format"] = format.into();
    }
    schema
}

fn output(field: &Field) -> Value {
    let schema = value(field);
    let is_named = schema.get("$ref").is_some();
    // Any JSON is `null` too.
    let nullable = field.optional && field.kind != Kind::Json;
    let mut about = Map::new();
    let title = rule::title(field);
    about.extend(title.map(|title| ("title".to_owned(), title.into())));
    let help = field.help.clone();
    about.extend(help.map(|help| ("description".to_owned(), help.into())));
    let schema = if nullable { or_null(schema) } else { schema };
    let mut property = extended(about, schema);
    if !is_named && title.is_none() {
        property.insert("title".to_owned(), field.title.clone().into());
    }
    property.into()
}

/// The schema of a value that is there.
fn value(field: &Field) -> Value {
    match &field.kind {
        Kind::Decimal { .. } => json!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" }),
        Kind::Enum(choices) => reference(&choices.type_name),
        Kind::Json => json!({}),
        Kind::Many(many) => json!({ "type": "array", "items": id(many.id) }),
        // It has no offset, which the format `time` asks for.
        Kind::Time => json!({ "type": "string", "format": "partial-time" }),
        _ => rules::plain(field),
    }
}

/// The record or records that a field refers to.
fn related(spec: &Spec, field: &Field) -> Value {
    let other = |name: &str| reference(spec.model(name).map_or(name, |model| &model.type_name));
    let description = format!("Only where the request says `?expand={}`.", field.name);
    let schema = match (&field.kind, field.optional) {
        (Kind::Many(many), _) => json!({ "type": "array", "items": other(&many.model) }),
        (Kind::Reference(to), true) => or_null(other(&to.model)),
        (Kind::Reference(to), false) => other(&to.model),
        _ => json!({}),
    };
    let about = Map::from_iter([("description".to_owned(), description.into())]);
    let mut schema = extended(about, schema);
    if field.many().is_some() {
        schema.insert("title".to_owned(), name::title(&field.name).into());
    }
    schema.into()
}
