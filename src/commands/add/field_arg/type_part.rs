//! The type of a field argument, with what belongs to it: `enum:draft,published`, `many:Tag`.

use super::{FieldArg, Part, Parts, modifier::Modifier};
use crate::{
    edit::{Value, scalar},
    problem::{Problem, quote},
    spec::field::FieldType,
};

/// Reads the type and the parts after it that belong to it.
pub fn read(field: &mut FieldArg, kind: Part, parts: &mut Parts) -> Result<(), Problem> {
    let (name, optional) = without_mark(kind.text);
    let mut optional = optional.then(|| kind.place.clone());
    field.type_text = match name {
        "references" | "many" => {
            let model = model(field, name, &kind, parts)?;
            let (model_name, is_optional) = without_mark(model.text);
            if is_optional {
                optional = Some(model.place.clone());
            }
            field.type_place = kind.place.start..model.place.end;
            match name {
                "many" => format!("[{}]", scalar(model_name)),
                _ => scalar(model_name),
            }
        }
        _ => match name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
        {
            Some(model) => format!("[{}]", scalar(model)),
            None => scalar(name),
        },
    };
    match name {
        "enum" => values(field, &kind, parts)?,
        "decimal" => digits(field, parts),
        _ => {}
    }
    if let Some(place) = optional {
        field.set("optional", Value::Line("true".to_owned()), place);
    }
    Ok(())
}

fn without_mark(text: &str) -> (&str, bool) {
    match text.strip_suffix('?') {
        Some(text) => (text, true),
        None => (text, false),
    }
}

/// The model after `references` or `many`.
fn model<'a>(
    field: &FieldArg,
    word: &str,
    kind: &Part,
    parts: &mut Parts<'a>,
) -> Result<Part<'a>, Problem> {
    let is_model = |text: &str| {
        let is_type = FieldType::from_name(without_mark(text).0).is_some();
        !text.is_empty() && !is_type && !Modifier::is_like(text)
    };
    let next = parts.peek().filter(|next| is_model(next));
    next.and_then(|_| parts.next()).ok_or_else(|| {
        let example = match word {
            "many" => format!("{}:many:Tag", field.name),
            _ => format!("{}:references:User", field.name),
        };
        Problem::at(kind.place.clone(), format!("`{word}` names no model"))
            .help(format!("write the model after it: {}", quote(&example)))
    })
}

/// `draft,published` after `enum`.
fn values(field: &mut FieldArg, kind: &Part, parts: &mut Parts) -> Result<(), Problem> {
    let next = parts.peek().unwrap_or_default();
    if next.starts_with("values=") {
        return Ok(());
    }
    let is_list = !next.is_empty() && !next.contains('=');
    let Some(part) = parts.next().filter(|_| is_list) else {
        let message = format!("the enum {} has no values", quote(&field.name));
        let example = format!("{}:enum:draft,published", field.name);
        let help = format!("write them after the type: {}", quote(&example));
        return Err(Problem::at(kind.place.clone(), message).help(help));
    };
    field.set("values", list(part.text), part.place);
    Ok(())
}

/// The words of `draft,published`.
pub fn list(text: &str) -> Value {
    let items: Vec<String> = text.split(',').map(|item| scalar(item.trim())).collect();
    Value::Line(format!("[{}]", items.join(", ")))
}

/// `10,2` after `decimal`.
fn digits(field: &mut FieldArg, parts: &mut Parts) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_digits = |next: &str| next.split(',').all(is_number) && next.split(',').count() <= 2;
    if !parts.peek().is_some_and(is_digits) {
        return;
    }
    let Some(part) = parts.next() else {
        return;
    };
    let (digits, places) = match part.text.split_once(',') {
        Some((digits, places)) => (digits, Some(places)),
        None => (part.text, None),
    };
    field.set("digits", Value::Line(digits.to_owned()), part.place.clone());
    if let Some(places) = places {
        let start = part.place.end - places.len();
        field.set(
            "places",
            Value::Line(places.to_owned()),
            start..part.place.end,
        );
    }
}
