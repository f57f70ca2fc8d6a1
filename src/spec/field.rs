//! One field of a model.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::field_type::{FieldType, TypeRow};
use super::model::IdType;
use super::value::{DefaultValue, Number};

/// One field, with every name that is derived from its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As the spec writes it: `author`, `tags`, `type`.
    pub name: String,
    /// The Rust identifier of its value: `author_id`, `tag_ids`, `r#type`.
    pub ident: String,
    /// The Rust identifier of the record or records it refers to: `author`, `tags`; for other
    /// fields the same as `ident`.
    pub relation_ident: String,
    /// The column: `author_id`. A many-to-many field has none; its link table has two.
    pub column: String,
    /// The name in JSON, query parameters and forms: the column, or `tag_ids`.
    pub json_name: String,
    /// The title of the JSON property, as pydantic makes it: `Author Id`.
    pub title: String,
    /// The label in forms and lists: the spec's, or `Published at`.
    pub label: String,
    /// Its type and what belongs to that type alone.
    pub kind: Kind,
    /// Whether it can be absent (`NULL`).
    pub optional: bool,
    /// Whether no two records can have the same value.
    pub unique: bool,
    /// Whether the spec asks for an index; unique fields and references have one anyway.
    pub index: bool,
    /// The value where none is given.
    pub default: Option<DefaultValue>,
    /// The least value.
    pub min: Option<Number>,
    /// The greatest value.
    pub max: Option<Number>,
    /// The least number of characters.
    pub min_length: Option<u32>,
    /// The greatest number of characters.
    pub max_length: Option<u32>,
    /// The regular expression that the whole or a part of the text must match (as pydantic: a
    /// search, not anchored).
    pub pattern: Option<String>,
    /// Never taken from a client.
    pub read_only: bool,
    /// Never shown to a client.
    pub write_only: bool,
    /// What it is, for forms and documentation.
    pub help: Option<String>,
    /// Its name before it was renamed.
    pub renamed_from: Option<String>,
    /// The value for the rows that exist when the field is added.
    pub backfill: Option<DefaultValue>,
    /// Whether the YAML does not declare it: `auth` added it to the model.
    pub is_added: bool,
}

impl Field {
    /// Whether it is a column of its model's table; only many-to-many fields are not.
    pub fn is_column(&self) -> bool {
        !matches!(self.kind, Kind::Many(_))
    }

    /// What it refers to, if it is a foreign key.
    pub fn reference(&self) -> Option<&Reference> {
        match &self.kind {
            Kind::Reference(reference) => Some(reference),
            _ => None,
        }
    }

    /// What it links to, if it is many-to-many.
    pub fn many(&self) -> Option<&Many> {
        match &self.kind {
            Kind::Many(many) => Some(many),
            _ => None,
        }
    }

    /// Its values, if it is an enum.
    pub fn enumeration(&self) -> Option<&Enum> {
        match &self.kind {
            Kind::Enum(enumeration) => Some(enumeration),
            _ => None,
        }
    }

    /// Whether a client has to send it when it creates a record.
    pub fn required(&self) -> bool {
        let made = matches!(self.kind, Kind::Slug { from: Some(_) });
        !self.optional && !made && self.default.is_none() && !self.read_only && self.is_column()
    }

    /// Whether a client can send it.
    pub fn writable(&self) -> bool {
        !self.read_only
    }

    /// Whether a client is shown it.
    pub fn readable(&self) -> bool {
        !self.write_only
    }

    /// The row of the type table.
    pub fn row(&self) -> &'static TypeRow {
        self.kind.field_type().row()
    }

    /// The Rust type of a value that is there: `String`, `PostStatus`, `i64` for a reference.
    pub fn rust_type(&self) -> String {
        match &self.kind {
            Kind::Enum(enumeration) => enumeration.type_name.clone(),
            Kind::Reference(reference) => reference.id.rust_type().to_owned(),
            Kind::Many(many) => format!("Vec<{}>", many.id.rust_type()),
            _ => self.row().rust.to_owned(),
        }
    }

    /// The path that brings the Rust type into scope, if it needs one.
    pub fn rust_import(&self) -> Option<&'static str> {
        match self.target_id() {
            Some(IdType::Uuid) => FieldType::Uuid.row().import,
            Some(IdType::Integer) => None,
            None => self.row().import,
        }
    }

    /// The column type in SQLite.
    pub fn sqlite_type(&self) -> &'static str {
        match self.target_id() {
            Some(id) => id.sqlite_type(),
            None => self.row().sqlite,
        }
    }

    /// The column type in PostgreSQL.
    pub fn postgres_type(&self) -> String {
        match (&self.kind, self.target_id()) {
            (Kind::Decimal { digits, places }, _) => format!("NUMERIC({digits}, {places})"),
            (_, Some(id)) => id.postgres_type().to_owned(),
            _ => self.row().postgres.to_owned(),
        }
    }

    /// The JSON type; of one item, for a many-to-many field.
    pub fn json_type(&self) -> &'static str {
        match self.target_id() {
            Some(id) => id.json_type(),
            None => self.row().json,
        }
    }

    /// The OpenAPI format; of one item, for a many-to-many field.
    pub fn json_format(&self) -> Option<&'static str> {
        match self.target_id() {
            Some(id) => id.json_format(),
            None => self.row().format,
        }
    }

    fn target_id(&self) -> Option<IdType> {
        match &self.kind {
            Kind::Reference(reference) => Some(reference.id),
            Kind::Many(many) => Some(many.id),
            _ => None,
        }
    }
}

/// A field's type and what belongs to that type alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    String,
    /// Many lines of text.
    Text,
    /// A name for URLs, made from the field `from` where none is given.
    Slug {
        /// The name of the text field it is made from.
        from: Option<String>,
    },
    /// An email address.
    Email,
    /// An absolute URL.
    Url,
    /// A 64-bit integer.
    Integer,
    /// A 64-bit float.
    Float,
    /// A fixed-point number; scaled by ten to the `places` it fits 64 bits.
    Decimal {
        /// All its digits.
        digits: u32,
        /// Those after the point.
        places: u32,
    },
    /// True or false.
    Boolean,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A point in time.
    DateTime,
    /// A UUID.
    Uuid,
    /// Any JSON.
    Json,
    /// One of some words.
    Enum(Enum),
    /// A foreign key.
    Reference(Reference),
    /// Many-to-many.
    Many(Many),
}

impl Kind {
    /// The type's row key.
    pub fn field_type(&self) -> FieldType {
        match self {
            Kind::String => FieldType::String,
            Kind::Text => FieldType::Text,
            Kind::Slug { .. } => FieldType::Slug,
            Kind::Email => FieldType::Email,
            Kind::Url => FieldType::Url,
            Kind::Integer => FieldType::Integer,
            Kind::Float => FieldType::Float,
            Kind::Decimal { .. } => FieldType::Decimal,
            Kind::Boolean => FieldType::Boolean,
            Kind::Date => FieldType::Date,
            Kind::Time => FieldType::Time,
            Kind::DateTime => FieldType::DateTime,
            Kind::Uuid => FieldType::Uuid,
            Kind::Json => FieldType::Json,
            Kind::Enum(_) => FieldType::Enum,
            Kind::Reference(_) => FieldType::Reference,
            Kind::Many(_) => FieldType::Many,
        }
    }

    /// Whether its values are text of any length.
    pub fn is_text(&self) -> bool {
        self.field_type().row().text
    }
}

/// The words that a field can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// The Rust type: `PostStatus`.
    pub type_name: String,
    /// The words, in the order of the YAML.
    pub values: Vec<Variant>,
}

/// One word of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// As JSON and the database have it: `in-progress`.
    pub value: String,
    /// The Rust variant: `InProgress`.
    pub ident: String,
    /// For people: `In progress`.
    pub label: String,
}

/// What a foreign key refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name of the model.
    pub model: String,
    /// The type of that model's id.
    pub id: IdType,
    /// What happens to this record when that one is deleted.
    pub on_delete: OnDelete,
    /// The other side's name for the records that refer to it: `posts`, `edited_posts`.
    pub related_name: String,
}

/// What happens to a record when the one it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnDelete {
    /// It is deleted too.
    Cascade,
    /// The deletion is refused.
    Restrict,
    /// It refers to nothing from then on.
    SetNull,
}

impl OnDelete {
    /// The SQL for it.
    pub fn sql(self) -> &'static str {
        match self {
            OnDelete::Cascade => "CASCADE",
            OnDelete::Restrict => "RESTRICT",
            OnDelete::SetNull => "SET NULL",
        }
    }
}

/// What a many-to-many field links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many {
    /// The name of the model.
    pub model: String,
    /// The type of that model's id.
    pub id: IdType,
    /// The link table: `posts_tags`.
    pub table: String,
    /// The link table's column for this side: `post_id`.
    pub from_column: String,
    /// The link table's column for the other side: `tag_id`.
    pub to_column: String,
    /// The other side's name for the records that link to it: `posts`.
    pub related_name: String,
}
