//! The tables that a spec needs.

use super::schema::{Column, ForeignKey, Owner, Schema, Table, Type};
use crate::spec::field::{Enum, Field, Kind, Many, OnDelete};
use crate::spec::model::{Model, Spec};
use crate::spec::value::DefaultValue;

/// The columns of a model with timestamps.
const TIMESTAMPS: [&str; 2] = ["created_at", "updated_at"];

impl Schema {
    /// The tables that a spec needs.
    pub fn of(spec: &Spec) -> Schema {
        let mut tables = Vec::new();
        for model in spec.all_models() {
            tables.push(Table::of(spec, model));
            for field in model.many() {
                if let Kind::Many(many) = &field.kind {
                    tables.push(Table::linking(spec, model, field, many));
                }
            }
        }
        Schema { tables }
    }
}

impl Table {
    fn of(spec: &Spec, model: &Model) -> Table {
        let mut columns = vec![Column::plain("id", Type::Id(model.id))];
        columns.extend(model.columns().map(Column::of));
        if model.timestamps {
            columns.extend(TIMESTAMPS.map(|name| Column::plain(name, Type::DateTime)));
        }
        let single = model.columns().filter(|field| field.unique);
        let single = single.map(|field| vec![field.column.clone()]);
        Table {
            name: model.table.clone(),
            owner: Owner::Model(model.name.clone()),
            columns,
            primary_key: vec!["id".to_owned()],
            uniques: distinct(single.chain(model.unique_together.iter().cloned())),
            foreign_keys: model
                .columns()
                .filter_map(|field| {
                    let reference = field.reference()?;
                    ForeignKey::new(spec, &field.column, &reference.model, reference.on_delete)
                })
                .collect(),
            indexes: indexes(model),
        }
    }

    fn linking(spec: &Spec, model: &Model, field: &Field, many: &Many) -> Table {
        let key =
            |column: &str, model: &str| ForeignKey::new(spec, column, model, OnDelete::Cascade);
        Table {
            name: many.table.clone(),
            owner: Owner::Link {
                model: model.name.clone(),
                field: field.name.clone(),
            },
            columns: vec![
                Column::plain(&many.from_column, Type::Reference(model.id)),
                Column::plain(&many.to_column, Type::Reference(many.id)),
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
            indexes: vec![vec![many.to_column.clone()]],
        }
    }
}

impl Column {
    fn plain(name: &str, ty: Type) -> Column {
        Column {
            name: name.to_owned(),
            field: None,
            ty,
            nullable: false,
            default: None,
            min: None,
            max: None,
            max_length: None,
        }
    }

    fn of(field: &Field) -> Column {
        let default = field.default.clone();
        Column {
            name: field.column.clone(),
            field: Some(field.name.clone()),
            ty: Type::of(&field.kind),
            nullable: field.optional,
            default: default.filter(|value| *value != DefaultValue::Now),
            min: field.min,
            max: field.max,
            max_length: field.max_length,
        }
    }
}

impl Type {
    /// The type of a field; of one item, for a many-to-many field.
    fn of(kind: &Kind) -> Type {
        match kind {
            Kind::String | Kind::Text | Kind::Slug { .. } | Kind::Email | Kind::Url => Type::Text,
            Kind::Integer => Type::Integer,
            Kind::Float => Type::Float,
            Kind::Decimal { digits, places } => Type::Decimal {
                digits: *digits,
                places: *places,
            },
            Kind::Boolean => Type::Boolean,
            Kind::Date => Type::Date,
            Kind::Time => Type::Time,
            Kind::DateTime => Type::DateTime,
            Kind::Uuid => Type::Uuid,
            Kind::Json => Type::Json,
            Kind::Enum(Enum { values, .. }) => {
                Type::Enum(values.iter().map(|variant| variant.value.clone()).collect())
            }
            Kind::Reference(reference) => Type::Reference(reference.id),
            Kind::Many(many) => Type::Reference(many.id),
        }
    }
}

impl ForeignKey {
    /// `None` only for a model that is not there, which the check has refused.
    fn new(spec: &Spec, column: &str, model: &str, on_delete: OnDelete) -> Option<ForeignKey> {
        Some(ForeignKey {
            column: column.to_owned(),
            target: spec.model(model)?.table.clone(),
            on_delete,
        })
    }
}

/// The indexes of a model; a reference has one since databases look it up when the other row goes.
fn indexes(model: &Model) -> Vec<Vec<String>> {
    let single = model
        .columns()
        .filter(|field| !field.unique && (field.index || field.reference().is_some()))
        .map(|field| vec![field.column.clone()]);
    distinct(single.chain(model.indexes.iter().cloned()))
}

fn distinct(sets: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let mut kept = Vec::new();
    for set in sets {
        if !kept.contains(&set) {
            kept.push(set);
        }
    }
    kept
}
