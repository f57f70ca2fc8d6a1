//! The resolved model: what a checked spec means, with an answer to every question that a template
//! asks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::{identity, name};

/// A checked spec. Nothing in it can be wrong: [`super::load`] is the only way to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The project's names.
    pub project: Project,
    /// Which kind of project is written.
    pub style: Style,
    /// The models, in the order of the YAML.
    pub models: Vec<Model>,
    /// What a style with an admin stores beside them, by names such as `auth.Group`, each after
    /// those that it refers to.
    pub system: Vec<Model>,
    /// Who can log in: the model that the spec names, or the account of a style with an admin.
    pub auth: Option<Auth>,
}

impl Spec {
    /// All models that are stored. Those of the system are first, but for what refers to an
    /// identity model of the spec.
    pub fn all_models(&self) -> impl Iterator<Item = &Model> {
        let is_first = |model: &&Model| {
            let mut references = model.columns().filter_map(Field::reference);
            references.all(|reference| identity::is_system(&reference.model))
        };
        let (first, last): (Vec<_>, Vec<_>) = self.system.iter().partition(is_first);
        first.into_iter().chain(&self.models).chain(last)
    }

    /// The model of this name, as the spec or a reference writes it.
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.all_models().find(|model| model.name == name)
    }

    /// The model whose records log in, if the style has accounts.
    pub fn identity(&self) -> Option<&Model> {
        let auth = self.auth.as_ref().filter(|_| !self.system.is_empty())?;
        self.model(&auth.model)
    }

    /// The fields of other models (or of this one) that refer to `model`, with their owners.
    pub fn references_to<'a>(
        &'a self,
        model: &'a Model,
    ) -> impl Iterator<Item = (&'a Model, &'a Field)> {
        self.all_models()
            .flat_map(|owner| owner.fields.iter().map(move |field| (owner, field)))
            .filter(|(_, field)| {
                field
                    .reference()
                    .is_some_and(|target| target.model == model.name)
            })
    }
}

/// What the project is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The cargo package: `my-blog`.
    pub name: String,
    /// The crate as Rust code names it: `my_blog`.
    pub crate_name: String,
    /// For people: `My Blog`.
    pub title: String,
}

/// The kind of project that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// An async JSON API, as FastAPI would serve it.
    Api,
    /// A full-stack site with admin, as Django would serve it.
    Full,
    /// Both over one database.
    Hybrid,
}

impl Style {
    /// The word for it in the spec and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Style::Api => "api",
            Style::Full => "full",
            Style::Hybrid => "hybrid",
        }
    }

    /// Whether this version can write it.
    pub fn is_offered(self) -> bool {
        self != Style::Hybrid
    }
}

/// Who can log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// The name of the model that logs in.
    pub model: String,
    /// The field that is its login.
    pub login: String,
}

/// One model, with every name that is derived from its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// As the spec writes it: `OrderItem`; of a system model `auth.Group`.
    pub name: String,
    /// The Rust type: `OrderItem`.
    pub type_name: String,
    /// Its singular in snake case, perhaps a keyword: `order_item`, `type`.
    pub snake: String,
    /// The module and file stem of its model: `order_item`, `type_`.
    pub module: String,
    /// The module and file stem of its routes: `order_items`.
    pub plural_module: String,
    /// The table: `order_items`.
    pub table: String,
    /// The URL path segment: `order-items`.
    pub path: String,
    /// The path parameter that holds an id: `order_item_id`.
    pub id_param: String,
    /// For people: `Order Item`.
    pub singular: String,
    /// For people: `Order Items`.
    pub plural: String,
    /// The type of its `id`.
    pub id: IdType,
    /// Whether it has `created_at` and `updated_at`.
    pub timestamps: bool,
    /// The fields, in the order of the YAML, without `id` and the timestamps.
    pub fields: Vec<Field>,
    /// What stands for a record in lists and links.
    pub label: Label,
    /// The order of a list that asks for none; never empty: `id` where the spec has none.
    pub ordering: Vec<Ordering>,
    /// Sets of columns that are unique together.
    pub unique_together: Vec<Vec<String>>,
    /// Sets of columns with an index.
    pub indexes: Vec<Vec<String>>,
    /// The options of its API.
    pub api: Api,
    /// The options of its admin.
    pub admin: Admin,
    /// Whether the full style writes public pages for it.
    pub pages: bool,
    /// Its name before it was renamed.
    pub renamed_from: Option<String>,
    /// What it is, for the documentation.
    pub help: Option<String>,
}

impl Model {
    /// The field of this name, as the spec writes it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The Rust type of what creates or replaces a record: `OrderItemCreate`.
    pub fn create_type(&self) -> String {
        name::derived_type(&self.type_name, "Create")
    }

    /// The Rust type of what changes a record: `OrderItemUpdate`.
    pub fn update_type(&self) -> String {
        name::derived_type(&self.type_name, "Update")
    }

    /// The fields that are columns of its table: all but the many-to-many ones.
    pub fn columns(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_column())
    }

    /// The many-to-many fields.
    pub fn many(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_column())
    }
}

/// The type of a model's `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IdType {
    /// A number that the database counts up.
    Integer,
    /// A version 7 UUID, which sorts by time.
    Uuid,
}

impl IdType {
    /// The Rust type.
    pub fn rust_type(self) -> &'static str {
        match self {
            IdType::Integer => "i64",
            IdType::Uuid => "Uuid",
        }
    }

    /// The column type in SQLite.
    pub fn sqlite_type(self) -> &'static str {
        match self {
            IdType::Integer => "INTEGER",
            IdType::Uuid => "TEXT",
        }
    }

    /// The column type in PostgreSQL.
    pub fn postgres_type(self) -> &'static str {
        match self {
            IdType::Integer => "BIGINT",
            IdType::Uuid => "UUID",
        }
    }

    /// The JSON type.
    pub fn json_type(self) -> &'static str {
        match self {
            IdType::Integer => "integer",
            IdType::Uuid => "string",
        }
    }

    /// The OpenAPI format.
    pub fn json_format(self) -> Option<&'static str> {
        match self {
            IdType::Integer => None,
            IdType::Uuid => Some("uuid"),
        }
    }
}

/// What stands for a record in lists and links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Its id.
    Id,
    /// A field, by its name in the spec.
    Field(String),
}

/// One term of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordering {
    /// The field's name in the spec, or `id`, `created_at`, `updated_at`.
    pub field: String,
    /// Its column.
    pub column: String,
    /// Whether it runs from high to low.
    pub descending: bool,
}

/// The options of a model's API; fields by their names in the spec, of which `id` and the
/// timestamps are some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// The fields that a list can be filtered by.
    pub filter: Vec<String>,
    /// The text fields that `search` looks in.
    pub search: Vec<String>,
    /// The fields that `order_by` takes.
    pub order: Vec<String>,
    /// How many records a list gives when not told.
    pub page_size: u32,
    /// How many records a list gives at most.
    pub max_page_size: u32,
    /// The shape of a list.
    pub pagination: Pagination,
}

/// The shape of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Pagination {
    /// `skip` and `limit`, a bare array.
    Offset,
    /// `page` and `size`, an object with the items and the total.
    Page,
}

/// The options of a model's admin, each what Django's option of that kind is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Admin {
    /// The columns of the list.
    pub list: Vec<String>,
    /// Those of them that link to the record.
    pub list_links: Vec<String>,
    /// Those of them that can be edited in the list.
    pub editable: Vec<String>,
    /// The fields that the search box looks in.
    pub search: Vec<String>,
    /// The filters at the side.
    pub filter: Vec<String>,
    /// Whether the filters count their records.
    pub facets: bool,
    /// The date to drill down by.
    pub date_hierarchy: Option<String>,
    /// The order of the list; the model's own where empty.
    pub ordering: Vec<Ordering>,
    /// Records per page of the list.
    pub per_page: u32,
    /// Fields that are shown and not edited.
    pub readonly: Vec<String>,
    /// The form's groups of fields; one with all where empty.
    pub fieldsets: Vec<Fieldset>,
    /// Other models' records that are edited in this form.
    pub inlines: Vec<Inline>,
    /// References that are picked by searching.
    pub autocomplete: Vec<String>,
    /// Many-to-many fields that are picked between two boxes.
    pub horizontal: Vec<String>,
    /// Choices that are shown as radio buttons.
    pub radio: Vec<String>,
    /// The actions on selected records beside `delete_selected`.
    pub actions: Vec<String>,
    /// Whether a record's form can save it as a new one.
    pub save_as: bool,
}

/// A group of fields in the admin's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fieldset {
    /// Its heading.
    pub title: Option<String>,
    /// Its fields.
    pub fields: Vec<String>,
    /// Whether it starts closed.
    pub collapse: bool,
}

/// Another model's records, edited in this one's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// The other model.
    pub model: String,
    /// Its field that refers to this one.
    pub field: String,
    /// How its records are laid out.
    pub layout: InlineLayout,
    /// How many empty forms are shown.
    pub extra: u32,
    /// How many records there can be.
    pub max: Option<u32>,
}

/// How an inline's records are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InlineLayout {
    /// One row each.
    Tabular,
    /// One block each.
    Stacked,
}
