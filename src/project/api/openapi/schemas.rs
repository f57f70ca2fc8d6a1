//! The schemas under names: records, what makes and changes them, enums, pages and errors.

use serde_json::{Map, Value, json};

use super::{properties, reference};
use crate::project::api::model_view::capital_singular;
use crate::spec::model::{Model, Pagination, Spec};

/// What is wrong with a request, all of it.
pub const VALIDATION: &str = "HTTPValidationError";

/// Why a request failed.
pub const PROBLEM: &str = "Problem";

/// All of them, sorted by name.
pub fn all(spec: &Spec) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = spec
        .models
        .iter()
        .flat_map(|model| of_model(spec, model))
        .collect();
    schemas.extend(errors());
    schemas.sort_keys();
    schemas
}

/// The name of the schema of a page.
pub fn page_name(model: &Model) -> String {
    format!("Page_{}_", model.type_name)
}

fn of_model(spec: &Spec, model: &Model) -> Vec<(String, Value)> {
    let name = &model.type_name;
    let required = model.fields.iter().filter(|field| field.required());
    let required: Vec<&str> = required.map(|field| field.json_name.as_str()).collect();
    let mut schemas = vec![
        (name.clone(), record(spec, model)),
        input(model.create_type(), properties::sent(model, true), required),
        input(
            model.update_type(),
            properties::sent(model, false),
            Vec::new(),
        ),
    ];
    if model.api.pagination == Pagination::Page {
        schemas.push((page_name(model), page(model)));
    }
    schemas.extend(enums(model));
    schemas
}

fn record(spec: &Spec, model: &Model) -> Value {
    let (properties, required) = properties::shown(spec, model);
    let description = match &model.help {
        Some(help) => help.clone(),
        None => format!("{} as clients see it.", capital_singular(model)),
    };
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "title": model.type_name,
    })
}

fn input(name: String, properties: Map<String, Value>, required: Vec<&str>) -> (String, Value) {
    let mut schema = json!({ "title": name, "properties": properties, "type": "object" });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    (name, schema)
}

fn enums(model: &Model) -> impl Iterator<Item = (String, Value)> {
    model.fields.iter().filter_map(|field| {
        let choices = field.enumeration()?;
        let words: Vec<&str> = choices
            .values
            .iter()
            .map(|word| word.value.as_str())
            .collect();
        let schema = json!({
            "description": format!("What `{}` can be.", field.json_name),
            "type": "string",
            "enum": words,
            "title": choices.type_name,
        });
        Some((choices.type_name.clone(), schema))
    })
}

fn page(model: &Model) -> Value {
    let count =
        |min: u32, title: &str| json!({ "type": "integer", "minimum": min, "title": title });
    let items = reference(&model.type_name);
    json!({
        "description": "One page of a list.",
        "type": "object",
        "properties": {
            "items": { "type": "array", "items": items, "title": "Items" },
            "total": {
                "description": "How many there are in all.",
                "type": "integer",
                "minimum": 0,
                "title": "Total",
            },
            "page": count(1, "Page"),
            "size": count(1, "Size"),
            "pages": count(0, "Pages"),
        },
        "required": ["items", "total", "page", "size", "pages"],
        "title": page_name(model),
    })
}

fn errors() -> [(String, Value); 3] {
    let place = json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] });
    let validation = json!({
        "properties": {
            "detail": { "items": reference("ValidationError"), "type": "array", "title": "Detail" },
        },
        "type": "object",
        "title": VALIDATION,
    });
    let issue = json!({
        "properties": {
            "loc": { "items": place, "type": "array", "title": "Location" },
            "msg": { "type": "string", "title": "Message" },
            "type": { "type": "string", "title": "Error Type" },
            "input": { "title": "Input" },
            "ctx": { "type": "object", "title": "Context" },
        },
        "type": "object",
        "required": ["loc", "msg", "type"],
        "title": "ValidationError",
    });
    let problem = json!({
        "properties": { "detail": { "type": "string", "title": "Detail" } },
        "type": "object",
        "required": ["detail"],
        "title": PROBLEM,
    });
    [
        (VALIDATION.to_owned(), validation),
        ("ValidationError".to_owned(), issue),
        (PROBLEM.to_owned(), problem),
    ]
}
