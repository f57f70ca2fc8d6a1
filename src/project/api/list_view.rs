//! What a template sees of a model's list: finished text, no questions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::field_view::FieldView;
use super::rule::{self, sql_in_rust};
use crate::spec::field::Field;
use crate::spec::model::{IdType, Model, Pagination};

/// How a model's list works.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// The rules of the fields that it can be filtered by.
    pub filter: Vec<String>,
    /// Those rules that no field of the spec has: of the id and the timestamps.
    pub own_rules: Vec<OwnRule>,
    /// The columns among them, and among those to order by, that can be `NULL`.
    pub nullable: Vec<String>,
    /// The columns that a search looks in.
    pub search: Vec<String>,
    /// The columns that it can be ordered by.
    pub order: Vec<String>,
    /// The order when none is asked for, as SQL in a Rust string.
    pub order_sql: String,
    /// How many records when not told.
    pub page_size: u32,
    /// How many at most.
    pub max_page_size: u32,
    /// Whether it answers pages with totals.
    pub paged: bool,
    /// Whether `?expand=` means something.
    pub expand: Vec<String>,
}

/// A rule to filter by the id or a timestamp.
#[derive(Clone, Debug, Serialize)]
pub struct OwnRule {
    /// The static that holds it.
    pub name: String,
    /// The rule's type.
    pub kind: &'static str,
    /// The column.
    pub column: String,
}

impl ListView {
    /// What templates see of the list of `model`.
    pub fn of(model: &Model, fields: &[FieldView]) -> ListView {
        let api = &model.api;
        let named = |names: &[String]| -> Vec<&Field> {
            names.iter().filter_map(|name| model.field(name)).collect()
        };
        let columns = |fields: &[&Field]| fields.iter().map(|f| f.column.clone()).collect();
        let column = |name: &String| model.field(name).map_or(name, |f| &f.column).clone();
        let (filter, ordered) = (named(&api.filter), named(&api.order));
        let ordering = model.ordering.iter().map(|term| &term.field);
        let ordering = ordering.filter_map(|name| model.field(name));
        let nullable: BTreeSet<String> = filter
            .iter()
            .copied()
            .chain(ordered.iter().copied())
            .chain(ordering)
            .filter(|field| field.optional)
            .map(|field| field.column.clone())
            .collect();
        let expand = fields.iter().filter(|field| field.readable);
        ListView {
            filter: filter_rules(model),
            own_rules: own_rules(model),
            nullable: nullable.into_iter().collect(),
            search: columns(&named(&api.search)),
            order: api.order.iter().map(column).collect(),
            order_sql: default_order(model),
            page_size: api.page_size,
            max_page_size: api.max_page_size,
            paged: api.pagination == Pagination::Page,
            expand: expand
                .filter_map(|field| Some(field.relation.as_ref()?.json_name.clone()))
                .collect(),
        }
    }
}

/// The rules to filter by, in the order of the spec.
fn filter_rules(model: &Model) -> Vec<String> {
    let names = model.api.filter.iter();
    let rules = names.map(|name| match model.field(name) {
        Some(field) => rule::static_name(field),
        None => name.to_ascii_uppercase(),
    });
    rules.collect()
}

fn own_rules(model: &Model) -> Vec<OwnRule> {
    let names = model.api.filter.iter();
    let own = names.filter(|name| model.field(name).is_none());
    let rules = own.map(|name| OwnRule {
        name: name.to_ascii_uppercase(),
        kind: match (name.as_str(), model.id) {
            ("id", IdType::Integer) => "Integer",
            ("id", IdType::Uuid) => "Uuid",
            _ => "DateTime",
        },
        column: name.clone(),
    });
    rules.collect()
}

/// The order of a list that asks for none; the id comes last, so that it is always the same, and
/// `NULL` first, as SQLite has it.
fn default_order(model: &Model) -> String {
    let mut terms: Vec<String> = Vec::new();
    for term in &model.ordering {
        let column = sql_in_rust(&term.column);
        let nullable = model.field(&term.field).is_some_and(|field| field.optional);
        let direction = match (term.descending, nullable) {
            (false, false) => "",
            (false, true) => " NULLS FIRST",
            (true, false) => " DESC",
            (true, true) => " DESC NULLS LAST",
        };
        terms.push(format!("{column}{direction}"));
    }
    if !model.ordering.iter().any(|term| term.column == "id") {
        terms.push("id".to_owned());
    }
    terms.join(", ")
}
