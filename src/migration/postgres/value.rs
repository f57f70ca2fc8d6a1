//! PostgreSQL's words for values, types and conversions.

use super::super::cast::{Cast, Plain, Scale};
use super::super::plan::Source;
use super::super::schema::{Column, Type};
use super::super::sql::{micros, name, number, text};
use crate::spec::model::IdType;
use crate::spec::value::{DefaultValue, Number};

/// The type of a column.
pub fn sql_type(ty: &Type) -> String {
    match ty {
        Type::Id(id) | Type::Reference(id) => id.postgres_type().to_owned(),
        Type::Decimal { digits, places } => format!("NUMERIC({digits}, {places})"),
        ty => {
            let postgres = ty.field_type().map_or("TEXT", |ty| ty.row().postgres);
            postgres.to_owned()
        }
    }
}

/// A value as a literal, or as an expression for the moment.
pub fn literal(value: &DefaultValue, ty: &Type) -> String {
    match value {
        DefaultValue::Now => now(ty).to_owned(),
        DefaultValue::Text(value) | DefaultValue::Date(value) | DefaultValue::Uuid(value) => {
            text(value)
        }
        DefaultValue::Time(value) | DefaultValue::DateTime(value) => text(&micros(value)),
        DefaultValue::Integer(value) => value.to_string(),
        DefaultValue::Float(value) => number(Number::Float(*value), false),
        DefaultValue::Decimal(value) => number(Number::Decimal(*value), false),
        DefaultValue::Boolean(true) => "TRUE".to_owned(),
        DefaultValue::Boolean(false) => "FALSE".to_owned(),
        DefaultValue::Json(value) => text(&value.to_string()),
    }
}

fn now(ty: &Type) -> &'static str {
    match ty {
        Type::Date => "CAST(now() AT TIME ZONE 'UTC' AS DATE)",
        Type::Time => "CAST(now() AT TIME ZONE 'UTC' AS TIME)",
        _ => "now()",
    }
}

/// The value of a column in a row of the table as it was, which is called `table`.
pub fn value(table: &str, column: &Column, source: &Source) -> String {
    let typed = |value: &str| format!("CAST({value} AS {})", sql_type(&column.ty));
    match source {
        Source::Column { before, cast, fill } => {
            let value = convert(*cast, &name(&before.name));
            match fill {
                Some(fill) => format!("coalesce({value}, {})", literal(fill, &column.ty)),
                None => value,
            }
        }
        Source::Fill(value) => typed(&literal(value, &column.ty)),
        Source::Distinct(id) => distinct(table, *id, column),
        Source::Null => typed("NULL"),
    }
}

/// The value of a column as another type.
pub fn convert(cast: Cast, column: &str) -> String {
    match cast {
        Cast::Keep => column.to_owned(),
        Cast::IntegerToFloat | Cast::DecimalToFloat(_) => {
            format!("CAST({column} AS DOUBLE PRECISION)")
        }
        Cast::FloatToInteger => format!("CAST({column} AS BIGINT)"),
        Cast::FloatToDecimal(to)
        | Cast::Rescale { to, .. }
        | Cast::FromText(Plain::Decimal(to)) => {
            format!("CAST({column} AS {})", fixed(to))
        }
        Cast::BooleanToInteger => format!("CAST(CAST({column} AS INTEGER) AS BIGINT)"),
        Cast::IntegerToBoolean => format!("({column} = 1)"),
        Cast::DateToDateTime => {
            format!("(CAST({column} AS TIMESTAMP) AT TIME ZONE 'UTC')")
        }
        Cast::DateTimeToDate => format!("CAST({column} AT TIME ZONE 'UTC' AS DATE)"),
        Cast::ToText(Plain::Time) => format!("to_char({column}, 'HH24:MI:SS.US')"),
        Cast::ToText(Plain::DateTime) => {
            format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        }
        Cast::ToText(_) => format!("CAST({column} AS TEXT)"),
        Cast::FromText(plain) => format!("CAST({column} AS {})", plain_type(plain)),
    }
}

fn plain_type(plain: Plain) -> String {
    match plain {
        Plain::Integer => "BIGINT".to_owned(),
        Plain::Decimal(scale) => fixed(scale),
        Plain::Boolean => "BOOLEAN".to_owned(),
        Plain::Date => "DATE".to_owned(),
        Plain::Time => "TIME".to_owned(),
        Plain::DateTime => "TIMESTAMPTZ".to_owned(),
        Plain::Uuid => "UUID".to_owned(),
    }
}

fn fixed(scale: Scale) -> String {
    match scale.is_integer() {
        true => "BIGINT".to_owned(),
        false => format!("NUMERIC({}, {})", scale.digits, scale.places),
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
        Cast::FloatToInteger => {
            format!("{column} <> trunc({column}) OR abs({column}) >= 9223372036854775808")
        }
        // A numeric of a float that is no number cannot be compared.
        Cast::FloatToDecimal(to) => format!(
            "CASE WHEN abs({column}) < 1e{whole} THEN \
             CAST(round(CAST({column} AS NUMERIC), {places}) AS DOUBLE PRECISION) <> {column} \
             OR abs(round(CAST({column} AS NUMERIC), {places})) >= 1e{whole} \
             ELSE {column} IS NOT NULL END",
            whole = to.digits - to.places,
            places = to.places
        ),
        Cast::Rescale { from, to } => return rescale_misses(from, to, column),
        Cast::IntegerToBoolean => format!("{column} NOT IN (0, 1)"),
        Cast::DateTimeToDate => {
            format!("CAST({column} AT TIME ZONE 'UTC' AS TIME) <> '00:00:00'")
        }
        Cast::FromText(plain) => format!("{column} !~ {}", text(&pattern(plain))),
    })
}

/// The pattern of a text that stands for a value.
fn pattern(plain: Plain) -> String {
    match plain {
        Plain::Integer => "^(0|-?[1-9][0-9]{0,17})$".to_owned(),
        Plain::Decimal(Scale { digits, places }) => {
            let more = (digits - places).saturating_sub(1);
            let whole = match digits > places {
                true => format!("(0|[1-9][0-9]{{0,{more}}})"),
                false => "0".to_owned(),
            };
            match places {
                0 => format!("^-?{whole}$"),
                places => format!("^-?{whole}\\.[0-9]{{{places}}}$"),
            }
        }
        Plain::Boolean => "^(true|false)$".to_owned(),
        Plain::Date => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$".to_owned(),
        Plain::Time => "^[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}$".to_owned(),
        Plain::DateTime => {
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$".to_owned()
        }
        Plain::Uuid => "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$".to_owned(),
    }
}

fn rescale_misses(from: Scale, to: Scale, column: &str) -> Option<String> {
    let whole = to.digits - to.places;
    let is_narrower = whole < from.digits - from.places && !to.is_integer();
    let range = is_narrower.then(|| format!("abs(CAST({column} AS NUMERIC)) >= 1e{whole}"));
    let is_shorter = to.places < from.places;
    let lost = is_shorter.then(|| format!("{column} <> round({column}, {})", to.places));
    let terms: Vec<String> = range.into_iter().chain(lost).collect();
    (!terms.is_empty()).then(|| terms.join(" OR "))
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
            "CAST('00000000-0000-0000-0000-' || lpad(to_hex(id), 12, '0') AS UUID)".to_owned()
        }
        (Type::Date, _) => format!("DATE '1970-01-01' + CAST({rank} AS INTEGER)"),
        (Type::Time, _) => format!("TIME '00:00' + {rank} * INTERVAL '1 second'"),
        (Type::DateTime, _) => {
            format!("TIMESTAMPTZ '1970-01-01 00:00:00Z' + {rank} * INTERVAL '1 second'")
        }
        (Type::Decimal { places, .. }, _) => steps(
            column,
            &format!("CAST({rank} AS NUMERIC) / {}", 10_i64.pow(*places)),
        ),
        _ => steps(column, &rank),
    }
}

fn steps(column: &Column, step: &str) -> String {
    match (column.min, column.max) {
        (Some(min), _) => format!("{} + {step}", number(min, false)),
        (None, Some(max)) => format!("{} - {step}", number(max, false)),
        (None, None) => step.to_owned(),
    }
}
