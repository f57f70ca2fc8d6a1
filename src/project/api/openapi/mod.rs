//! The OpenAPI document that an emitted crate serves, straight from the spec.
//!
//! The crate makes its own from the types of its handlers. A snapshot of this one goes with it,
//! so that its tests compare the two: what the generator says, and what the code does.

mod operations;
mod properties;
mod rules;
mod schemas;

use serde_json::{Map, Value, json};

use crate::spec::field::Field;
use crate::spec::model::{Model, Spec};

/// The version of a new crate.
const VERSION: &str = "0.1.0";

/// Where the snapshot is.
pub const SNAPSHOT: &str = "tests/api/snapshots/api__docs__the_document_is_the_one_reviewed.snap";

/// The document.
pub fn document(spec: &Spec) -> Value {
    let mut models: Vec<_> = spec.models.iter().collect();
    models.sort_by_key(|model| &model.plural_module);
    let paths = models.iter().flat_map(|model| operations::paths(model));
    json!({
        "openapi": "3.1.0",
        "info": { "title": spec.project.title, "version": VERSION },
        "paths": paths.collect::<Map<String, Value>>(),
        "components": { "schemas": schemas::all(spec) },
    })
}

/// The document as insta keeps it for the emitted test.
pub fn snapshot(spec: &Spec) -> String {
    let mut document = document(spec);
    as_received(&mut document);
    format!(
        "---\n\
         source: tests/api/docs.rs\n\
         expression: \"format!(\\\"{{:#}}\\\", answer.body)\"\n\
         ---\n\
         {document:#}\n"
    )
}

/// Numbers keep their digits when they are read, all but an exponent, which is given its sign.
fn as_received(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Ok(read) = number.to_string().parse() {
                *number = read;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(as_received),
        Value::Object(fields) => fields.values_mut().for_each(as_received),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// The fields whose records an answer can hold.
fn embedded(model: &Model) -> impl Iterator<Item = &Field> {
    let shown = model.fields.iter().filter(|field| field.readable());
    shown.filter(|field| field.reference().is_some() || field.many().is_some())
}

/// A reference to a schema of the document.
fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// `fields` in front of those of `schema`.
fn extended(fields: Map<String, Value>, schema: Value) -> Map<String, Value> {
    let mut fields = fields;
    if let Value::Object(schema) = schema {
        fields.extend(schema);
    }
    fields
}

/// A schema that also takes `null`.
fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

#[cfg(test)]
mod tests;
