//! Bounds, defaults and backfills: values of the field's own type, within its own limits.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound, Utc};

use super::{Check, constraints};
use crate::problem::quote;
use crate::spec::field::{Field, Kind};
use crate::spec::file::at::Key;
use crate::spec::file::shape::{Bound, FieldOptions, Literal};
use crate::spec::model::IdType;
use crate::spec::suggest::did_you_mean;
use crate::spec::value::{Decimal, DefaultValue, Number};

/// What is wrong with a value, and what to do.
type Wrong = (String, String);

/// Sets a field's bounds, default and backfill.
pub fn resolve(check: &mut Check, options: &FieldOptions, field: &mut Field) {
    field.min = bound(check, &options.min, "min", field);
    field.max = bound(check, &options.max, "max", field);
    if let (Some(min), Some(max), Some(at)) = (field.min, field.max, options.min.get())
        && compare(min, max).is_gt()
    {
        check.add(
            &at.span,
            format!("`min` {min} is more than `max` {max}"),
            "swap or correct them",
        );
        // The default cannot be in bounds that hold nothing.
        (field.min, field.max) = (None, None);
    }
    field.default = value(check, &options.default, "default", field);
    field.backfill = value(check, &options.backfill, "backfill", field);
}

fn bound(check: &mut Check, key: &Key<Bound>, name: &str, field: &Field) -> Option<Number> {
    let at = key.get()?;
    let text = at.value.text();
    let quoted = matches!(at.value, Bound::Text(_));
    let number = match &field.kind {
        Kind::Decimal { digits, places } => Decimal::parse(text, *digits, *places)
            .map(Number::Decimal)
            .map_err(|reason| format!("{} {reason}", quote(text))),
        _ if quoted => Err(format!("expected a number, found the text {}", quote(text))),
        Kind::Integer => text
            .parse()
            .map(Number::Integer)
            .map_err(|_| format!("{} is not a 64-bit whole number", quote(text))),
        _ => match text.parse::<f64>() {
            Ok(float) if float.is_finite() => Ok(Number::Float(float)),
            _ => Err(format!("{} is not a number", quote(text))),
        },
    };
    match number {
        Ok(number) => Some(number),
        Err(message) => {
            let help = format!("`{name}` is a value of the field's type: correct it");
            check.add(&at.span, message, help);
            None
        }
    }
}

fn compare(one: Number, other: Number) -> std::cmp::Ordering {
    match (one, other) {
        (Number::Integer(one), Number::Integer(other)) => one.cmp(&other),
        (Number::Decimal(one), Number::Decimal(other)) => one.scaled.cmp(&other.scaled),
        (Number::Float(one), Number::Float(other)) => one.total_cmp(&other),
        _ => std::cmp::Ordering::Equal,
    }
}

fn value(check: &mut Check, key: &Key<Literal>, name: &str, field: &Field) -> Option<DefaultValue> {
    let at = key.get()?;
    if matches!(at.value, Literal::Null(())) {
        let message = format!("a `{name}` of nothing means nothing");
        check.add(
            &at.span,
            message,
            "remove it; `optional: true` lets the value be absent",
        );
        return None;
    }
    match typed(&at.value, field).and_then(|value| within(value, field)) {
        Ok(value) => Some(value),
        Err((message, help)) => {
            check.add(&at.span, format!("the `{name}` {message}"), help);
            None
        }
    }
}

/// A literal as a value of the field's type.
fn typed(literal: &Literal, field: &Field) -> Result<DefaultValue, Wrong> {
    match (&field.kind, literal) {
        (Kind::Json, literal) => json(literal),
        (_, Literal::List(_) | Literal::Map(_)) => Err(expected("one value", literal)),
        (Kind::Boolean, Literal::Boolean(value)) => Ok(DefaultValue::Boolean(*value)),
        (Kind::Boolean, _) => Err(expected("`true` or `false`", literal)),
        (Kind::Integer, Literal::Number(text)) => integer(text),
        (Kind::Integer, _) => Err(expected("a whole number", literal)),
        (Kind::Float, Literal::Number(text)) => float(text),
        (Kind::Float, _) => Err(expected("a number", literal)),
        (Kind::Decimal { digits, places }, Literal::Number(text) | Literal::Text(text)) => {
            Decimal::parse(text, *digits, *places)
                .map(DefaultValue::Decimal)
                .map_err(|reason| {
                    let help = format!("it has {digits} digits, {places} of them after the point");
                    (format!("{} {reason}", quote(text)), help)
                })
        }
        (Kind::Decimal { .. }, _) => Err(expected("a number", literal)),
        (Kind::Reference(reference), literal) => id(reference.id, literal),
        (_, Literal::Text(text)) => from_text(text, field),
        (_, literal) => Err(expected("text", literal)),
    }
}

fn expected(what: &str, literal: &Literal) -> Wrong {
    let found = match literal {
        Literal::Null(()) => "nothing".to_owned(),
        Literal::Boolean(value) => format!("`{value}`"),
        Literal::Number(text) | Literal::Text(text) => quote(text),
        Literal::List(_) => "a list".to_owned(),
        Literal::Map(_) => "a map".to_owned(),
    };
    let help = match (what, literal) {
        (_, Literal::Text(text)) if text == "now" => "`now` is for dates and times",
        ("text", _) => "put it in quotes",
        ("`true` or `false`", _) => "write `true` or `false`, without quotes",
        (_, Literal::Text(_)) => "write a value of the field's type, without quotes",
        _ => "write a value of the field's type",
    };
    (format!("must be {what}, found {found}"), help.to_owned())
}

fn json(literal: &Literal) -> Result<DefaultValue, Wrong> {
    let value = match literal {
        Literal::Null(()) => serde_json::Value::Null,
        Literal::Boolean(value) => (*value).into(),
        Literal::Number(text) => serde_json::from_str(text)
            .or_else(|_| text.parse::<f64>().map(serde_json::Value::from))
            .map_err(|_| expected("JSON", literal))?,
        Literal::Text(text) => text.clone().into(),
        Literal::List(value) | Literal::Map(value) => value.clone(),
    };
    Ok(DefaultValue::Json(value))
}

fn integer(text: &str) -> Result<DefaultValue, Wrong> {
    text.parse().map(DefaultValue::Integer).map_err(|_| {
        let help = "write a whole number of at most 64 bits".to_owned();
        (format!("{} is not an integer", quote(text)), help)
    })
}

fn float(text: &str) -> Result<DefaultValue, Wrong> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(DefaultValue::Float(value)),
        _ => Err((
            format!("{} is not a float", quote(text)),
            "write a finite number".to_owned(),
        )),
    }
}

fn id(id: IdType, literal: &Literal) -> Result<DefaultValue, Wrong> {
    match (id, literal) {
        (IdType::Integer, Literal::Number(text)) => integer(text),
        (IdType::Uuid, Literal::Text(text)) => uuid(text),
        (IdType::Integer, _) => Err(expected("the id of a record, a whole number", literal)),
        (IdType::Uuid, _) => Err(expected("the id of a record, a UUID", literal)),
    }
}

fn from_text(text: &str, field: &Field) -> Result<DefaultValue, Wrong> {
    let wrong = |what: &str, example: &str| -> Wrong {
        (
            format!("{} is not {what}", quote(text)),
            format!("write it like `{example}`"),
        )
    };
    match &field.kind {
        Kind::Date | Kind::Time | Kind::DateTime if text == "now" => Ok(DefaultValue::Now),
        Kind::Date => date(text).ok_or_else(|| wrong("a date", "2026-01-31")),
        Kind::Time => time(text).ok_or_else(|| wrong("a time", "23:59:00")),
        Kind::DateTime => {
            date_time(text).ok_or_else(|| wrong("a date and time", "2026-01-31T23:59:00Z"))
        }
        Kind::Uuid => uuid(text),
        Kind::Email if !is_email(text) => Err(wrong("an email address", "name@example.com")),
        Kind::Url if !is_url(text) => Err(wrong("a URL", "https://example.com/")),
        Kind::Slug { .. } if !is_slug(text) => Err(wrong("a slug", "first-post")),
        Kind::Enum(enumeration) => {
            let known = || {
                enumeration
                    .values
                    .iter()
                    .map(|variant| variant.value.as_str())
            };
            match known().any(|value| value == text) {
                true => Ok(DefaultValue::Text(text.to_owned())),
                false => {
                    let message = format!("{} is not one of its `values`", quote(text));
                    Err((message, did_you_mean(text, known())))
                }
            }
        }
        _ => Ok(DefaultValue::Text(text.to_owned())),
    }
}

fn date(text: &str) -> Option<DefaultValue> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let canonical = date.format("%Y-%m-%d").to_string();
    (canonical == text).then_some(DefaultValue::Date(canonical))
}

fn time(text: &str) -> Option<DefaultValue> {
    let time = NaiveTime::parse_from_str(text, "%H:%M:%S%.f")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M"))
        .ok()?;
    Some(DefaultValue::Time(
        time.trunc_subsecs(6).format("%H:%M:%S%.f").to_string(),
    ))
}

fn date_time(text: &str) -> Option<DefaultValue> {
    let utc = match DateTime::parse_from_rfc3339(text) {
        Ok(time) => time.with_timezone(&Utc),
        Err(_) => [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M",
        ]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?
        .and_utc(),
    };
    let utc = utc.trunc_subsecs(6);
    Some(DefaultValue::DateTime(
        utc.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    ))
}

fn uuid(text: &str) -> Result<DefaultValue, Wrong> {
    let lower = text.to_ascii_lowercase();
    let groups: Vec<&str> = lower.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let hex = |group: &&str| group.bytes().all(|b| b.is_ascii_hexdigit());
    if lengths == [8, 4, 4, 4, 12] && groups.iter().all(hex) {
        return Ok(DefaultValue::Uuid(lower));
    }
    let help = "write it like `123e4567-e89b-12d3-a456-426614174000`".to_owned();
    Err((format!("{} is not a UUID", quote(text)), help))
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let word = |part: &str, extra: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
    };
    text.len() <= 254
        && word(local, ".!#$%&'*+/=?^_`{|}~-")
        && domain.contains('.')
        && domain
            .split('.')
            .all(|label| word(label, "-") && !label.starts_with('-') && !label.ends_with('-'))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The value, if it is within the field's own limits.
fn within(value: DefaultValue, field: &Field) -> Result<DefaultValue, Wrong> {
    let number = match &value {
        DefaultValue::Integer(value) if field.reference().is_none() => {
            Some(Number::Integer(*value))
        }
        DefaultValue::Float(value) => Some(Number::Float(*value)),
        DefaultValue::Decimal(value) => Some(Number::Decimal(*value)),
        _ => None,
    };
    if let Some(number) = number {
        in_range(number, field)?;
    }
    if let DefaultValue::Text(text) = &value {
        in_length(text, field)?;
        matches_pattern(text, field)?;
    }
    Ok(value)
}

fn in_range(number: Number, field: &Field) -> Result<(), Wrong> {
    let help = || "choose a value within the bounds".to_owned();
    if let Some(min) = field.min.filter(|min| compare(number, *min).is_lt()) {
        return Err((format!("{number} is less than `min` {min}"), help()));
    }
    if let Some(max) = field.max.filter(|max| compare(number, *max).is_gt()) {
        return Err((format!("{number} is more than `max` {max}"), help()));
    }
    Ok(())
}

fn in_length(text: &str, field: &Field) -> Result<(), Wrong> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let help = || "choose a value within the bounds".to_owned();
    if let Some(min) = field.min_length.filter(|min| length < *min) {
        return Err((
            format!("{} is shorter than `min_length` {min}", quote(text)),
            help(),
        ));
    }
    if let Some(max) = field.max_length.filter(|max| length > *max) {
        return Err((
            format!("{} is longer than `max_length` {max}", quote(text)),
            help(),
        ));
    }
    Ok(())
}

fn matches_pattern(text: &str, field: &Field) -> Result<(), Wrong> {
    let regex = field
        .pattern
        .as_deref()
        .and_then(|pattern| constraints::compile(pattern).ok());
    match regex {
        Some(regex) if !regex.is_match(text) => {
            let message = format!("{} does not match the `pattern`", quote(text));
            Err((message, "choose a value that matches".to_owned()))
        }
        _ => Ok(()),
    }
}
