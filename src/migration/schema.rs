//! The tables of a spec, without any dialect's words.

use crate::spec::field::{Enum, Field, Kind, Many, OnDelete};
use crate::spec::model::{IdType, Model, Spec};
use crate::spec::name::sql_name;
use crate::spec::value::{DefaultValue, Number};

/// All tables of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// In the order of the spec, each model's link tables behind it.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, the id first.
    pub columns: Vec<Column>,
    /// Its primary key.
    pub primary_key: Vec<String>,
    /// Sets of columns that are unique.
    pub uniques: Vec<Unique>,
    /// The references to other tables.
    pub foreign_keys: Vec<ForeignKey>,
    /// The indexes that speed up filters and joins.
    pub indexes: Vec<Index>,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// Whether it can be `NULL`.
    pub nullable: bool,
    /// The value where a statement gives none; `now` is given by the program, never by the
    /// database, whose clock writes another format.
    pub default: Option<DefaultValue>,
    /// The name of its check.
    pub check_name: String,
    /// What the check asks for.
    pub checks: Vec<Check>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// The primary key of a model.
    Id(IdType),
    /// A foreign key.
    Reference(IdType),
    /// The type of a field: what SQLite and PostgreSQL call it.
    Field {
        /// SQLite's type.
        sqlite: &'static str,
        /// PostgreSQL's type.
        postgres: String,
    },
}

/// A condition on the values of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// At least this.
    Min(Number),
    /// At most this.
    Max(Number),
    /// At most so many characters.
    MaxLength(u32),
    /// One of these words.
    OneOf(Vec<String>),
    /// 0 or 1, where the database has no boolean.
    Boolean,
}

/// Columns that are unique together.
#[derive(Clone, Debug, PartialEq)]
pub struct Unique {
    /// The constraint's name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// A reference to another table's id.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: String,
    /// The column that refers.
    pub column: String,
    /// The table that it refers to.
    pub target: String,
    /// What happens when the other row is deleted.
    pub on_delete: OnDelete,
}

/// An index that is not a constraint.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

impl Schema {
    /// The tables that a spec needs.
    pub fn of(spec: &Spec) -> Schema {
        let mut tables = Vec::new();
        for model in &spec.models {
            tables.push(Table::of(spec, model));
            for field in model.many() {
                if let Kind::Many(many) = &field.kind {
                    tables.push(Table::linking(spec, model, many));
                }
            }
        }
        Schema { tables }
    }
}

impl Table {
    fn of(spec: &Spec, model: &Model) -> Table {
        let table = &model.table;
        let mut columns = vec![Column::plain(table, "id", Type::Id(model.id))];
        columns.extend(model.columns().map(|field| Column::of(table, field)));
        if model.timestamps {
            let stamps = ["created_at", "updated_at"];
            columns.extend(stamps.map(|name| Column::plain(table, name, timestamp())));
        }
        let single = model.columns().filter(|field| field.unique);
        let single = single.map(|field| vec![field.column.clone()]);
        let together = model.unique_together.iter().cloned();
        Table {
            name: table.clone(),
            columns,
            primary_key: vec!["id".to_owned()],
            uniques: single
                .chain(together)
                .map(|columns| Unique::new(table, columns))
                .collect(),
            foreign_keys: model
                .columns()
                .filter_map(|field| ForeignKey::of(spec, table, field))
                .collect(),
            indexes: indexes(model),
        }
    }

    fn linking(spec: &Spec, model: &Model, many: &Many) -> Table {
        let table = &many.table;
        let column = |name: &str, id| Column::plain(table, name, Type::Reference(id));
        let key = |column: &str, model: &str| {
            ForeignKey::new(spec, table, column, model, OnDelete::Cascade)
        };
        Table {
            name: table.clone(),
            columns: vec![
                column(&many.from_column, model.id),
                column(&many.to_column, many.id),
            ],
            primary_key: vec![many.from_column.clone(), many.to_column.clone()],
            uniques: Vec::new(),
            foreign_keys: [
                key(&many.from_column, &model.name),
                key(&many.to_column, &many.model),
            ]
            .into_iter()
            .flatten()
            .collect(),
            indexes: vec![Index::new(table, vec![many.to_column.clone()])],
        }
    }
}

impl Column {
    fn plain(table: &str, name: &str, ty: Type) -> Column {
        Column {
            name: name.to_owned(),
            ty,
            nullable: false,
            default: None,
            check_name: sql_name(&[table, name, "check"]),
            checks: Vec::new(),
        }
    }

    fn of(table: &str, field: &Field) -> Column {
        let ty = match &field.kind {
            Kind::Reference(reference) => Type::Reference(reference.id),
            _ => Type::Field {
                sqlite: field.sqlite_type(),
                postgres: field.postgres_type(),
            },
        };
        let default = field.default.clone();
        Column {
            nullable: field.optional,
            default: default.filter(|value| *value != DefaultValue::Now),
            checks: checks(field),
            ..Column::plain(table, &field.column, ty)
        }
    }
}

impl Unique {
    fn new(table: &str, columns: Vec<String>) -> Unique {
        Unique {
            name: named(table, &columns, "key"),
            columns,
        }
    }
}

impl Index {
    fn new(table: &str, columns: Vec<String>) -> Index {
        Index {
            name: named(table, &columns, "idx"),
            columns,
        }
    }
}

impl ForeignKey {
    fn of(spec: &Spec, table: &str, field: &Field) -> Option<ForeignKey> {
        let reference = field.reference()?;
        ForeignKey::new(
            spec,
            table,
            &field.column,
            &reference.model,
            reference.on_delete,
        )
    }

    /// `None` only for a model that is not there, which the check has refused.
    fn new(
        spec: &Spec,
        table: &str,
        column: &str,
        model: &str,
        on_delete: OnDelete,
    ) -> Option<ForeignKey> {
        Some(ForeignKey {
            name: sql_name(&[table, column, "fkey"]),
            column: column.to_owned(),
            target: spec.model(model)?.table.clone(),
            on_delete,
        })
    }
}

fn timestamp() -> Type {
    let row = crate::spec::field_type::FieldType::DateTime.row();
    Type::Field {
        sqlite: row.sqlite,
        postgres: row.postgres.to_owned(),
    }
}

fn named(table: &str, columns: &[String], ending: &str) -> String {
    let mut parts = vec![table];
    parts.extend(columns.iter().map(String::as_str));
    parts.push(ending);
    sql_name(&parts)
}

fn checks(field: &Field) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(field.min.map(Check::Min));
    checks.extend(field.max.map(Check::Max));
    checks.extend(field.max_length.map(Check::MaxLength));
    match &field.kind {
        Kind::Enum(Enum { values, .. }) => {
            let words = values.iter().map(|variant| variant.value.clone());
            checks.push(Check::OneOf(words.collect()));
        }
        Kind::Boolean => checks.push(Check::Boolean),
        _ => {}
    }
    checks
}

/// The indexes of a model; a reference has one since databases look it up when the other row goes.
fn indexes(model: &Model) -> Vec<Index> {
    let table = &model.table;
    let single = model
        .columns()
        .filter(|field| !field.unique && (field.index || field.reference().is_some()))
        .map(|field| vec![field.column.clone()]);
    single
        .chain(model.indexes.iter().cloned())
        .map(|columns| Index::new(table, columns))
        .collect()
}
