//! The tables of a project, without any dialect's words. Names of constraints and indexes are no
//! part of it: they follow from the names of tables and columns.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::spec::field::{FieldType, OnDelete};
use crate::spec::identity;
use crate::spec::model::IdType;
use crate::spec::value::{DefaultValue, Number};

/// All tables of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// In the order in which they came; of a spec, each model's link tables behind it.
    pub tables: Vec<Table>,
}

impl Schema {
    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The table of this model.
    pub fn model(&self, model: &str) -> Option<&Table> {
        let is_its = |table: &&Table| matches!(&table.owner, Owner::Model(name) if name == model);
        self.tables.iter().find(is_its)
    }

    /// Whether both are the same, up to the order of what they consist of.
    pub fn is_same(&self, other: &Schema) -> bool {
        let has = |table: &Table| {
            let same = other.table(&table.name);
            same.is_some_and(|other| table.is_same(other))
        };
        self.tables.len() == other.tables.len() && self.tables.iter().all(has)
    }
}

/// What a table stores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Owner {
    /// The records of the model of this name.
    Model(String),
    /// What a many-to-many field links.
    Link {
        /// The model that has the field.
        model: String,
        /// The field.
        field: String,
    },
}

impl Owner {
    /// Whether it is not for the models of the spec, but for those that its style brings along.
    pub fn is_system(&self) -> bool {
        let (Owner::Model(model) | Owner::Link { model, .. }) = self;
        identity::is_system(model)
    }
}

/// The model, or the field as `Post.tags`.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Model(model) => f.write_str(model),
            Owner::Link { model, field } => write!(f, "{model}.{field}"),
        }
    }
}

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What it stores.
    pub owner: Owner,
    /// Its columns; of a model, the id is the first, and a link table's first refers to the model
    /// that has the field.
    pub columns: Vec<Column>,
    /// The columns of its primary key.
    pub primary_key: Vec<String>,
    /// Sets of columns that are unique.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uniques: Vec<Vec<String>>,
    /// The references to other tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    /// The sets of columns with an index that is not a constraint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Vec<String>>,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The reference that a column holds.
    pub fn foreign_key(&self, column: &str) -> Option<&ForeignKey> {
        self.foreign_keys.iter().find(|key| key.column == column)
    }

    /// Whether the column alone is unique.
    pub fn is_unique(&self, column: &str) -> bool {
        self.uniques
            .iter()
            .any(|columns| columns.len() == 1 && columns[0] == column)
    }

    /// Whether the database counts up its ids.
    pub fn is_counted(&self) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|column| column.ty == Type::Id(IdType::Integer))
    }

    /// The type of its ids, which those of a model have.
    pub fn id_type(&self) -> IdType {
        match self.is_counted() {
            true => IdType::Integer,
            false => IdType::Uuid,
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The field of the spec that it holds; none for ids and timestamps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether it can be `NULL`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// The value where a statement gives none; `now` is given by the program, never by the
    /// database, whose clock writes another format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultValue>,
    /// The least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// The greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// The greatest number of characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
}

impl Column {
    /// What people call it: the field, or the column of an id or a timestamp.
    pub fn label(&self) -> &str {
        self.field.as_deref().unwrap_or(&self.name)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What a column holds, as far as a database tells types apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Type {
    /// The primary key of a model.
    Id(IdType),
    /// The id of another table's row.
    Reference(IdType),
    /// Text of any kind.
    Text,
    /// A 64-bit integer.
    Integer,
    /// A 64-bit float.
    Float,
    /// A fixed-point number.
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
    /// One of these words.
    Enum(Vec<String>),
}

/// Its name in the spec.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.field_type() {
            Some(ty) => ty.row().name,
            None => "id",
        })
    }
}

impl Type {
    /// Its row of the type table; an id has none. All types of text share one.
    pub fn field_type(&self) -> Option<FieldType> {
        Some(match self {
            Type::Id(_) => return None,
            Type::Reference(_) => FieldType::Reference,
            Type::Text => FieldType::Text,
            Type::Integer => FieldType::Integer,
            Type::Float => FieldType::Float,
            Type::Decimal { .. } => FieldType::Decimal,
            Type::Boolean => FieldType::Boolean,
            Type::Date => FieldType::Date,
            Type::Time => FieldType::Time,
            Type::DateTime => FieldType::DateTime,
            Type::Uuid => FieldType::Uuid,
            Type::Json => FieldType::Json,
            Type::Enum(_) => FieldType::Enum,
        })
    }
}

/// A reference to another table's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The column that refers.
    pub column: String,
    /// The table that it refers to.
    pub target: String,
    /// What happens when the other row is deleted.
    pub on_delete: OnDelete,
}
