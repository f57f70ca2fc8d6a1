//! SQLite's words for values and conversions.

use super::super::cast::{Cast, Plain, Scale};
use super::super::plan::Source;
use super::super::schema::{Column, Type};
use super::super::sql::{micros, name, number, text};
use crate::spec::model::IdType;
use crate::spec::value::{DefaultValue, Number};

/// A value as a literal, or as an expression for the moment.
pub fn literal(value: &DefaultValue, ty: &Type) -> String {
    match value {
        DefaultValue::Now => now(ty).to_owned(),
        DefaultValue::Text(value) | DefaultValue::Date(value) | DefaultValue::Uuid(value) => {
            text(value)
        }
        DefaultValue::Time(value) | DefaultValue::DateTime(value) => text(&micros(value)),
        DefaultValue::Integer(value) => value.to_string(),
        DefaultValue::Float(value) => number(Number::Float(*value), true),
        DefaultValue::Decimal(value) => number(Number::Decimal(*value), true),
        DefaultValue::Boolean(value) => i64::from(*value).to_string(),
        DefaultValue::Json(value) => text(&value.to_string()),
    }
}

fn now(ty: &Type) -> &'static str {
    match ty {
        Type::Date => "date('now')",
        Type::Time => "strftime('%H:%M:%f000', 'now')",
        _ => "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')",
    }
}

/// The value of a column in a row of the table as it was, which is called `table`.
pub fn value(table: &str, column: &Column, source: &Source) -> String {
    match source {
        Source::Column { before, cast, fill } => {
            let value = convert(*cast, &name(&before.name));
            match fill {
                Some(fill) => format!("coalesce({value}, {})", literal(fill, &column.ty)),
                None => value,
            }
        }
        Source::Fill(value) => literal(value, &column.ty),
        Source::Distinct(id) => distinct(table, *id, column),
        Source::Null => "NULL".to_owned(),
    }
}

fn convert(cast: Cast, column: &str) -> String {
    match cast {
        Cast::Keep
        | Cast::BooleanToInteger
        | Cast::IntegerToBoolean
        | Cast::ToText(Plain::Date | Plain::Time | Plain::DateTime | Plain::Uuid)
        | Cast::FromText(Plain::Date | Plain::Time | Plain::DateTime | Plain::Uuid) => {
            column.to_owned()
        }
        Cast::IntegerToFloat => format!("CAST({column} AS REAL)"),
        Cast::FloatToInteger => format!("CAST({column} AS INTEGER)"),
        Cast::DecimalToFloat(scale) => format!("CAST({column} AS REAL) / {}", power(scale.places)),
        Cast::FloatToDecimal(scale) => scaled(column, scale),
        Cast::Rescale { from, to } if from.places > to.places => {
            format!("{column} / {}", power(from.places - to.places))
        }
        Cast::Rescale { from, to } if from.places < to.places => {
            format!("{column} * {}", power(to.places - from.places))
        }
        Cast::Rescale { .. } => column.to_owned(),
        Cast::DateToDateTime => format!("{column} || 'T00:00:00.000000Z'"),
        Cast::DateTimeToDate => format!("substr({column}, 1, 10)"),
        Cast::ToText(Plain::Integer) => format!("CAST({column} AS TEXT)"),
        Cast::ToText(Plain::Boolean) => {
            format!("CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END")
        }
        Cast::ToText(Plain::Decimal(scale)) => decimal_text(column, scale),
        Cast::FromText(Plain::Integer) => format!("CAST({column} AS INTEGER)"),
        Cast::FromText(Plain::Boolean) => format!("({column} = 'true')"),
        Cast::FromText(Plain::Decimal(_)) => {
            format!("CAST(replace({column}, '.', '') AS INTEGER)")
        }
    }
}

/// The condition of the values that a conversion would spoil.
pub fn misses(cast: Cast, column: &str) -> Option<String> {
    Some(match cast {
        Cast::Keep
        | Cast::DecimalToFloat(_)
        | Cast::BooleanToInteger
        | Cast::DateToDateTime
        | Cast::ToText(_) => return None,
        Cast::IntegerToFloat => {
            format!("{column} NOT BETWEEN -9007199254740992 AND 9007199254740992")
        }
        Cast::FloatToInteger => format!("{column} <> {}", convert(cast, column)),
        Cast::FloatToDecimal(scale) => {
            let most = 10_i64.pow(scale.digits) - 1;
            let value = scaled(column, scale);
            format!(
                "{value} NOT BETWEEN -{most} AND {most} OR {value} / {}.0 <> {column}",
                power(scale.places)
            )
        }
        Cast::Rescale { from, to } => return rescale_misses(from, to, column),
        Cast::IntegerToBoolean => format!("{column} NOT IN (0, 1)"),
        Cast::DateTimeToDate => format!("substr({column}, 11) <> 'T00:00:00.000000Z'"),
        Cast::FromText(Plain::Boolean) => format!("{column} NOT IN ('true', 'false')"),
        Cast::FromText(Plain::Date) => format!("date({column}) IS NOT {column}"),
        Cast::FromText(Plain::Integer) => {
            format!("CAST(CAST({column} AS INTEGER) AS TEXT) <> {column}")
        }
        Cast::FromText(Plain::Decimal(scale)) => {
            let most = 10_i64.pow(scale.digits) - 1;
            let value = convert(cast, column);
            let back = decimal_text(&value, scale);
            format!("{value} NOT BETWEEN -{most} AND {most} OR {back} <> {column}")
        }
        Cast::FromText(plain) => format!("{column} NOT GLOB {}", text(&glob(plain))),
    })
}

/// The shape of a text that stands for a value.
fn glob(plain: Plain) -> String {
    let digits = |count| "[0-9]".repeat(count);
    let hex = |count| "[0-9a-f]".repeat(count);
    let time = format!("{0}:{0}:{0}.{1}", digits(2), digits(6));
    match plain {
        Plain::Time => time,
        Plain::DateTime => format!("{0}-{1}-{1}T{time}Z", digits(4), digits(2)),
        _ => format!("{0}-{1}-{1}-{1}-{2}", hex(8), hex(4), hex(12)),
    }
}

fn rescale_misses(from: Scale, to: Scale, column: &str) -> Option<String> {
    let most = 10_i128.pow(to.digits) - 1;
    let (most, lost) = match from.places > to.places {
        true => {
            let factor = power(from.places - to.places);
            let most = (most + 1) * i128::from(factor) - 1;
            (most, Some(format!("{column} % {factor} <> 0")))
        }
        false => (most / i128::from(power(to.places - from.places)), None),
    };
    let is_narrower = most < 10_i128.pow(from.digits) - 1 && most < i128::from(i64::MAX);
    let range = is_narrower.then(|| format!("{column} NOT BETWEEN -{most} AND {most}"));
    let terms: Vec<String> = range.into_iter().chain(lost).collect();
    (!terms.is_empty()).then(|| terms.join(" OR "))
}

fn scaled(column: &str, scale: Scale) -> String {
    format!("CAST(round({column} * {}) AS INTEGER)", power(scale.places))
}

/// A scaled number with its point.
fn decimal_text(value: &str, scale: Scale) -> String {
    if scale.places == 0 {
        return format!("CAST({value} AS TEXT)");
    }
    let (factor, places) = (power(scale.places), scale.places);
    format!(
        "iif({value} < 0, '-', '') || (abs({value}) / {factor}) || '.' || \
         printf('%0{places}d', abs({value}) % {factor})"
    )
}

fn power(places: u32) -> i64 {
    10_i64.pow(places)
}

/// A value of its own for each row, within the bounds while they last.
fn distinct(table: &str, id: IdType, column: &Column) -> String {
    let table = name(table);
    let rank = match id {
        IdType::Integer => "id".to_owned(),
        IdType::Uuid => {
            format!("(SELECT count(*) FROM {table} AS other WHERE other.id < {table}.id)")
        }
    };
    match (&column.ty, id) {
        (Type::Text, _) => "CAST(id AS TEXT)".to_owned(),
        (Type::Uuid, IdType::Uuid) => "id".to_owned(),
        (Type::Uuid, IdType::Integer) => {
            "'00000000-0000-0000-0000-' || printf('%012x', id)".to_owned()
        }
        (Type::Date, _) => format!("date('1970-01-01', {rank} || ' days')"),
        (Type::Time, _) => {
            format!("strftime('%H:%M:%f000', '00:00:00', {rank} || ' seconds')")
        }
        (Type::DateTime, _) => {
            format!("strftime('%Y-%m-%dT%H:%M:%f000Z', '1970-01-01', {rank} || ' seconds')")
        }
        _ => match (column.min, column.max) {
            (Some(min), _) => format!("{} + {rank}", number(min, true)),
            (None, Some(max)) => format!("{} - {rank}", number(max, true)),
            (None, None) => rank,
        },
    }
}
