//! The fields of a model: their names, types and options.

use std::collections::HashMap;
use std::ops::Range;

use super::kinds::{kind, optional};
use super::names::{MAX_NAME, is_identifier};
use super::types::unfold;
use super::{Check, Draft, MAX_FIELDS, Models, Placed, Work, constraints, reserved, values};
use crate::problem::quote;
use crate::spec::field::{Field, Kind};
use crate::spec::file::at::At;
use crate::spec::file::shape::FieldFile;
use crate::spec::name;

/// A model's fields, as far as they are sound.
pub fn resolve<'a>(check: &mut Check, models: &Models<'a>, draft: &'a Draft<'a>) -> Work<'a> {
    let mut work = Work {
        draft,
        fields: Vec::new(),
        declared: Default::default(),
    };
    let Some(entries) = draft.file.fields.get() else {
        if draft.file.fields.is_absent() && !draft.broken {
            no_fields(check, draft, &draft.place);
        }
        return work;
    };
    if entries.value.list.is_empty() && !entries.value.refused {
        no_fields(check, draft, &entries.key);
    }
    if entries.value.list.len() > MAX_FIELDS {
        let message = format!(
            "{} has {} fields",
            quote(&draft.name),
            entries.value.list.len()
        );
        check.add(
            &entries.key,
            message,
            format!("{MAX_FIELDS} is the most: split the model"),
        );
    }
    for (name, file) in entries.value.list.iter().take(MAX_FIELDS) {
        work.declared.insert(name.value.as_str());
        let sound = field_name(check, draft, name);
        let Some(file) = file.get() else { continue };
        if let Some(field) = field(check, models, draft, name, file)
            && sound
        {
            work.fields.push(Placed {
                place: name.span.clone(),
                field,
            });
        }
    }
    slug_sources(check, &work);
    collisions(check, &work);
    renames(check, &work);
    let complete = work.fields.len() == work.declared.len() && !entries.value.refused;
    if complete && !work.fields.is_empty() {
        writable(check, &work, &entries.key);
    }
    work
}

fn no_fields(check: &mut Check, draft: &Draft, place: &Range<usize>) {
    let message = format!("{} has no fields", quote(&draft.name));
    check.add(place, message, "add one: `fields: { name: string }`");
}

fn field_name(check: &mut Check, draft: &Draft, at: &At<String>) -> bool {
    let given = at.value.as_str();
    if !is_identifier(given) || given.contains("__") {
        let message = format!("{} is not a field's name", quote(given));
        let better = name::snake(given);
        let help = match is_identifier(&better) && better != given {
            true => format!("use lower case letters, digits and `_`: {}", quote(&better)),
            false => "begin with a lower case letter, use letters, digits and single `_`".into(),
        };
        check.add(&at.span, message, help);
        return false;
    }
    if given.len() > MAX_NAME {
        let message = format!("the name {} is too long", quote(given));
        check.add(
            &at.span,
            message,
            format!("use at most {MAX_NAME} characters"),
        );
        return false;
    }
    let added = match given {
        "id" => Some("every model has an `id`: remove the field, or choose its type by `id:`"),
        "created_at" | "updated_at" if draft.timestamps => {
            Some("timestamps are added: remove the field, or write `timestamps: false`")
        }
        _ => None,
    };
    if check.has_admin() && reserved::RESERVED_FIELDS_FULL.contains(&given) {
        let message = format!(
            "the forms of the {} style use {}",
            check.style.name(),
            quote(given)
        );
        check.add(&at.span, message, format!("rename it: `{given}_value`"));
        return false;
    }
    if let Some(help) = added {
        check.add(&at.span, format!("`{given}` is added to every model"), help);
    }
    added.is_none()
}

fn field(
    check: &mut Check,
    models: &Models,
    draft: &Draft,
    name: &At<String>,
    file: &At<FieldFile>,
) -> Option<Field> {
    let (ty, options) = unfold(check, models, name, file)?;
    let options = constraints::applicable(check, ty.kind.field_type(), options);
    let optional = optional(check, &ty, &options);
    let kind = kind(check, draft, name, &ty, &options, optional);
    let mut field = named(name, kind?);
    field.optional = optional;
    field.unique = options.unique.or(false);
    field.index = options.index.or(false);
    field.min_length = options.min_length.value().copied();
    field.max_length = options.max_length.value().copied();
    field.pattern = options.pattern.value().cloned();
    field.read_only = options.read_only.or(false);
    field.write_only = options.write_only.or(false);
    field.help = options.help.value().cloned();
    field.renamed_from = options.renamed_from.value().cloned();
    if let Some(label) = options.label.value() {
        field.label.clone_from(label);
    }
    values::resolve(check, &options, &mut field);
    constraints::combinations(check, &options, &field, &name.span);
    Some(field)
}

/// A field of which only the names and the type are set.
fn named(name: &At<String>, kind: Kind) -> Field {
    let given = name.value.as_str();
    let column = match &kind {
        Kind::Reference(_) => format!("{given}_id"),
        Kind::Many(_) => format!("{}_ids", name::singular_snake(given)),
        _ => given.to_owned(),
    };
    Field {
        name: given.to_owned(),
        ident: name::ident(&column),
        relation_ident: name::ident(given),
        json_name: column.clone(),
        title: name::title(&column),
        label: name::sentence(given),
        column,
        kind,
        optional: false,
        unique: false,
        index: false,
        default: None,
        min: None,
        max: None,
        min_length: None,
        max_length: None,
        pattern: None,
        read_only: false,
        write_only: false,
        help: None,
        renamed_from: None,
        backfill: None,
        is_added: false,
    }
}

/// A slug's `from` names a text field that is there whenever the slug has to be.
fn slug_sources(check: &mut Check, work: &Work) {
    let Some(entries) = work.draft.file.fields.get() else {
        return;
    };
    for (name, file) in &entries.value.list {
        let Some(FieldFile::Map(options)) = file.value() else {
            continue;
        };
        let (Some(from), Some(slug)) = (options.from.get(), work.find(&name.value)) else {
            continue;
        };
        let Some(slug) = slug
            .field()
            .filter(|field| matches!(field.kind, Kind::Slug { .. }))
        else {
            continue;
        };
        let Some(source) = work.target(check, from) else {
            continue;
        };
        let own = source.field().is_some_and(|field| field.name == slug.name);
        if !source.is_text() || own || !source.is_readable() {
            let message = format!("a slug cannot be made from {}", quote(&from.value));
            check.add(
                &from.span,
                message,
                "name a text field that clients can see",
            );
        } else if source.field().is_some_and(|field| field.optional) && !slug.optional {
            let message = format!(
                "{} is optional, and the slug made from it is not",
                quote(&from.value)
            );
            check.add(
                &from.span,
                message,
                "make the slug optional too, or its source required",
            );
        }
    }
}

/// Columns, JSON names and Rust identifiers are all different.
pub fn collisions(check: &mut Check, work: &Work) {
    let mut seen: HashMap<&str, &str> = HashMap::from([("id", "id")]);
    if work.draft.timestamps {
        seen.extend([("created_at", "created_at"), ("updated_at", "updated_at")]);
    }
    for placed in &work.fields {
        let field = &placed.field;
        // Both names of a reference are in one response: `author_id`, and `author` expanded.
        let mut names = vec![
            field.json_name.as_str(),
            field.ident.as_str(),
            field.relation_ident.as_str(),
            field.name.as_str(),
        ];
        names.sort_unstable();
        names.dedup();
        for name in names {
            match seen.get(name) {
                Some(other) if *other != field.name => {
                    let message =
                        format!("`{}` and `{other}` both make the name `{name}`", field.name);
                    check.add(&placed.place, message, "rename one of the two");
                    break;
                }
                _ => seen.insert(name, &field.name),
            };
        }
    }
}

fn renames(check: &mut Check, work: &Work) {
    let mut old_names: HashMap<&str, &str> = HashMap::new();
    let Some(entries) = work.draft.file.fields.get() else {
        return;
    };
    for (name, file) in &entries.value.list {
        let Some(FieldFile::Map(options)) = file.value() else {
            continue;
        };
        let Some(old) = options.renamed_from.get() else {
            continue;
        };
        if work.declared.contains(old.value.as_str()) {
            let message = format!("{} is still a field", quote(&old.value));
            check.add(
                &old.span,
                message,
                "`renamed_from` is a name that is gone: remove it",
            );
        } else if !is_identifier(&old.value) {
            let message = format!("{} is not a field's name", quote(&old.value));
            check.add(&old.span, message, "write the name that the field had");
        } else if let Some(other) = old_names.insert(&old.value, &name.value) {
            let message = format!("{} was renamed to `{other}` already", quote(&old.value));
            check.add(&old.span, message, "remove one `renamed_from` of the two");
        }
    }
}

/// A record needs a column that a client can fill.
fn writable(check: &mut Check, work: &Work, place: &Range<usize>) {
    let sound = work
        .fields
        .iter()
        .any(|placed| placed.field.is_column() && placed.field.writable());
    if !sound {
        let message = format!(
            "{} has no field that a client can send",
            quote(&work.draft.name)
        );
        check.add(
            place,
            message,
            "add one that is neither `read_only` nor many-to-many",
        );
    }
}
