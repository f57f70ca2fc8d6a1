//! What a template sees of a model: finished text, no questions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::field_view::{self, FieldView, LinkView, RelationView};
use super::rule::{self, sql_in_rust};
use super::test_view::TestView;
use crate::spec::field::{Field, Kind, OnDelete};
use crate::spec::model::{IdType, Model, Pagination, Spec};

/// A model as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct ModelView {
    /// The Rust type: `OrderItem`.
    pub name: String,
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

/// A column of a row, read.
#[derive(Clone, Debug, Serialize)]
pub struct Getter {
    /// The field.
    pub ident: String,
    /// The expression.
    pub value: String,
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
            module: model.module.clone(),
            plural_module: model.plural_module.clone(),
            snake: model.snake.clone(),
            plural_snake: model.path.replace('-', "_"),
            table: model.table.clone(),
            table_sql: sql_in_rust(&model.table),
            path: model.path.clone(),
            id_param: model.id_param.clone(),
            singular: model.singular.clone(),
            singular_text: model.singular.to_lowercase(),
            a_singular: with_article(&model.singular.to_lowercase()),
            capital_singular: sentence(&with_article(&model.singular.to_lowercase())),
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

impl ListView {
    fn of(model: &Model, fields: &[FieldView]) -> ListView {
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

/// A comma list that goes on in further lines of a Rust string where it is long.
fn wrapped(items: &[String], indent: &str) -> String {
    let mut out = String::new();
    let mut width = indent.len() + 16;
    for (at, item) in items.iter().enumerate() {
        let last = at + 1 == items.len();
        let text = if last { item.clone() } else { format!("{item},") };
        if at > 0 {
            width += 1;
            out.push(' ');
            if width + text.len() > 92 {
                out.push_str(&format!("\\\n{indent}"));
                width = indent.len();
            }
        }
        width += text.len();
        out.push_str(&text);
    }
    out
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

/// The columns of a public record. A many-to-many field is a list of ids in one text, which
/// SQLite and PostgreSQL make with the same words.
fn columns(model: &Model) -> Vec<String> {
    let mut columns = vec!["id".to_owned()];
    for field in model.fields.iter().filter(|field| field.readable()) {
        columns.push(match &field.kind {
            Kind::Many(many) => {
                let (to, table) = (sql_in_rust(&many.to_column), sql_in_rust(&many.table));
                let (from, own) = (sql_in_rust(&many.from_column), sql_in_rust(&model.table));
                format!(
                    "(SELECT string_agg(CAST({to} AS TEXT), ',' ORDER BY {to}) \
                     FROM {table} WHERE {from} = {own}.id)"
                )
            }
            _ => sql_in_rust(&field.column),
        });
    }
    if model.timestamps {
        columns.extend(["created_at".to_owned(), "updated_at".to_owned()]);
    }
    columns
}

fn getters(model: &Model) -> Vec<Getter> {
    let mut getters = vec![("id".to_owned(), None)];
    let readable = model.fields.iter().filter(|field| field.readable());
    getters.extend(readable.map(|field| (field.ident.clone(), Some(field))));
    if model.timestamps {
        getters.push(("created_at".to_owned(), None));
        getters.push(("updated_at".to_owned(), None));
    }
    let read = |(at, (ident, field)): (usize, (String, Option<&Field>))| {
        let value = match (field.map(|field| &field.kind), field.is_some_and(|f| f.optional)) {
            (Some(Kind::Decimal { places, .. }), false) => format!("row.decimal({at}, {places})?"),
            (Some(Kind::Decimal { places, .. }), true) => {
                format!("row.decimal_opt({at}, {places})?")
            }
            (Some(Kind::Enum(_)), false) => format!("row.word({at})?"),
            (Some(Kind::Enum(_)), true) => format!("row.word_opt({at})?"),
            (Some(Kind::Many(_)), _) => format!("row.ids({at})?"),
            _ => format!("row.get({at})?"),
        };
        Getter { ident, value }
    };
    getters.into_iter().enumerate().map(read).collect()
}

/// The columns of an INSERT and their values; the two timestamps share one.
struct Insert {
    columns: Vec<String>,
    numbers: Vec<String>,
    values: Vec<String>,
}

impl Insert {
    fn of(model: &Model, fields: &[FieldView]) -> Insert {
        let mut insert = Insert {
            columns: Vec::new(),
            numbers: Vec::new(),
            values: Vec::new(),
        };
        if model.id == IdType::Uuid {
            insert.push("id", Some("id".to_owned()));
        }
        for field in fields.iter().filter(|field| field.is_column) {
            let sent = || field.writable.then(|| format!("new.{}", field.ident));
            if let Some(value) = field.fixed.clone().or_else(sent) {
                insert.push(&field.column, Some(value));
            }
        }
        if model.timestamps {
            insert.push("created_at", Some("now".to_owned()));
            insert.push("updated_at", None);
        }
        insert
    }

    /// A column with a value of its own, or with that of the column before.
    fn push(&mut self, column: &str, value: Option<String>) {
        self.columns.push(column.to_owned());
        self.values.extend(value);
        self.numbers.push(format!("${}", self.values.len()));
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

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    first.into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    let sounds_like_you = ["us", "uni", "eu", "ut", "one"].iter().any(|start| {
        noun.starts_with(start) && !noun.starts_with("unin") && !noun.starts_with("utt")
    });
    let article = if vowel && !sounds_like_you { "an" } else { "a" };
    format!("{article} {noun}")
}
