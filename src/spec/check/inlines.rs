//! Other models' records in a model's form.

use super::{Check, Work};
use crate::problem::quote;
use crate::spec::file::at::{At, Key, items};
use crate::spec::file::shape::{AdminFile, InlineFile, InlineOptions};
use crate::spec::model::{Inline, InlineLayout};
use crate::spec::suggest::did_you_mean;

/// How many records a form can have of one inline.
const MAX_RECORDS: u32 = 100;

/// The inlines, as far as they are sound.
pub fn resolve(check: &mut Check, works: &[Work], work: &Work, file: &AdminFile) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    for at in items(&file.inlines) {
        let inline = match &at.value {
            InlineFile::Text(name) => {
                let name = At {
                    value: name.clone(),
                    span: at.span.clone(),
                    key: at.key.clone(),
                };
                inline(check, works, work, &name, &InlineOptions::default())
            }
            InlineFile::Map(options) => {
                if options.model.is_absent() {
                    let help = "add `model: Comment`";
                    check.add(&at.span, "an inline without `model`", help);
                }
                let name = options.model.get();
                name.and_then(|name| inline(check, works, work, name, options))
            }
        };
        let Some(inline) = inline else { continue };
        let is_same =
            |other: &Inline| (&other.model, &other.field) == (&inline.model, &inline.field);
        if inlines.iter().any(is_same) {
            let message = format!("{} is in this list twice", quote(&inline.model));
            check.add(&at.span, message, "remove one of the two");
        } else {
            inlines.push(inline);
        }
    }
    inlines
}

fn inline(
    check: &mut Check,
    works: &[Work],
    work: &Work,
    name: &At<String>,
    options: &InlineOptions,
) -> Option<Inline> {
    let Some(other) = works.iter().find(|other| other.draft.name == name.value) else {
        let known = works.iter().map(|other| other.draft.name.as_str());
        let help = did_you_mean(&name.value, known);
        check.add(&name.span, format!("no model {}", quote(&name.value)), help);
        return None;
    };
    let counts = [&options.extra, &options.max];
    for at in counts.into_iter().filter_map(Key::get) {
        if at.value > MAX_RECORDS {
            let message = format!("a form cannot have {} records", at.value);
            check.add(&at.span, message, format!("write at most {MAX_RECORDS}"));
        }
    }
    Some(Inline {
        model: name.value.clone(),
        field: back(check, other, work, name, options)?,
        layout: options.style.or(InlineLayout::Tabular),
        extra: options.extra.or(1),
        max: options.max.value().copied(),
    })
}

/// The field of `other` that refers to the model.
fn back(
    check: &mut Check,
    other: &Work,
    work: &Work,
    name: &At<String>,
    options: &InlineOptions,
) -> Option<String> {
    let owner = quote(&work.draft.name);
    let fields = other.fields.iter().map(|placed| &placed.field);
    let back: Vec<&str> = fields
        .filter(|field| {
            let target = field.reference().map(|reference| &reference.model);
            target == Some(&work.draft.name)
        })
        .map(|field| field.name.as_str())
        .collect();
    if let Some(at) = options.field.get() {
        other.target(check, at)?;
        if !back.contains(&at.value.as_str()) {
            let message = format!("{} does not refer to {owner}", quote(&at.value));
            check.add(&at.span, message, did_you_mean(&at.value, back));
            return None;
        }
        return Some(at.value.clone());
    }
    match back[..] {
        [only] => Some(only.to_owned()),
        [] => {
            if other.is_whole() {
                let message = format!("{} does not refer to {owner}", quote(&name.value));
                let help = format!("add a field of type {owner} to it, or remove the inline");
                check.add(&name.span, message, help);
            }
            None
        }
        [first, second, ..] => {
            let model = &name.value;
            let message = format!("`{model}` refers to {owner} by `{first}` and by `{second}`");
            let help = format!("say which is meant: `{{ model: {model}, field: {first} }}`");
            check.add(&name.span, message, help);
            None
        }
    }
}
