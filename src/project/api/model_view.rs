//! What a template sees of a model: finished text, no questions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::columns::{Getter, Insert, columns, getters, wrapped};
use super::field_view::{self, FieldView, LinkView, RelationView};
use super::list_view::ListView;
use super::rule::sql_in_rust;
use super::test_view::TestView;
use crate::spec::field::{Field, Kind, OnDelete};
use crate::spec::model::{IdType, Model, Spec};

/// A model as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct ModelView {
    /// The Rust type: `OrderItem`.
    pub name: String,
    /// The Rust type that creates one: `OrderItemCreate`.
    pub create_type: String,
    /// The Rust type that changes one: `OrderItemUpdate`.
    pub update_type: String,
    /// Its module: `order_item`.
    pub module: String,
    /// The module of its routes: `order_items`.
    pub plural_module: String,
    /// `order_item`, for the names of handlers; may be a keyword.
    pub snake: String,
    /// `order_items`, for the names of handlers.
    pub plural_snake: String,
    /// The table's own name.
    pub table: String,
    /// The table in a Rust string that holds SQL.
    pub table_sql: String,
    /// The URL path: `order-items`.
    pub path: String,
    /// The path parameter: `order_item_id`.
    pub id_param: String,
    /// For people: `Order Item`.
    pub singular: String,
    /// In a sentence: `order item`.
    pub singular_text: String,
    /// In a sentence: `an order item`.
    pub a_singular: String,
    /// At the start of a sentence: `An order item`.
    pub capital_singular: String,
    /// For people: `Order Items`.
    pub plural_title: String,
    /// In a sentence: `order items`.
    pub plural_text: String,
    /// What the spec says it is.
    pub help: Option<String>,
    /// What the documentation says of it beyond its doc comment.
    pub schemars: Option<String>,
    /// `i64` or `Uuid`.
    pub id_type: &'static str,
    /// Whether the id is made by the program.
    pub uuid_id: bool,
    /// Whether it has `created_at` and `updated_at`.
    pub timestamps: bool,
    /// All fields.
    pub fields: Vec<FieldView>,
    /// The columns of a public record, in a Rust string that holds SQL; with the id and the
    /// timestamps.
    pub columns: String,
    /// How each field of a public record is read from a row.
    pub getters: Vec<Getter>,
    /// The columns that an INSERT gives, as SQL in a Rust string.
    pub inserted_columns: String,
    /// Their numbers: `$1, $2, $2`.
    pub inserted_numbers: String,
    /// The values of these numbers, as Rust expressions.
    pub inserted: Vec<String>,
    /// Whether it has many-to-many fields.
    pub has_many: bool,
    /// Whether it refers to others, by reference or many-to-many.
    pub has_relations: bool,
    /// What a deletion can be refused for: model, table, column.
    pub kept_by: Vec<KeptBy>,
    /// Whether another model embeds it.
    pub embedded: bool,
    /// Foreign types to import, sorted.
    pub imports: Vec<String>,
    /// How its list works.
    pub list: ListView,
    /// The material for its tests.
    pub test: TestView,
    /// The modules of other models that it embeds, sorted.
    pub others: Vec<OtherView>,
}

/// A reference that keeps a record from being deleted.
#[derive(Clone, Debug, Serialize)]
pub struct KeptBy {
    /// The model that refers.
    pub model: String,
    /// Its table, in a Rust string that holds SQL.
    pub table: String,
    /// Its column, in a Rust string that holds SQL.
    pub column: String,
    /// Its field in JSON.
    pub field: String,
}

/// Another model that is embedded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OtherView {
    /// Its module.
    pub module: String,
    /// Its type.
    pub name: String,
}

impl ModelView {
    /// What templates see of `model`.
    pub fn of(spec: &Spec, model: &Model) -> ModelView {
        let fields: Vec<FieldView> = model
            .fields
            .iter()
            .map(|field| FieldView::of(model, field, relation(spec, model, field)))
            .collect();
        let insert = Insert::of(model, &fields);
        let related = |field: &FieldView| field.relation.is_some();
        ModelView {
            name: model.type_name.clone(),
            create_type: model.create_type(),
            update_type: model.update_type(),
            module: model.module.clone(),
            plural_module: model.plural_module.clone(),
            snake: model.snake.clone(),
            plural_snake: plural_snake(model),
            table: model.table.clone(),
            table_sql: sql_in_rust(&model.table),
            path: model.path.clone(),
            id_param: model.id_param.clone(),
            singular: model.singular.clone(),
            singular_text: model.singular.to_lowercase(),
            a_singular: with_article(&model.singular.to_lowercase()),
            capital_singular: capital_singular(model),
            plural_title: model.plural.clone(),
            plural_text: model.plural.to_lowercase(),
            help: model.help.clone(),
            schemars: model.help.as_deref().and_then(field_view::description),
            id_type: model.id.rust_type(),
            uuid_id: model.id == IdType::Uuid,
            timestamps: model.timestamps,
            columns: wrapped(&columns(model), "     "),
            getters: getters(model),
            inserted_columns: wrapped(&insert.columns, "         "),
            inserted_numbers: wrapped(&insert.numbers, "         "),
            inserted: insert.values,
            has_many: model.many().next().is_some(),
            has_relations: fields.iter().any(|field| related(field) && field.writable),
            kept_by: kept_by(spec, model),
            embedded: embedded(spec, model),
            imports: imports(model),
            list: ListView::of(model, &fields),
            test: TestView::of(spec, model),
            others: others(model, &fields),
            fields,
        }
    }
}

fn relation(spec: &Spec, model: &Model, field: &Field) -> Option<RelationView> {
    let (other, link) = match &field.kind {
        Kind::Reference(reference) => (&reference.model, None),
        Kind::Many(many) => {
            let link = LinkView {
                table: sql_in_rust(&many.table),
                from: sql_in_rust(&many.from_column),
                to: sql_in_rust(&many.to_column),
            };
            (&many.model, Some(link))
        }
        _ => return None,
    };
    let other = spec.model(other).unwrap_or(model);
    Some(RelationView {
        rename: (field.relation_ident.trim_start_matches("r#") != field.name)
            .then(|| field.name.clone()),
        embedded_type: embedded_type(field, &other.type_name),
        shown_type: shown_type(field, &other.type_name),
        ident: field.relation_ident.clone(),
        json_name: field.name.clone(),
        model: other.type_name.clone(),
        module: other.module.clone(),
        singular: other.singular.clone(),
        table: sql_in_rust(&other.table),
        id_type: other.id.rust_type(),
        optional: field.optional,
        link,
    })
}

/// The type of an embedded record: absent, or there; where it may be null, also that.
fn embedded_type(field: &Field, model: &str) -> String {
    match (&field.kind, field.optional) {
        (Kind::Many(_), _) => format!("Option<Vec<{model}>>"),
        (_, true) => format!("Option<Option<Box<{model}>>>"),
        (_, false) => format!("Option<Box<{model}>>"),
    }
}

/// What an answer holds where the record is embedded.
fn shown_type(field: &Field, model: &str) -> String {
    match (&field.kind, field.optional) {
        (Kind::Many(_), _) => format!("Vec<{model}>"),
        (_, true) => format!("Option<{model}>"),
        (_, false) => model.to_owned(),
    }
}

fn kept_by(spec: &Spec, model: &Model) -> Vec<KeptBy> {
    spec.references_to(model)
        .filter(|(_, field)| {
            let reference = field.reference();
            reference.is_some_and(|reference| reference.on_delete == OnDelete::Restrict)
        })
        .map(|(owner, field)| KeptBy {
            model: owner.singular.clone(),
            table: sql_in_rust(&owner.table),
            column: sql_in_rust(&field.column),
            field: field.json_name.clone(),
        })
        .collect()
}

/// Whether any model shows records of this one with `?expand=`.
fn embedded(spec: &Spec, model: &Model) -> bool {
    let fields = spec.models.iter().flat_map(|owner| &owner.fields);
    fields.filter(|field| field.readable()).any(|field| {
        let reference = field.reference().map(|reference| &reference.model);
        let many = field.many().map(|many| &many.model);
        reference.or(many) == Some(&model.name)
    })
}

fn imports(model: &Model) -> Vec<String> {
    let mut imports: BTreeSet<String> = model
        .fields
        .iter()
        .filter_map(|field| field.rust_import().map(str::to_owned))
        .collect();
    if model.timestamps {
        imports.insert("chrono::{DateTime, Utc}".to_owned());
    }
    if model.id == IdType::Uuid {
        imports.insert("uuid::Uuid".to_owned());
    }
    merge_chrono(imports)
}

/// `chrono::NaiveDate` and `chrono::{DateTime, Utc}` as one import.
fn merge_chrono(imports: BTreeSet<String>) -> Vec<String> {
    let (chrono, mut others): (Vec<String>, Vec<String>) = imports
        .into_iter()
        .partition(|import| import.starts_with("chrono::"));
    let names: BTreeSet<&str> = chrono
        .iter()
        .flat_map(|import| {
            let names = import.trim_start_matches("chrono::");
            names.trim_matches(['{', '}']).split(", ")
        })
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => {}
        [name] => others.push(format!("chrono::{name}")),
        names => others.push(format!("chrono::{{{}}}", names.join(", "))),
    }
    others.sort();
    others
}

fn others(model: &Model, fields: &[FieldView]) -> Vec<OtherView> {
    let relations = fields
        .iter()
        .filter(|field| field.readable)
        .filter_map(|field| field.relation.as_ref())
        .filter(|relation| relation.model != model.type_name);
    let others: BTreeSet<OtherView> = relations
        .map(|relation| OtherView {
            module: relation.module.clone(),
            name: relation.model.clone(),
        })
        .collect();
    others.into_iter().collect()
}

/// `order_items`, for the names of handlers.
pub(super) fn plural_snake(model: &Model) -> String {
    model.path.replace('-', "_")
}

/// At the start of a sentence: `An order item`.
pub(super) fn capital_singular(model: &Model) -> String {
    sentence(&with_article(&model.singular.to_lowercase()))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    let sounds_like_you = ["us", "uni", "eu", "ut", "one"].iter().any(|start| {
        noun.starts_with(start) && !noun.starts_with("unin") && !noun.starts_with("utt")
    });
    let article = if vowel && !sounds_like_you { "an" } else { "a" };
    format!("{article} {noun}")
}
