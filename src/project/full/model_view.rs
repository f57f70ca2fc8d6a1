//! What a template sees of a model: finished text, no questions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::admin_view::AdminView;
use super::field_view::FieldView;
use super::words::{ordering, static_name, texts};
use super::{api_view, in_order};
use crate::project::escape::rust_str;
use crate::spec::identity::is_system;
use crate::spec::model::{IdType, Label, Model, Spec};

/// A model as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct ModelView {
    /// Its module: `order_item`.
    pub module: String,
    /// The static that describes it: `ORDER_ITEM`.
    pub static_name: String,
    /// Its name in paths and permissions: `order_item`.
    pub name: String,
    /// In the specification: `OrderItem`.
    pub type_name: String,
    /// For people: `Order Item`.
    pub singular: String,
    /// In a sentence: `order item`.
    pub label: String,
    /// In a sentence: `order items`.
    pub plural: String,
    /// For people: `Order items`.
    pub plural_title: String,
    /// The table.
    pub table: String,
    /// The expression of its id.
    pub id: &'static str,
    /// The expressions of its fields.
    pub fields: Vec<String>,
    /// The patterns of its fields: their statics and the expressions of these.
    pub patterns: Vec<(String, String)>,
    /// The fields whose texts stand for a record.
    pub title: String,
    /// The order of its lists.
    pub ordering: String,
    /// Sets of fields that are unique together.
    pub unique_together: String,
    /// Its place in an order in which each model comes after those that it refers to.
    pub order: usize,
    /// The words of `crate::meta` that it needs, sorted.
    pub meta: Vec<&'static str>,
    /// Whether it needs `rust_decimal::Decimal`.
    pub decimal: bool,
    /// The statics of the other models that it refers to, sorted.
    pub others: Vec<String>,
    /// Whether it refers to models of `crate::auth`.
    pub uses_auth: bool,
    /// The options of its admin.
    pub admin: Vec<String>,
    /// The words of `crate::admin` that they need, sorted.
    pub admin_imports: Vec<&'static str>,
    /// The options of its API.
    pub api: Vec<String>,
    /// What its lists in the API can be filtered by, for the README.
    pub api_filter: String,
    /// What a search in them looks in.
    pub api_search: String,
    /// What they can be sorted by.
    pub api_order: String,
    /// Its part of a URL: `order-items`.
    pub path: String,
    /// Whether it has public pages; who logs in has none.
    pub pages: bool,
    /// What the spec says it is.
    pub help: Option<String>,
    /// The type of its id in the README's diagram.
    pub id_type: &'static str,
    /// Its fields for the diagram of the README.
    pub columns: Vec<ColumnView>,
}

/// A column in the README's diagram.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// Its type in the spec.
    pub type_name: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it refers to another model.
    pub reference: bool,
}

impl ModelView {
    /// What templates see of each model.
    pub fn all(spec: &Spec) -> Vec<ModelView> {
        let order = in_order(spec);
        let place = |model: &Model| order.iter().position(|other| other.name == model.name);
        let models = spec.models.iter();
        models
            .map(|model| ModelView::of(spec, model, place(model).unwrap_or_default()))
            .collect()
    }

    fn of(spec: &Spec, model: &Model, order: usize) -> ModelView {
        let mut fields: Vec<FieldView> = model
            .fields
            .iter()
            .map(|field| FieldView::of(spec, model, field))
            .collect();
        if model.timestamps {
            fields.push(FieldView::timestamp("created_at", "Now"));
            fields.push(FieldView::timestamp("updated_at", "Updated"));
        }
        let mut meta: BTreeSet<&'static str> = fields
            .iter()
            .flat_map(|field| field.imports.iter().copied())
            .collect();
        meta.extend(["Field", "Model"]);
        let patterns = fields.iter().filter_map(|field| field.pattern.clone());
        let patterns = patterns.collect();
        let fields: Vec<String> = fields.into_iter().map(|field| field.expression).collect();
        let admin = AdminView::of(spec, model);
        let is_identity = spec
            .auth
            .as_ref()
            .is_some_and(|auth| auth.model == model.name);
        ModelView {
            module: model.module.clone(),
            static_name: static_name(model),
            name: model.snake.clone(),
            type_name: model.name.clone(),
            singular: model.singular.clone(),
            label: rust_str(&model.singular.to_lowercase()),
            plural: rust_str(&model.plural.to_lowercase()),
            plural_title: model.plural.clone(),
            table: model.table.clone(),
            id: match model.id {
                IdType::Integer => "Field::id()",
                IdType::Uuid => "Field::uuid()",
            },
            patterns,
            title: title(spec, model),
            ordering: ordering_of(model),
            unique_together: unique_together(model),
            order,
            meta: meta.into_iter().collect(),
            decimal: fields.iter().any(|field| field.contains("Some(Decimal::")),
            others: others(spec, model),
            uses_auth: super::targets(model).any(is_system),
            admin: admin.options,
            admin_imports: admin.imports,
            api: api_view::options(model),
            api_filter: code(&model.api.filter),
            api_search: code(&model.api.search),
            api_order: code(&model.api.order),
            id_type: model.id.json_type(),
            path: model.path.clone(),
            pages: model.pages && !is_identity,
            help: model.help.clone(),
            columns: columns(model),
            fields,
        }
    }
}

/// Names as code in Markdown.
fn code(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Who logs in is known by that, as Django's users are.
fn title(spec: &Spec, model: &Model) -> String {
    let auth = spec.auth.as_ref().filter(|auth| auth.model == model.name);
    match &model.label {
        Label::Id => auth.map_or("&[]".to_owned(), |auth| texts([&auth.login])),
        Label::Field(field) => texts([field]),
    }
}

/// None where it is by id, which is the order of lists without one.
fn ordering_of(model: &Model) -> String {
    let terms = ordering(&model.ordering);
    match terms.as_slice() {
        [id] if id == "id" => "&[]".to_owned(),
        terms => texts(terms),
    }
}

fn unique_together(model: &Model) -> String {
    let name = |column: &String| {
        let field = model.columns().find(|field| field.column == *column);
        field.map_or(column.clone(), |field| field.name.clone())
    };
    let sets = model.unique_together.iter();
    let sets: Vec<String> = sets.map(|set| texts(set.iter().map(name))).collect();
    format!("&[{}]", sets.join(", "))
}

fn others(spec: &Spec, model: &Model) -> Vec<String> {
    let targets = super::targets(model).filter(|name| *name != model.name && !is_system(name));
    let statics: BTreeSet<String> = targets
        .filter_map(|name| spec.model(name).map(static_name))
        .collect();
    statics.into_iter().collect()
}

fn columns(model: &Model) -> Vec<ColumnView> {
    let columns = model.columns().map(|field| ColumnView {
        type_name: field.row().name,
        name: field.column.clone(),
        reference: field.reference().is_some(),
    });
    columns.collect()
}
