//! The particulars of a field's type: digits, values, references.

use std::collections::HashMap;
use std::ops::Range;

use super::types::{Base, Type};
use super::{Check, Draft};
use crate::problem::quote;
use crate::spec::field::{Enum, Kind, Many, OnDelete, Reference, Variant};
use crate::spec::field_type::FieldType;
use crate::spec::file::at::{At, items};
use crate::spec::file::shape::FieldOptions;
use crate::spec::name;

/// Whether a field can be absent, by `?` or by `optional`.
pub fn optional(check: &mut Check, ty: &Type, options: &FieldOptions) -> bool {
    if let Some(at) = options.optional.get()
        && ty.optional
        && !at.value
    {
        let message = "`?` makes the field optional, and `optional: false` does not";
        check.add(&at.span, message, "remove one of the two");
    }
    ty.optional || options.optional.or(false)
}

/// A field's type with its particulars; none if they are wrong.
pub fn kind(
    check: &mut Check,
    draft: &Draft,
    name: &At<String>,
    ty: &Type,
    options: &FieldOptions,
    optional: bool,
) -> Option<Kind> {
    Some(match ty.kind {
        Base::Plain(FieldType::Enum) => {
            let values = enum_values(check, options, &ty.span)?;
            Kind::Enum(Enum {
                type_name: name::enum_type(&draft.type_name, &name.value),
                values,
            })
        }
        Base::Plain(FieldType::Decimal) => decimal(check, options)?,
        Base::Plain(FieldType::Slug) => Kind::Slug {
            from: options.from.value().cloned(),
        },
        Base::Plain(plain) => plain_kind(plain)?,
        Base::Reference(model) => Kind::Reference(Reference {
            model: model.name.clone(),
            id: model.id,
            on_delete: on_delete(check, options, optional),
            related_name: options.related_name.value().cloned().unwrap_or_default(),
        }),
        Base::Many(model) => Kind::Many(many(draft, name, model, options)),
    })
}

fn plain_kind(plain: FieldType) -> Option<Kind> {
    Some(match plain {
        FieldType::String => Kind::String,
        FieldType::Text => Kind::Text,
        FieldType::Email => Kind::Email,
        FieldType::Url => Kind::Url,
        FieldType::Integer => Kind::Integer,
        FieldType::Float => Kind::Float,
        FieldType::Boolean => Kind::Boolean,
        FieldType::Date => Kind::Date,
        FieldType::Time => Kind::Time,
        FieldType::DateTime => Kind::DateTime,
        FieldType::Uuid => Kind::Uuid,
        FieldType::Json => Kind::Json,
        FieldType::Slug
        | FieldType::Decimal
        | FieldType::Enum
        | FieldType::Reference
        | FieldType::Many => return None,
    })
}

fn decimal(check: &mut Check, options: &FieldOptions) -> Option<Kind> {
    const MAX_DIGITS: u32 = 18;
    let digits = options.digits.or(12);
    let places = options.places.or(2.min(digits));
    if let Some(at) = options.digits.get()
        && !(1..=MAX_DIGITS).contains(&digits)
    {
        let message = format!("a decimal cannot have {digits} digits");
        check.add(&at.span, message, format!("write 1 to {MAX_DIGITS}"));
        return None;
    }
    if let Some(at) = options.places.get()
        && places > digits
    {
        let message = format!("{places} decimal places are more than all {digits} digits");
        check.add(
            &at.span,
            message,
            "`digits` counts the places too: raise it",
        );
        return None;
    }
    Some(Kind::Decimal { digits, places })
}

fn on_delete(check: &mut Check, options: &FieldOptions, optional: bool) -> OnDelete {
    match options.on_delete.get() {
        Some(at) => {
            if at.value == OnDelete::SetNull && !optional {
                let message = "`set_null` on a required reference";
                check.add(
                    &at.span,
                    message,
                    "add `optional: true`, or choose `cascade` or `restrict`",
                );
            }
            at.value
        }
        None if optional => OnDelete::SetNull,
        None => OnDelete::Restrict,
    }
}

fn many(draft: &Draft, name: &At<String>, model: &Draft, options: &FieldOptions) -> Many {
    let (own, other) = (name::snake(&draft.name), name::snake(&model.name));
    let (from_column, to_column) = name::link_columns(&own, &other);
    Many {
        model: model.name.clone(),
        id: model.id,
        table: name::sql_name(&[&draft.table, &name.value]),
        from_column,
        to_column,
        related_name: options.related_name.value().cloned().unwrap_or_default(),
    }
}

fn enum_values(
    check: &mut Check,
    options: &FieldOptions,
    place: &Range<usize>,
) -> Option<Vec<Variant>> {
    const MAX_VALUES: usize = 200;
    const MAX_VALUE: usize = 100;
    if options.values.is_absent() {
        check.add(
            place,
            "an `enum` needs `values`",
            "add `values: [draft, published]`",
        );
    }
    let list = options.values.get()?;
    if list.value.is_empty() || list.value.len() > MAX_VALUES {
        let message = format!("an `enum` cannot have {} values", list.value.len());
        check.add(&list.span, message, format!("write 1 to {MAX_VALUES}"));
        return None;
    }
    let before = check.problems.len();
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut values = Vec::new();
    for (number, at) in items(&options.values).enumerate() {
        let value = at.value.as_str();
        let length = value.chars().count();
        if value.trim() != value
            || value.is_empty()
            || length > MAX_VALUE
            || value.contains(char::is_control)
        {
            let message = format!("{} is not a value for an `enum`", quote(value));
            let help = format!("write 1 to {MAX_VALUE} characters without space around them");
            check.add(&at.span, message, help);
            continue;
        }
        let ident = name::variant(value).unwrap_or_else(|| format!("Value{}", number + 1));
        match seen.insert(ident.to_lowercase(), value) {
            Some(other) if other == value => {
                check.add(
                    &at.span,
                    format!("the value {} is here twice", quote(value)),
                    "remove one of the two",
                );
            }
            Some(other) => {
                let message = format!(
                    "{} and {} make the same Rust name, `{ident}`",
                    quote(other),
                    quote(value)
                );
                check.add(&at.span, message, "let them differ in letters or digits");
            }
            None => values.push(Variant {
                value: value.to_owned(),
                label: name::sentence(&value.replace('-', "_")),
                ident,
            }),
        }
    }
    (check.problems.len() == before && values.len() == list.value.len()).then_some(values)
}
