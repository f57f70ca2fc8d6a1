//! The life of records of any spec, over HTTP.

use scaffold::spec::field::{Field, Kind, OnDelete};
use scaffold::spec::model::{Model, Pagination, Spec};
use serde_json::{Map, Value, json};

use crate::client::Client;
use crate::project::Project;
use crate::server::Server;

/// How many records each model gets.
const RECORDS: usize = 3;

/// Numbers of bodies for the last of them: other values, the same references, so that what is
/// unique together stays so.
const REPLACED: usize = 2 * RECORDS - 1;
const CHANGED: usize = 3 * RECORDS - 1;

#[test]
fn records_of_the_blog_live() {
    serve(Project::blog());
}

#[test]
fn records_of_the_shop_live() {
    serve(Project::shop());
}

/// Creates records of each model of a project.
pub fn fill(project: &Project, client: Client) {
    let spec = project.spec();
    let mut world = World {
        spec: &spec,
        client,
        records: Vec::new(),
    };
    for model in parents_first(&spec) {
        for n in 0..RECORDS {
            world.create(model, n);
        }
    }
}

/// Builds a project, starts it, and exercises all of its models.
pub fn serve(project: &Project) {
    let spec = project.spec();
    for server in Server::each(&project.program()) {
        exercise(&spec, server.client);
        server.assert_no_error();
    }
}

/// Creates, reads, lists, replaces, changes and deletes records of each model, and asks for what
/// must be refused.
fn exercise(spec: &Spec, client: Client) {
    let mut world = World {
        spec,
        client,
        records: Vec::new(),
    };
    for model in parents_first(spec) {
        for n in 0..RECORDS {
            world.create(model, n);
        }
        world.replace(model);
        world.change(model);
        world.refuse(model);
        world.list(model);
        world.expand(model);
    }
    world.delete_what_is_referred_to();
    world.delete_the_rest();
}

/// A record that is there.
struct Record<'a> {
    model: &'a Model,
    /// Where it is.
    path: String,
    /// What was sent for it last.
    sent: Map<String, Value>,
    id: Value,
}

struct World<'a> {
    spec: &'a Spec,
    client: Client,
    /// In the order of their creation.
    records: Vec<Record<'a>>,
}

impl<'a> World<'a> {
    fn create(&mut self, model: &'a Model, n: usize) {
        let sent = self.body(model, n);
        let answer = self
            .client
            .post(&path(model), &Value::Object(sent.clone()))
            .expect(201);
        assert_shown(model, &sent, &answer);
        let id = answer["id"].clone();
        let path = format!("{}/{}", path(model), plain(&id));
        assert_eq!(self.client.get(&path).expect(200), answer);
        self.records.push(Record {
            model,
            path,
            sent,
            id,
        });
    }

    fn replace(&mut self, model: &'a Model) {
        let body = self.body(model, REPLACED);
        let last = self.last(model);
        let answer = self
            .client
            .send("PUT", &last.path, Some(&Value::Object(body.clone())));
        let answer = answer.expect(200);
        assert_shown(model, &body, &answer);
        assert_eq!(self.client.get(&last.path).expect(200), answer);
        let at = self.records.len() - 1;
        self.records[at].sent = body;
    }

    fn change(&mut self, model: &'a Model) {
        let before = self.client.get(&self.last(model).path).expect(200);
        assert_eq!(
            self.patch(model, json!({})).expect(200),
            before,
            "unset is not null"
        );
        let mut changes = Map::new();
        for field in model.fields.iter().filter(|field| field.writable()) {
            let Some(value) = self.value(model, field, CHANGED) else {
                continue;
            };
            let change = Map::from_iter([(field.json_name.clone(), value)]);
            let answer = self.patch(model, Value::Object(change.clone())).expect(200);
            assert_shown(model, &change, &answer);
            let null = self.patch(model, json!({ &*field.json_name: null }));
            match field.optional {
                true => {
                    let null = null.expect(200);
                    assert!(
                        !field.readable() || null[&field.json_name].is_null(),
                        "{null}"
                    );
                    self.patch(model, Value::Object(change.clone())).expect(200);
                }
                false if matches!(field.kind, Kind::Json) => {}
                false => {
                    null.expect(422);
                }
            }
            changes.extend(change);
        }
        let at = self.records.len() - 1;
        self.records[at].sent.extend(changes);
    }

    fn refuse(&self, model: &'a Model) {
        let absent = match model.id {
            scaffold::spec::model::IdType::Integer => "424242",
            scaffold::spec::model::IdType::Uuid => "00000000-0000-7000-8000-000000000000",
        };
        let absent_path = format!("{}/{absent}", path(model));
        let detail = json!({ "detail": format!("{} not found", model.singular) });
        let body = Value::Object(self.last(model).sent.clone());
        for (method, body) in [
            ("GET", None),
            ("PUT", Some(&body)),
            ("PATCH", Some(&json!({}))),
            ("DELETE", None),
        ] {
            let answer = self.client.send(method, &absent_path, body).expect(404);
            assert_eq!(answer, detail, "{method} {absent_path}");
        }
        self.client.get(&format!("{}/x", path(model))).expect(422);
        self.client.post(&path(model), &json!([])).expect(422);

        for field in model.fields.iter().filter(|field| field.writable()) {
            let name = &*field.json_name;
            if !matches!(field.kind, Kind::Json) {
                let answer = self.patch(model, json!({ name: {} })).expect(422);
                assert_eq!(
                    answer["detail"][0]["loc"],
                    json!(["body", name]),
                    "{answer}"
                );
            }
            if field.required() {
                let mut body = self.last(model).sent.clone();
                body.remove(name);
                let answer = self
                    .client
                    .post(&path(model), &Value::Object(body))
                    .expect(422);
                assert_eq!(answer["detail"][0]["type"], "missing", "{answer}");
            }
            if field.reference().is_some() {
                let answer = self
                    .patch(model, json!({ name: absent_like(field) }))
                    .expect(409);
                let detail = answer["detail"].as_str().unwrap();
                assert!(
                    detail.starts_with(&format!("{name} refers to a ")),
                    "{detail}"
                );
            }
            if field.unique {
                let first = self
                    .records
                    .iter()
                    .find(|record| record.model.name == model.name);
                let taken = &first.unwrap().sent[name];
                let answer = self.patch(model, json!({ name: taken })).expect(409);
                let detail = format!("{} with this {name} already exists", model.singular);
                assert_eq!(answer["detail"], detail);
            }
        }
    }

    /// Asks for lists with every parameter that the spec offers.
    fn list(&self, model: &'a Model) {
        let all = self.listed(model, "");
        assert_eq!(all.len(), RECORDS.min(model.api.page_size as usize));
        for name in &model.api.filter {
            let Some(field) = model.field(name) else {
                continue;
            };
            let name = &field.json_name;
            let Some(value) = self.last(model).sent.get(name) else {
                continue;
            };
            let found = self.listed(model, &format!("{name}={}", encoded(&plain(value))));
            assert!(
                found.iter().all(|record| record[name] == *value),
                "{name}={value} {found:?}"
            );
            assert!(!found.is_empty(), "{name}={value}");
            let found = self.listed(model, &format!("{name}_ne={}", encoded(&plain(value))));
            assert!(
                found.iter().all(|record| record[name] != *value),
                "{name}_ne={value} {found:?}"
            );
            if field.optional {
                let found = self.listed(model, &format!("{name}_isnull=true"));
                assert!(
                    found.iter().all(|record| record[name].is_null()),
                    "{name} {found:?}"
                );
            }
        }
        for name in &model.api.order {
            let name = model.field(name).map_or(name, |field| &field.json_name);
            let up = self.listed(model, &format!("order_by={name}"));
            assert_eq!(up.len(), all.len());
            self.listed(model, &format!("order_by=-{name}"));
        }
        if !model.api.search.is_empty() {
            let found = self.listed(model, "search=no%20such%20words");
            assert!(found.is_empty(), "{found:?}");
        }
    }

    fn listed(&self, model: &Model, query: &str) -> Vec<Value> {
        let list = self
            .client
            .get(&format!("{}?{query}", path(model)))
            .expect(200);
        let items = match model.api.pagination {
            Pagination::Offset => &list,
            Pagination::Page => &list["items"],
        };
        items.as_array().unwrap().clone()
    }

    /// Asks for the records that others refer to inside these.
    fn expand(&self, model: &'a Model) {
        let last = self.last(model);
        for field in model.fields.iter().filter(|field| field.readable()) {
            let Some(id) = last.sent.get(&field.json_name) else {
                continue;
            };
            let path = format!("{}?expand={}", last.path, field.name);
            if field.reference().is_some() {
                let answer = self.client.get(&path).expect(200);
                assert_eq!(answer[&field.name]["id"], *id, "{answer}");
            } else if field.many().is_some() {
                let answer = self.client.get(&path).expect(200);
                let ids = answer[&field.name].as_array().unwrap().iter();
                let ids: Vec<&Value> = ids.map(|record| &record["id"]).collect();
                assert_eq!(json!(ids), *id, "{answer}");
            }
        }
    }

    /// Deletes the first record of each model, parents first: what refers to it keeps it, goes with
    /// it, or refers to nothing from then on.
    fn delete_what_is_referred_to(&mut self) {
        for model in parents_first(self.spec) {
            let first = self
                .records
                .iter()
                .position(|record| record.model.name == model.name);
            let Some(first) = first else {
                continue;
            };
            let answer = self.client.send("DELETE", &self.records[first].path, None);
            if answer.status == 409 {
                let mut others = self.spec.models.iter().flat_map(|model| &model.fields);
                let kept = others.any(|field| on_delete(field) == Some(OnDelete::Restrict));
                assert!(kept, "{}", answer.text());
                continue;
            }
            answer.expect(204);
            let deleted = self.records.remove(first);
            self.client.get(&deleted.path).expect(404);
            self.forget(&deleted);
        }
    }

    /// Checks what became of the records that referred to the deleted one.
    fn forget(&mut self, deleted: &Record<'a>) {
        let mut gone = Vec::new();
        for record in &mut self.records {
            let answer = self.client.get(&record.path);
            let referring = referring(record, deleted);
            if referring
                .iter()
                .any(|field| on_delete(field) == Some(OnDelete::Cascade))
            {
                answer.expect(404);
            } else if answer.status == 404 {
                // By way of a third record.
            } else {
                let answer = answer.expect(200);
                for field in referring {
                    assert_ne!(
                        on_delete(field),
                        Some(OnDelete::Restrict),
                        "{}",
                        record.path
                    );
                    let left = if field.many().is_some() {
                        json!([])
                    } else {
                        Value::Null
                    };
                    assert!(
                        !field.readable() || answer[&field.json_name] == left,
                        "{answer}"
                    );
                    record.sent.insert(field.json_name.clone(), left);
                }
                continue;
            }
            gone.push(record.path.clone());
        }
        self.records.retain(|record| !gone.contains(&record.path));
    }

    fn delete_the_rest(&mut self) {
        while let Some(record) = self.records.pop() {
            let status = self.client.send("DELETE", &record.path, None).status;
            // 404: it went with a record that it referred to.
            assert!(matches!(status, 204 | 404), "{status} {}", record.path);
        }
        for model in &self.spec.models {
            let left = self.listed(model, "");
            assert!(left.is_empty(), "{left:?}");
        }
    }

    fn last(&self, model: &Model) -> &Record<'a> {
        let mut records = self.records.iter().rev();
        records
            .find(|record| record.model.name == model.name)
            .unwrap()
    }

    fn patch(&self, model: &Model, change: Value) -> crate::client::Answer {
        self.client
            .send("PATCH", &self.last(model).path, Some(&change))
    }

    /// A body with a value for every field that takes one.
    fn body(&self, model: &Model, n: usize) -> Map<String, Value> {
        let fields = model.fields.iter().filter(|field| field.writable());
        let values = fields.filter_map(|field| {
            let value = self.value(model, field, n);
            assert!(
                value.is_some() || !field.required(),
                "{} has no sample",
                field.name
            );
            Some((field.json_name.clone(), value?))
        });
        values.collect()
    }

    fn value(&self, model: &Model, field: &Field, n: usize) -> Option<Value> {
        let (other, many) = match &field.kind {
            Kind::Reference(reference) => (&reference.model, false),
            Kind::Many(many) => (&many.model, true),
            _ => return field.sample(n),
        };
        // A record that refers to itself could never be deleted where that is restricted.
        let count = if *other == model.name { 1 } else { RECORDS };
        let others = self
            .records
            .iter()
            .filter(|record| record.model.name == *other);
        let ids: Vec<&Value> = others.take(count).map(|record| &record.id).collect();
        let id = *ids.get(n % ids.len().max(1))?;
        Some(if many { json!([id]) } else { id.clone() })
    }
}

/// The models, each after those that its records cannot be without.
fn parents_first(spec: &Spec) -> Vec<&Model> {
    let mut sorted: Vec<&Model> = Vec::new();
    while sorted.len() < spec.models.len() {
        let ready = |model: &&Model| {
            let mut needed = model.fields.iter().filter(|field| field.required());
            needed.all(|field| {
                field.reference().is_none_or(|reference| {
                    sorted.iter().any(|model| model.name == reference.model)
                })
            })
        };
        let mut rest = spec.models.iter();
        let next =
            rest.find(|model| !sorted.iter().any(|done| done.name == model.name) && ready(model));
        sorted.push(next.expect("the check refuses circles of required references"));
    }
    sorted
}

/// Asserts that the answer holds what was sent, and nothing that is never shown.
fn assert_shown(model: &Model, sent: &Map<String, Value>, answer: &Value) {
    for field in &model.fields {
        let shown = answer.get(&field.json_name);
        match (field.readable(), sent.get(&field.json_name)) {
            (false, _) => assert_eq!(shown, None, "{}", field.json_name),
            (true, Some(value)) => assert_eq!(shown, Some(value), "{}", field.json_name),
            (true, None) => assert!(shown.is_some(), "{}", field.json_name),
        }
    }
}

/// The fields by which a record refers to another.
fn referring<'a>(record: &Record<'a>, other: &Record) -> Vec<&'a Field> {
    let fields = record.model.fields.iter().filter(|field| {
        let reference = field.reference().map(|reference| &reference.model);
        let target = reference.or(field.many().map(|many| &many.model));
        target == Some(&other.model.name)
            && match record.sent.get(&field.json_name) {
                Some(Value::Array(ids)) => ids.contains(&other.id),
                id => id == Some(&other.id),
            }
    });
    fields.collect()
}

fn on_delete(field: &Field) -> Option<OnDelete> {
    field.reference().map(|reference| reference.on_delete)
}

/// The id of no record.
fn absent_like(field: &Field) -> Value {
    match field.json_type() {
        "integer" => json!(424_242),
        _ => json!("00000000-0000-7000-8000-000000000000"),
    }
}

fn path(model: &Model) -> String {
    format!("/{}", model.path)
}

/// A value as paths and queries have it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Text as a part of a query.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
