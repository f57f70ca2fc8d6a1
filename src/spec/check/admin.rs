//! The options of a model's admin: each names fields that it can work with.

use std::collections::HashSet;

use super::options::{chosen, ordering};
use super::{Check, Target, Work, inlines, search};
use crate::problem::quote;
use crate::spec::field::Field;
use crate::spec::field_type::FieldType;
use crate::spec::file::at::{At, items};
use crate::spec::file::shape::{AdminFile, FieldsetFile};
use crate::spec::identity;
use crate::spec::model::{Admin, Fieldset};

/// The action that is always there.
const DELETE: &str = "delete_selected";

/// What can be done with selected records.
const ACTIONS: [&str; 2] = [DELETE, "export_csv"];

/// Records per page when nothing is said.
const PER_PAGE: u32 = 100;

/// The admin's options, as far as they are sound.
pub fn resolve(check: &mut Check, works: &[Work], work: &Work) -> Admin {
    let empty = AdminFile::default();
    let file = work.draft.file.admin.value().unwrap_or(&empty);
    let list = chosen(check, work, &file.list, "a column of the list", |target| {
        target.is_column() && target.is_readable()
    });
    Admin {
        list_links: list_links(check, work, file, &list),
        editable: editable(check, work, file, &list),
        list,
        search: search::resolve(check, works, work, file),
        filter: chosen(check, work, &file.filter, "filtered by", |target| {
            (target.is_comparable() || !target.is_column()) && target.is_readable()
        }),
        facets: file.facets.or(false),
        date_hierarchy: date_hierarchy(check, work, file),
        ordering: ordering(check, work, &file.ordering),
        per_page: per_page(check, file),
        readonly: chosen(check, work, &file.readonly, "shown", |target| {
            target.is_readable()
        }),
        fieldsets: fieldsets(check, work, file),
        inlines: inlines::resolve(check, works, work, file),
        autocomplete: autocomplete(check, works, work, file),
        horizontal: chosen(
            check,
            work,
            &file.horizontal,
            "picked between two boxes",
            |target| !target.is_column(),
        ),
        radio: chosen(check, work, &file.radio, "radio buttons", |target| {
            let row = target.field().map(|field| field.row().key);
            matches!(row, Some(FieldType::Enum | FieldType::Reference))
        }),
        actions: actions(check, file),
        save_as: file.save_as.or(false),
    }
}

fn list_links(check: &mut Check, work: &Work, file: &AdminFile, list: &[String]) -> Vec<String> {
    in_list(check, file, "list_links", list);
    chosen(check, work, &file.list_links, "a link", |target| {
        target.is_column()
    })
}

fn editable(check: &mut Check, work: &Work, file: &AdminFile, list: &[String]) -> Vec<String> {
    in_list(check, file, "editable", list);
    for at in items(&file.editable) {
        let first = file.list_links.is_absent() && list.first() == Some(&at.value);
        let link = items(&file.list_links).any(|link| link.value == at.value);
        if first || link {
            let message = format!(
                "{} links to the record, so it cannot be edited in the list",
                quote(&at.value)
            );
            check.add(
                &at.span,
                message,
                "let another column be the link: `list_links`",
            );
        }
    }
    chosen(
        check,
        work,
        &file.editable,
        "edited in the list",
        |target| {
            target
                .field()
                .is_some_and(|field| field.is_column() && field.writable())
        },
    )
}

/// Links and editable fields are columns of the list.
fn in_list(check: &mut Check, file: &AdminFile, name: &str, list: &[String]) {
    let key = match name {
        "editable" => &file.editable,
        _ => &file.list_links,
    };
    let complete = file
        .list
        .value()
        .is_none_or(|given| given.len() == list.len());
    for at in items(key) {
        if complete && !list.contains(&at.value) {
            let message = format!("{} in `{name}` is no column of `list`", quote(&at.value));
            check.add(&at.span, message, "add it to `list`, or remove it here");
        }
    }
}

fn date_hierarchy(check: &mut Check, work: &Work, file: &AdminFile) -> Option<String> {
    let at = file.date_hierarchy.get()?;
    let target = work.target(check, at)?;
    let is_date = match target {
        Target::Id => false,
        Target::Stamp(_) => true,
        Target::Field(field) => {
            matches!(field.row().key, FieldType::Date | FieldType::DateTime) && field.readable()
        }
    };
    if !is_date {
        let message = format!("{} is not a date", quote(&at.value));
        check.add(&at.span, message, "name a `date` or `datetime` field");
        return None;
    }
    Some(at.value.clone())
}

fn per_page(check: &mut Check, file: &AdminFile) -> u32 {
    const MAX: u32 = 1_000;
    let per_page = file.per_page.or(PER_PAGE);
    if let Some(at) = file.per_page.get()
        && !(1..=MAX).contains(&per_page)
    {
        let message = format!("a page cannot have {per_page} records");
        check.add(&at.span, message, format!("write 1 to {MAX}"));
    }
    per_page
}

fn fieldsets(check: &mut Check, work: &Work, file: &AdminFile) -> Vec<Fieldset> {
    let mut seen = HashSet::new();
    items(&file.fieldsets)
        .map(|at| fieldset(check, work, file, at, &mut seen))
        .collect()
}

fn fieldset(
    check: &mut Check,
    work: &Work,
    file: &AdminFile,
    at: &At<FieldsetFile>,
    seen: &mut HashSet<String>,
) -> Fieldset {
    if at.value.fields.is_absent() {
        check.add(
            &at.span,
            "a fieldset without `fields`",
            "add `fields: [name]`",
        );
    }
    let fields = chosen(check, work, &at.value.fields, "in a fieldset", |_| true);
    for name in items(&at.value.fields) {
        let added = work
            .find(&name.value)
            .is_some_and(|target| target.field().is_none());
        let readonly = items(&file.readonly).any(|other| other.value == name.value);
        if added && !readonly {
            let message = format!("{} cannot be edited", quote(&name.value));
            check.add(
                &name.span,
                message,
                "add it to `readonly`, or remove it here",
            );
        } else if fields.contains(&name.value) && !seen.insert(name.value.clone()) {
            let message = format!("{} is in two fieldsets", quote(&name.value));
            check.add(&name.span, message, "remove one of the two");
        }
    }
    Fieldset {
        title: at.value.title.value().cloned(),
        fields,
        collapse: at.value.collapse.or(false),
    }
}

fn autocomplete(check: &mut Check, works: &[Work], work: &Work, file: &AdminFile) -> Vec<String> {
    let names = chosen(
        check,
        work,
        &file.autocomplete,
        "picked by searching",
        |target| {
            target
                .field()
                .is_some_and(|field| linked_model(field).is_some())
        },
    );
    for at in items(&file.autocomplete) {
        let Some(model) = work
            .find(&at.value)
            .and_then(Target::field)
            .and_then(linked_model)
        else {
            continue;
        };
        let mut others = works.iter();
        let other = others.find(|other| other.draft.name == model);
        let searched = other.is_some_and(|other| {
            let admin = other.draft.file.admin.value();
            admin.is_some_and(|admin| items(&admin.search).next().is_some())
        });
        if !searched && !identity::is_system(model) {
            let message = format!("{} has no `admin.search` to pick by", quote(model));
            check.add(
                &at.span,
                message,
                format!("add `admin: {{ search: [...] }}` to `{model}`"),
            );
        }
    }
    names
}

/// The model that a field leads to.
pub fn linked_model(field: &Field) -> Option<&str> {
    let reference = field.reference().map(|reference| reference.model.as_str());
    reference.or_else(|| field.many().map(|many| many.model.as_str()))
}

fn actions(check: &mut Check, file: &AdminFile) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for at in items(&file.actions) {
        if !ACTIONS.contains(&at.value.as_str()) {
            let message = format!("there is no action {}", quote(&at.value));
            let help = "take `export_csv`, or write your own action into `src/admin/actions.rs`";
            check.add(&at.span, message, help);
        } else if names.contains(&at.value) || at.value == DELETE {
            let message = format!("the action {} is there already", quote(&at.value));
            check.add(&at.span, message, "remove it");
        } else {
            names.push(at.value.clone());
        }
    }
    names
}
