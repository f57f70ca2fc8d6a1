//! Values for a required column that comes back without its values.

use super::schema::{Column, Type};
use crate::spec::value::{Decimal, DefaultValue, Number};

/// A value that the column's check lets pass and that says nothing; a reference has none.
pub fn neutral(column: &Column) -> Option<DefaultValue> {
    let moment = "1970-01-01T00:00:00Z";
    Some(match &column.ty {
        Type::Id(_) | Type::Reference(_) => return None,
        Type::Text => DefaultValue::Text(String::new()),
        Type::Integer | Type::Float | Type::Decimal { .. } => number(column),
        Type::Boolean => DefaultValue::Boolean(false),
        Type::Date => DefaultValue::Date(moment[..10].to_owned()),
        Type::Time => DefaultValue::Time(moment[11..19].to_owned()),
        Type::DateTime => DefaultValue::DateTime(moment.to_owned()),
        Type::Uuid => DefaultValue::Uuid("00000000-0000-0000-0000-000000000000".to_owned()),
        Type::Json => DefaultValue::Json(serde_json::Value::Object(serde_json::Map::new())),
        Type::Enum(words) => DefaultValue::Text(words.first()?.clone()),
    })
}

/// Zero, or the bound that is nearest to it.
fn number(column: &Column) -> DefaultValue {
    let (min, max) = (column.min, column.max);
    match column.ty {
        Type::Integer => {
            let bound = |number| match number {
                Some(Number::Integer(value)) => value,
                _ => 0,
            };
            DefaultValue::Integer(bound(min).max(0) + bound(max).min(0))
        }
        Type::Decimal { places, .. } => {
            let bound = |number| match number {
                Some(Number::Decimal(value)) => value.scaled,
                _ => 0,
            };
            let scaled = bound(min).max(0) + bound(max).min(0);
            DefaultValue::Decimal(Decimal { scaled, places })
        }
        _ => {
            let bound = |number| match number {
                Some(Number::Float(value)) => value,
                _ => 0.0,
            };
            DefaultValue::Float(f64::max(bound(min), 0.0) + f64::min(bound(max), 0.0))
        }
    }
}
