//! What the template of a model's tests sees: bodies to send, answers to expect.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::project::escape::{rust_json, rust_str};
use crate::spec::field::{Field, Kind};
use crate::spec::model::{Model, Pagination, Spec};

/// How many different bodies a test can send.
const BODIES: usize = 3;

/// What stands in an expected answer for a value that differs from run to run.
const MASK: &str = "[any]";

/// The material for a model's tests.
#[derive(Clone, Debug, Serialize)]
pub struct TestView {
    /// Whether records can be made from samples: not where a pattern is too odd for one.
    pub creatable: bool,
    /// The records that a body refers to.
    pub parents: Vec<Parent>,
    /// The modules of these, once each, with the variable that holds the id.
    pub modules: Vec<Parent>,
    /// Bodies, as the text of a `json!`.
    pub bodies: Vec<String>,
    /// The answer to the first, as JSON, with what differs masked.
    pub answer: String,
    /// The fields that are masked in it, as Rust strings.
    pub masked: String,
    /// Whether records of other models need one of this model.
    pub is_parent: bool,
    /// The marks that make the answer a raw string.
    pub hashes: String,
    /// A field to change alone, with its value in the second body.
    pub change: Option<Change>,
    /// Whether the first body cannot be sent twice.
    pub unique: bool,
    /// The first field that a body must have.
    pub required: Option<String>,
    /// Whether a list is a page with a total.
    pub paged: bool,
}

/// A record that a body refers to.
#[derive(Clone, Debug, Serialize)]
pub struct Parent {
    /// The field that refers.
    pub field: String,
    /// The variable that holds the id.
    pub variable: String,
    /// The test module of the other model.
    pub module: String,
}

/// A field to change alone.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The field.
    pub field: String,
    /// Its new value, as JSON.
    pub value: String,
}

impl TestView {
    /// The material for `model`.
    pub fn of(spec: &Spec, model: &Model) -> TestView {
        let creatable = creatable(spec, model);
        let parents = parents(spec, model);
        let answer = answer(model);
        let masked = answer.as_object().into_iter().flatten();
        let masked = masked.filter(|(_, value)| *value == MASK);
        let masked: Vec<String> = masked.map(|(name, _)| rust_str(name)).collect();
        let answer = pretty(&answer);
        TestView {
            creatable,
            bodies: (0..BODIES).map(|n| body(model, &parents, n)).collect(),
            masked: masked.join(", "),
            is_parent: is_parent(spec, model),
            hashes: hashes(&answer),
            answer,
            change: model.fields.iter().find_map(change),
            modules: distinct(&parents),
            unique: model.fields.iter().any(|field| field.unique && sent(field)),
            required: model
                .fields
                .iter()
                .find(|field| field.required() && !has_source(field))
                .map(|field| field.json_name.clone()),
            paged: model.api.pagination == Pagination::Page,
            parents,
        }
    }
}

/// Whether samples make a body that the model takes.
fn creatable(spec: &Spec, model: &Model) -> bool {
    model
        .fields
        .iter()
        .filter(|field| field.required())
        .all(|field| {
            match field.reference() {
                // The check refuses circles of required references.
                Some(reference) => spec
                    .model(&reference.model)
                    .is_some_and(|other| creatable(spec, other)),
                None => field.sample(0).is_some(),
            }
        })
}

fn parents(spec: &Spec, model: &Model) -> Vec<Parent> {
    let required = model.fields.iter().filter(|field| field.required());
    let parents = required.filter_map(|field| {
        let other = spec.model(&field.reference()?.model)?;
        Some(Parent {
            field: field.json_name.clone(),
            variable: format!("{}_id", other.snake),
            module: other.plural_module.clone(),
        })
    });
    parents.collect()
}

/// The first parent of each module, sorted.
fn distinct(parents: &[Parent]) -> Vec<Parent> {
    let mut distinct = parents.to_vec();
    distinct.sort_by(|a, b| a.module.cmp(&b.module));
    distinct.dedup_by(|a, b| a.module == b.module);
    distinct
}

/// Whether a record that tests make refers to one of `model`.
fn is_parent(spec: &Spec, model: &Model) -> bool {
    let mut references = spec.references_to(model);
    references.any(|(owner, field)| field.required() && creatable(spec, owner))
}

/// Whether a body of the tests holds the field.
fn sent(field: &Field) -> bool {
    field.writable() && field.sample(0).is_some()
}

fn has_source(field: &Field) -> bool {
    matches!(&field.kind, Kind::Slug { from: Some(_) })
}

fn body(model: &Model, parents: &[Parent], n: usize) -> String {
    let mut lines: Vec<String> = parents
        .iter()
        .map(|parent| format!("{}: {}", json!(parent.field), parent.variable))
        .collect();
    for field in model.fields.iter().filter(|field| sent(field)) {
        if let Some(value) = field.sample(n) {
            lines.push(format!(
                "{}: {}",
                rust_str(&field.json_name),
                rust_json(&value)
            ));
        }
    }
    lines.join(", ")
}

/// The record that the first body becomes.
fn answer(model: &Model) -> Value {
    let mut answer = Map::new();
    answer.insert("id".to_owned(), json!(MASK));
    for field in model.fields.iter().filter(|field| field.readable()) {
        answer.insert(field.json_name.clone(), shown(field));
    }
    if model.timestamps {
        answer.insert("created_at".to_owned(), json!(MASK));
        answer.insert("updated_at".to_owned(), json!(MASK));
    }
    Value::Object(answer)
}

fn shown(field: &Field) -> Value {
    if field.many().is_some() {
        return json!([]);
    }
    if field.reference().is_some() {
        return if field.required() {
            json!(MASK)
        } else {
            Value::Null
        };
    }
    if sent(field) {
        return field.sample(0).unwrap_or_default();
    }
    if field.default.is_some() || has_source(field) {
        return json!(MASK);
    }
    Value::Null
}

fn change(field: &Field) -> Option<Change> {
    let simple = sent(field) && field.readable() && !field.unique;
    let value = field.sample(1).filter(|_| simple)?;
    (Some(&value) != field.sample(0).as_ref()).then(|| Change {
        field: field.json_name.clone(),
        value: rust_json(&value),
    })
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// As many marks as a raw string needs to hold `text`.
fn hashes(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    hashes
}
