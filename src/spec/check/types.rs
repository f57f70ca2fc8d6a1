//! The type that a field's text stands for.

use std::ops::Range;

use super::{Check, Draft, Models};
use crate::problem::quote;
use crate::spec::field_type::FieldType;
use crate::spec::file::at::{At, Key};
use crate::spec::file::shape::{FieldFile, FieldOptions, TypeFile};
use crate::spec::suggest::{did_you_mean, nearest};

/// What a field's type text says.
pub struct Type<'a> {
    /// The type.
    pub kind: Base<'a>,
    /// Whether it ends in `?`.
    pub optional: bool,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A type, with the model it refers to.
#[derive(Clone, Copy)]
pub enum Base<'a> {
    /// One of the table's types.
    Plain(FieldType),
    /// A foreign key.
    Reference(&'a Draft<'a>),
    /// Many-to-many.
    Many(&'a Draft<'a>),
}

impl Base<'_> {
    /// The row key of the type table.
    pub fn field_type(self) -> FieldType {
        match self {
            Base::Plain(kind) => kind,
            Base::Reference(_) => FieldType::Reference,
            Base::Many(_) => FieldType::Many,
        }
    }
}

/// The type and options of a field, whichever form it is written in.
pub fn unfold<'a>(
    check: &mut Check,
    models: &Models<'a>,
    name: &At<String>,
    file: &At<FieldFile>,
) -> Option<(Type<'a>, FieldOptions)> {
    match &file.value {
        FieldFile::Text(text) => {
            let ty = text_type(check, models, text, &file.span)?;
            Some((ty, FieldOptions::default()))
        }
        FieldFile::List(list) => {
            let ty = list_type(check, models, list, &file.span)?;
            Some((ty, FieldOptions::default()))
        }
        FieldFile::Map(options) => {
            if options.kind.is_absent() {
                let message = format!("the field {} has no type", quote(&name.value));
                check.add(&name.span, message, "add one: `type: string`");
            }
            let kind = options.kind.get()?;
            let ty = match &kind.value {
                TypeFile::Text(text) => text_type(check, models, text, &kind.span)?,
                TypeFile::List(list) => list_type(check, models, list, &kind.span)?,
            };
            Some((ty, (**options).clone()))
        }
    }
}

fn text_type<'a>(
    check: &mut Check,
    models: &Models<'a>,
    text: &str,
    span: &Range<usize>,
) -> Option<Type<'a>> {
    let (name, optional) = match text.strip_suffix('?') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let kind = match (FieldType::from_name(name), models.get(name)) {
        (Some(kind), _) => Base::Plain(kind),
        (None, Some(model)) => Base::Reference(model),
        (None, None) => {
            unknown(check, models, name, span);
            return None;
        }
    };
    Some(Type {
        kind,
        optional,
        span: span.clone(),
    })
}

fn unknown(check: &mut Check, models: &Models, name: &str, span: &Range<usize>) {
    let mut known: Vec<&str> = models.keys().copied().collect();
    known.sort_unstable();
    let is_model = name.starts_with(|c: char| c.is_ascii_uppercase());
    let (what, help) = match is_model && nearest(name, FieldType::names()).is_none() {
        true => ("no model", did_you_mean(name, known)),
        false => {
            for (at, name) in FieldType::names().enumerate() {
                known.insert(at, name);
            }
            let aliases = alias(name).map(|better| format!("write `{better}`"));
            (
                "unknown type",
                aliases.unwrap_or_else(|| did_you_mean(name, known)),
            )
        }
    };
    check.add(span, format!("{what} {}", quote(name)), help);
}

/// Our name for a type that other tools call otherwise.
fn alias(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "str" | "varchar" | "char" | "charfield" => "string",
        "int" | "bigint" | "i64" | "i32" | "number" | "serial" => "integer",
        "bool" => "boolean",
        "double" | "real" | "f64" | "f32" => "float",
        "numeric" | "money" => "decimal",
        "timestamp" | "timestamptz" | "date-time" => "datetime",
        "uri" => "url",
        "jsonb" | "object" | "dict" | "map" => "json",
        "choice" | "choices" => "enum",
        _ => return None,
    })
}

fn list_type<'a>(
    check: &mut Check,
    models: &Models<'a>,
    list: &[Key<String>],
    span: &Range<usize>,
) -> Option<Type<'a>> {
    let [item] = list else {
        check.add(
            span,
            "a many-to-many field names one model",
            "write `[Tag]`",
        );
        return None;
    };
    let item = item.get()?;
    match models.get(item.value.as_str()) {
        Some(model) => Some(Type {
            kind: Base::Many(model),
            optional: false,
            span: span.clone(),
        }),
        None if FieldType::from_name(item.value.trim_end_matches('?')).is_some() => {
            let message = format!("a list of {} is not a type", quote(&item.value));
            check.add(
                &item.span,
                message,
                "name a model for many-to-many, or use `json`",
            );
            None
        }
        None => {
            let mut known: Vec<&str> = models.keys().copied().collect();
            known.sort_unstable();
            let help = did_you_mean(&item.value, known);
            check.add(&item.span, format!("no model {}", quote(&item.value)), help);
            None
        }
    }
}
