//! The shape of `scaffold.yaml`. The JSON Schema is made from these types, so what is said here
//! about a key is what an editor shows.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::at::{Entries, Key, List};
use crate::spec::field::OnDelete;
use crate::spec::field_type::FieldType;
use crate::spec::model::{IdType, InlineLayout, Pagination, Style};

/// A model spec: the whole of `scaffold.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "scaffold.yaml", extend("required" = ["project", "models"]))]
pub struct SpecFile {
    /// The project's name, which is also its cargo package: `blog`, `my-shop`.
    pub project: Key<String>,
    /// The kind of project: `api` where absent. `new --style` writes it.
    pub style: Key<Style>,
    /// Who can log in.
    pub auth: Key<AuthFile>,
    /// The models, by their names: `User`, `OrderItem`.
    pub models: Key<Entries<ModelFile>>,
}

/// Who can log in.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Auth", extend("required" = ["model"]))]
pub struct AuthFile {
    /// The model whose records are the accounts; its unique email is the login.
    pub model: Key<String>,
}

/// A model: one table, one resource of the API, one section of the admin.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Model", extend("required" = ["fields"]))]
pub struct ModelFile {
    /// The fields, by their names. `id`, `created_at` and `updated_at` are added.
    pub fields: Key<Entries<FieldFile>>,
    /// The type of the id: `integer` (the default) or `uuid`.
    pub id: Key<IdType>,
    /// Whether to add `created_at` and `updated_at`; true where absent.
    pub timestamps: Key<bool>,
    /// The plural of the name, where the English one is not right: `staff_members`.
    pub plural: Key<String>,
    /// The table; the plural in snake case where absent.
    pub table: Key<String>,
    /// The field that stands for a record in lists and links: `name`, `title`, `slug`, `email` or
    /// the id where absent.
    pub label: Key<String>,
    /// The order of a list that asks for none: `[-published_at, title]`.
    pub ordering: Key<List<String>>,
    /// Sets of fields that are unique together: `[[author, slug]]`.
    pub unique_together: Key<List<List<String>>>,
    /// Sets of fields with an index: `[[author, published_at]]`.
    pub indexes: Key<List<List<String>>>,
    /// The model's old name, after a rename; it can go once the migration is written.
    pub renamed_from: Key<String>,
    /// The options of its API.
    pub api: Key<ApiFile>,
    /// The options of its admin.
    pub admin: Key<AdminFile>,
    /// Whether the full style writes public pages for it; true where absent.
    pub pages: Key<bool>,
    /// What it is, for the documentation.
    pub help: Key<String>,
}

/// A field: a type (`string`, `text?`, `User`), a list of one model's name for many-to-many
/// (`[Tag]`), or a map with `type` and more.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(untagged, rename = "Field")]
pub enum FieldFile {
    /// A type: `string`, `text?`, `User`.
    Text(#[schemars(schema_with = "type_schema")] String),
    /// Many-to-many: `[Tag]`.
    List(#[schemars(length(min = 1, max = 1))] List<String>),
    /// A type and its options.
    Map(Box<FieldOptions>),
}

/// A field with options.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["type"]))]
pub struct FieldOptions {
    /// The type: `string`, `text?`, the name of a model, `[Tag]`.
    #[serde(rename = "type")]
    pub kind: Key<TypeFile>,
    /// Whether it can be absent; false where absent.
    pub optional: Key<bool>,
    /// Whether no two records can have the same value.
    pub unique: Key<bool>,
    /// Whether it gets an index.
    pub index: Key<bool>,
    /// The value where none is given; `now` for dates and times.
    pub default: Key<Literal>,
    /// The least value of a number.
    pub min: Key<Bound>,
    /// The greatest value of a number.
    pub max: Key<Bound>,
    /// The least number of characters.
    pub min_length: Key<u32>,
    /// The greatest number of characters.
    pub max_length: Key<u32>,
    /// A regular expression that the text must match; `^` and `$` make it match as a whole.
    pub pattern: Key<String>,
    /// The words of an `enum`: `[draft, published]`.
    pub values: Key<List<String>>,
    /// All digits of a `decimal`, 18 at most; 12 where absent.
    pub digits: Key<u32>,
    /// The digits of a `decimal` after the point; 2 where absent.
    pub places: Key<u32>,
    /// The text field that a `slug` is made from.
    pub from: Key<String>,
    /// What happens to this record when the one it refers to is deleted: `restrict` where absent,
    /// or `set_null` if the reference is optional.
    pub on_delete: Key<OnDelete>,
    /// The other side's name for the records that refer to it: `edited_posts`.
    pub related_name: Key<String>,
    /// Never taken from a client.
    pub read_only: Key<bool>,
    /// Never shown to a client.
    pub write_only: Key<bool>,
    /// What it is, for forms and documentation.
    pub help: Key<String>,
    /// Its label in forms and lists.
    pub label: Key<String>,
    /// The field's old name, after a rename; it can go once the migration is written.
    pub renamed_from: Key<String>,
    /// The value for the rows that exist when the field is added.
    pub backfill: Key<Literal>,
}

/// A type: `string`, `text?`, the name of a model, or `[Tag]` for many-to-many.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(untagged, rename = "Type")]
pub enum TypeFile {
    /// A type: `string`, `text?`, `User`.
    Text(#[schemars(schema_with = "type_schema")] String),
    /// Many-to-many: `[Tag]`.
    List(#[schemars(length(min = 1, max = 1))] List<String>),
}

/// The least or greatest value of a number; a decimal can be text: `"0.10"`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub enum Bound {
    /// A number, as it is written.
    Number(#[schemars(with = "f64")] String),
    /// A decimal as text.
    Text(String),
}

impl Bound {
    /// As it is written.
    pub fn text(&self) -> &str {
        match self {
            Bound::Number(text) | Bound::Text(text) => text,
        }
    }
}

/// A value of the field's type.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub enum Literal {
    /// No value, which is never right.
    #[schemars(skip)]
    Null(()),
    /// True or false.
    Boolean(bool),
    /// A number, as it is written.
    Number(#[schemars(with = "f64")] String),
    /// Text.
    Text(String),
    /// A list, for `json`.
    List(#[schemars(with = "Vec<serde_json::Value>")] serde_json::Value),
    /// A map, for `json`.
    Map(
        #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
        serde_json::Value,
    ),
}

/// The options of a model's API.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Api")]
pub struct ApiFile {
    /// The fields that a list can be filtered by: `?status=draft`, `?age_ge=18`.
    pub filter: Key<List<String>>,
    /// The text fields that `?search=` looks in.
    pub search: Key<List<String>>,
    /// The fields that `?order_by=` takes.
    pub order: Key<List<String>>,
    /// How many records a list gives when not told; 100 where absent.
    pub page_size: Key<u32>,
    /// How many records a list gives at most; 100 where absent.
    pub max_page_size: Key<u32>,
    /// The shape of a list: `offset` (the default, a bare array) or `page`.
    pub pagination: Key<Pagination>,
}

/// The options of a model's admin; each is what Django's option of that kind is.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Admin")]
pub struct AdminFile {
    /// The columns of the list.
    pub list: Key<List<String>>,
    /// Those of them that link to the record; the first where absent.
    pub list_links: Key<List<String>>,
    /// Those of them that can be edited in the list.
    pub editable: Key<List<String>>,
    /// The text fields that the search box looks in; `^title` at their start, `=title` at the
    /// whole, and `author__name` at what a reference leads to.
    pub search: Key<List<String>>,
    /// The filters at the side.
    pub filter: Key<List<String>>,
    /// Whether the filters count their records.
    pub facets: Key<bool>,
    /// The date to drill down by.
    pub date_hierarchy: Key<String>,
    /// The order of the list; the model's own where absent.
    pub ordering: Key<List<String>>,
    /// Records per page; 100 where absent.
    pub per_page: Key<u32>,
    /// Fields that are shown and not edited.
    pub readonly: Key<List<String>>,
    /// The form's groups of fields.
    pub fieldsets: Key<List<FieldsetFile>>,
    /// Other models whose records are edited in this form; each refers to this model.
    pub inlines: Key<List<InlineFile>>,
    /// References that are picked by searching.
    pub autocomplete: Key<List<String>>,
    /// Many-to-many fields that are picked between two boxes.
    pub horizontal: Key<List<String>>,
    /// Enums and references that are shown as radio buttons.
    pub radio: Key<List<String>>,
    /// Actions on selected records, beside deleting them: `export_csv`.
    pub actions: Key<List<String>>,
    /// Whether a record's form can save it as a new one.
    pub save_as: Key<bool>,
}

/// A group of fields in the admin's form.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Fieldset", extend("required" = ["fields"]))]
pub struct FieldsetFile {
    /// Its heading.
    pub title: Key<String>,
    /// Its fields.
    pub fields: Key<List<String>>,
    /// Whether it starts closed.
    pub collapse: Key<bool>,
}

/// Another model whose records are edited in this form: its name, or a map with `model` and more.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(untagged, rename = "Inline")]
pub enum InlineFile {
    /// The model's name.
    Text(String),
    /// The model and options.
    Map(Box<InlineOptions>),
}

/// An inline with options.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["model"]))]
pub struct InlineOptions {
    /// The model's name.
    pub model: Key<String>,
    /// Its field that refers to this model; needed where more than one does.
    pub field: Key<String>,
    /// `tabular` (the default) or `stacked`.
    pub style: Key<InlineLayout>,
    /// How many empty forms are shown; 1 where absent.
    pub extra: Key<u32>,
    /// How many records there can be.
    pub max: Key<u32>,
}

/// The names that a type can have, so that an editor can offer them.
fn type_schema(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<String> = FieldType::names()
        .flat_map(|name| [name.to_owned(), format!("{name}?")])
        .collect();
    json_schema!({
        "type": "string",
        "anyOf": [{ "enum": names }, { "pattern": "^[A-Z][A-Za-z0-9_]*\\??$" }],
    })
}
