//! The operations: what each path takes and answers.

use serde_json::{Map, Value, json};

use super::{embedded, extended, reference, rules, schemas};
use crate::project::api::model_view::plural_snake;
use crate::spec::model::{IdType, Model, Pagination};
use crate::spec::name;

/// The errors that operations answer with.
const ERRORS: [(&str, &str); 7] = [
    ("400", "Bad Request"),
    ("404", "Not Found"),
    ("409", "Conflict"),
    ("413", "Content Too Large"),
    ("422", "Validation Error"),
    ("500", "Internal Server Error"),
    ("503", "Service Unavailable"),
];

/// The two paths of a model.
pub fn paths(model: &Model) -> [(String, Value); 2] {
    let (one, many) = (&model.snake, plural_snake(model));
    let all = Path::new(model, false);
    let single = Path::new(model, true);
    let expand = || expand(model);
    let list = all.operation("get", &format!("list_{many}"), list_parameters(model), None);
    let create = all.operation(
        "post",
        &format!("create_{one}"),
        Vec::new(),
        Some(model.create_type()),
    );
    let get = single.operation(
        "get",
        &format!("get_{one}"),
        expand().into_iter().collect(),
        None,
    );
    let replace = single.operation(
        "put",
        &format!("replace_{one}"),
        Vec::new(),
        Some(model.create_type()),
    );
    let delete = single.operation("delete", &format!("delete_{one}"), Vec::new(), None);
    let update = single.operation(
        "patch",
        &format!("update_{one}"),
        Vec::new(),
        Some(model.update_type()),
    );
    [
        (all.path, json!({ "get": list, "post": create })),
        (
            single.path,
            json!({ "get": get, "put": replace, "delete": delete, "patch": update }),
        ),
    ]
}

/// A path of a model.
struct Path<'a> {
    model: &'a Model,
    path: String,
    /// Whether it holds an id.
    single: bool,
}

impl<'a> Path<'a> {
    fn new(model: &'a Model, single: bool) -> Path<'a> {
        let path = match single {
            false => format!("/{}", model.path),
            true => format!("/{}/{{{}}}", model.path, model.id_param),
        };
        Path {
            model,
            path,
            single,
        }
    }

    /// The operation of a handler; `body` is the name of what it takes.
    fn operation(
        &self,
        method: &str,
        handler: &str,
        query: Vec<Value>,
        body: Option<String>,
    ) -> Value {
        let id = format!("{handler}{}_{method}", self.path);
        let id = id.replace(|c: char| !c.is_alphanumeric(), "_");
        let mut parameters: Vec<Value> = self
            .single
            .then(|| id_parameter(self.model))
            .into_iter()
            .collect();
        parameters.extend(query);
        let mut operation = Map::new();
        operation.insert("summary".to_owned(), name::title(handler).into());
        operation.insert("operationId".to_owned(), id.clone().into());
        let responses = self.responses(method, &id, !parameters.is_empty(), body.is_some());
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), parameters.into());
        }
        if let Some(body) = body {
            let schema = reference(&body);
            let body = json!({ "content": json_content(schema), "required": true });
            operation.insert("requestBody".to_owned(), body);
        }
        operation.insert("responses".to_owned(), responses.into());
        operation.insert("tags".to_owned(), json!([self.model.path]));
        operation.into()
    }

    fn responses(
        &self,
        method: &str,
        id: &str,
        has_parameters: bool,
        has_body: bool,
    ) -> Map<String, Value> {
        let mut responses = Map::new();
        let (status, schema) = self.success(method, id);
        let mut success = Map::new();
        success.insert("description".to_owned(), "Successful Response".into());
        success.extend(schema.map(|schema| ("content".to_owned(), json_content(schema))));
        responses.insert(status.to_owned(), success.into());
        let possible = |status: &str| match status {
            "400" | "413" => has_body,
            "404" => self.single,
            "409" => method != "get",
            "422" => has_body || has_parameters,
            _ => true,
        };
        for (status, description) in ERRORS.into_iter().filter(|(status, _)| possible(status)) {
            let schema = if status == "422" {
                schemas::VALIDATION
            } else {
                schemas::PROBLEM
            };
            let content = json_content(reference(schema));
            let error = json!({ "description": description, "content": content });
            responses.insert(status.to_owned(), error);
        }
        responses
    }

    /// The status of what went well, and what comes with it.
    fn success(&self, method: &str, id: &str) -> (&'static str, Option<Value>) {
        let record = || reference(&self.model.type_name);
        match (method, self.single) {
            ("post", _) => ("201", Some(record())),
            ("delete", _) => ("204", None),
            (_, true) => ("200", Some(record())),
            (_, false) if self.model.api.pagination == Pagination::Page => {
                ("200", Some(reference(&schemas::page_name(self.model))))
            }
            (_, false) => {
                let title = name::title(&format!("response_{id}"));
                let list = json!({ "type": "array", "items": record(), "title": title });
                ("200", Some(list))
            }
        }
    }
}

fn json_content(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn id_parameter(model: &Model) -> Value {
    let name = &model.id_param;
    let mut schema = json!({ "type": model.id.json_type() });
    if let Some(format) = model.id.json_format() {
        schema["format"] = format.into();
    }
    schema["title"] = name::title(name).into();
    json!({ "in": "path", "name": name, "required": true, "schema": schema })
}

/// A parameter of the query, whose schema is `schema` under a title.
fn query_parameter(name: &str, description: Option<&str>, schema: Value) -> Value {
    let is_list = schema["type"] == "array";
    let mut about = Map::new();
    if schema.get("$ref").is_none() {
        about.insert("title".to_owned(), name::title(name).into());
    }
    let mut parameter = Map::new();
    parameter.insert("in".to_owned(), "query".into());
    parameter.insert("name".to_owned(), name.into());
    if let Some(description) = description {
        about.insert("description".to_owned(), description.into());
        parameter.insert("description".to_owned(), description.into());
    }
    parameter.insert("schema".to_owned(), extended(about, schema).into());
    parameter.insert("required".to_owned(), false.into());
    if is_list {
        parameter.insert("explode".to_owned(), false.into());
    }
    parameter.into()
}

/// What the query of a list can hold.
fn list_parameters(model: &Model) -> Vec<Value> {
    let mut parameters = Vec::from(window(model));
    if !model.api.order.is_empty() {
        let columns = model.api.order.iter().map(|name| column(model, name));
        let term = format!("-?({})", columns.collect::<Vec<_>>().join("|"));
        let pattern = format!("^{term}(,{term})*$");
        let schema = json!({ "type": "string", "pattern": pattern });
        parameters.push(query_parameter("order_by", None, schema));
    }
    if !model.api.search.is_empty() {
        let schema = json!({ "type": "string", "maxLength": 200 });
        let description = Some("Words that all have to be found");
        parameters.push(query_parameter("search", description, schema));
    }
    for name in &model.api.filter {
        parameters.extend(filter(model, name));
    }
    parameters.extend(expand(model));
    parameters
}

/// Which part of the list.
fn window(model: &Model) -> [Value; 2] {
    let size = model.api.page_size;
    let integer = |min: i64, max: i64, default: i64| json!({ "type": "integer", "maximum": max, "minimum": min, "default": default });
    let size = integer(1, model.api.max_page_size.into(), size.into());
    let (first, second, start) = match model.api.pagination {
        Pagination::Offset => ("skip", "limit", 0),
        Pagination::Page => ("page", "size", 1),
    };
    [
        query_parameter(first, None, integer(start, i64::MAX, start)),
        query_parameter(second, None, size),
    ]
}

fn column<'a>(model: &'a Model, name: &'a str) -> &'a str {
    model.field(name).map_or(name, |field| &field.column)
}

/// The comparisons of a filter.
fn filter(model: &Model, name: &str) -> Vec<Value> {
    let field = model.field(name);
    let (json_name, schema, ordered) = match field {
        Some(field) => (
            field.json_name.as_str(),
            rules::schema(field),
            rules::is_ordered(field),
        ),
        None if name == "id" => (name, rules::id(model.id), model.id == IdType::Integer),
        None => (name, rules::moment(), true),
    };
    let list = json!({ "type": "array", "items": schema, "minItems": 1, "maxItems": 100 });
    let mut comparisons = vec![("", schema.clone()), ("_ne", schema.clone()), ("_in", list)];
    if ordered {
        comparisons.extend(["_ge", "_gt", "_le", "_lt"].map(|suffix| (suffix, schema.clone())));
    }
    if field.is_some_and(|field| field.optional) {
        comparisons.push(("_isnull", json!({ "type": "boolean" })));
    }
    let comparisons = comparisons.into_iter();
    comparisons
        .map(|(suffix, schema)| query_parameter(&format!("{json_name}{suffix}"), None, schema))
        .collect()
}

/// Which related records an answer shall hold.
fn expand(model: &Model) -> Option<Value> {
    let names: Vec<&str> = embedded(model).map(|field| field.name.as_str()).collect();
    let items = json!({ "type": "string", "enum": names });
    let schema = json!({ "type": "array", "items": items, "minItems": 1 });
    (!names.is_empty()).then(|| query_parameter("expand", None, schema))
}
