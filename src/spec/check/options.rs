//! The options of a model that name its fields: label, order, uniqueness, indexes and API.

use std::collections::HashSet;

use super::{Check, Target, Work, admin, reserved};
use crate::problem::quote;
use crate::spec::file::at::{At, Key, List, items};
use crate::spec::file::shape::ApiFile;
use crate::spec::model::{Api, Label, Model, Ordering, Pagination};
use crate::spec::name;

/// How many records a list gives when nothing is said.
const PAGE_SIZE: u32 = 100;

/// The greatest `max_page_size`.
const MAX_PAGE_SIZE: u32 = 10_000;

/// The model, whole as far as it is sound.
pub fn model(check: &mut Check, works: &[Work], at: usize) -> Model {
    let work = &works[at];
    let draft = work.draft;
    let file = draft.file;
    let snake = name::snake(&draft.name);
    let mut ordering = ordering(check, work, &file.ordering);
    if ordering.is_empty() {
        ordering.push(Ordering {
            field: "id".to_owned(),
            column: "id".to_owned(),
            descending: false,
        });
    }
    Model {
        name: draft.name.clone(),
        type_name: draft.type_name.clone(),
        module: name::module(&draft.name),
        plural_module: draft.plural_module.clone(),
        table: draft.table.clone(),
        path: name::kebab(&draft.plural_module),
        id_param: format!("{snake}_id"),
        snake,
        singular: name::human(&draft.name),
        plural: draft.plural.clone(),
        id: draft.id,
        timestamps: draft.timestamps,
        fields: work
            .fields
            .iter()
            .map(|placed| placed.field.clone())
            .collect(),
        label: label(check, work),
        ordering,
        unique_together: columns(check, work, &file.unique_together, "unique_together", 2),
        indexes: columns(check, work, &file.indexes, "indexes", 1),
        api: api(check, work, &file.api),
        admin: admin::resolve(check, works, work),
        pages: file.pages.or(true),
        renamed_from: file.renamed_from.value().cloned(),
        help: file.help.value().cloned(),
    }
}

fn label(check: &mut Check, work: &Work) -> Label {
    if let Some(at) = work.draft.file.label.get() {
        return match work.target(check, at) {
            Some(Target::Id) | None => Label::Id,
            Some(target) if !stands_for_record(check, target) => {
                let message = format!("{} cannot stand for a record", quote(&at.value));
                let help = "name a field with one plain value that clients can see";
                check.add(&at.span, message, help);
                Label::Id
            }
            Some(_) => Label::Field(at.value.clone()),
        };
    }
    ["name", "title", "slug", "email"]
        .into_iter()
        .find(|name| {
            let target = work.find(name);
            target.is_some_and(|target| target.is_text() && target.is_readable())
        })
        .map_or(Label::Id, |name| Label::Field(name.to_owned()))
}

/// Whether a target's value can be read in a list or a link; the admin shows it without asking for
/// other records.
fn stands_for_record(check: &Check, target: Target) -> bool {
    let is_reference = target
        .field()
        .is_some_and(|field| field.reference().is_some());
    let is_plain = target.is_comparable() && !(is_reference && check.has_admin());
    is_plain && target.is_readable()
}

/// An order, each term a field's name with `-` before it for high to low.
pub fn ordering(check: &mut Check, work: &Work, list: &Key<List<String>>) -> Vec<Ordering> {
    let mut seen = HashSet::new();
    let mut terms = Vec::new();
    for at in items(list) {
        let (field, descending) = match at.value.strip_prefix('-') {
            Some(field) => (field, true),
            None => (at.value.as_str(), false),
        };
        let named = At {
            value: field.to_owned(),
            ..at.clone()
        };
        let Some(target) = work.target(check, &named) else {
            continue;
        };
        if !target.is_comparable() || !target.is_readable() {
            let message = format!("a list cannot be ordered by {}", quote(field));
            check.add(
                &at.span,
                message,
                "name a field with one plain value that clients can see",
            );
        } else if !seen.insert(field) {
            let message = format!("{} is in this order twice", quote(field));
            check.add(&at.span, message, "remove one of the two");
        } else {
            terms.push(Ordering {
                field: field.to_owned(),
                column: target.column(),
                descending,
            });
        }
    }
    terms
}

/// Sets of columns, each of at least `least`.
fn columns(
    check: &mut Check,
    work: &Work,
    sets: &Key<List<List<String>>>,
    name: &str,
    least: usize,
) -> Vec<Vec<String>> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for set in items(sets) {
        let before = check.problems.len();
        let mut columns = Vec::new();
        for at in set.value.iter().filter_map(Key::get) {
            let Some(target) = work.target(check, at) else {
                continue;
            };
            if !target.is_comparable() {
                let message = format!(
                    "{} cannot be in `{name}`: {}",
                    quote(&at.value),
                    target.describe()
                );
                check.add(&at.span, message, "name fields with one plain value");
            } else if columns.contains(&target.column()) {
                let message = format!("{} is in this set twice", quote(&at.value));
                check.add(&at.span, message, "remove one of the two");
            } else {
                columns.push(target.column());
            }
        }
        let complete = check.problems.len() == before && columns.len() == set.value.len();
        if complete && columns.len() < least {
            let help = match least {
                2 => "name two or more, or write `unique: true` at the field",
                _ => "name one or more",
            };
            check.add(&set.span, format!("too few fields for `{name}`"), help);
        } else if complete && !seen.insert(columns.clone()) {
            check.add(&set.span, "this set is here twice", "remove one of the two");
        } else if complete {
            out.push(columns);
        }
    }
    out
}

fn api(check: &mut Check, work: &Work, key: &Key<ApiFile>) -> Api {
    let empty = ApiFile::default();
    let file = key.value().unwrap_or(&empty);
    let (page_size, max_page_size) = page_sizes(check, file);
    let filter = chosen(check, work, &file.filter, "filtered by", |target| {
        target.is_comparable() && target.is_readable()
    });
    parameters(check, work, &file.filter);
    Api {
        filter,
        search: chosen(check, work, &file.search, "searched in", |target| {
            target.is_text() && target.is_readable()
        }),
        order: chosen(check, work, &file.order, "ordered by", |target| {
            target.is_comparable() && target.is_readable()
        }),
        page_size,
        max_page_size,
        pagination: file.pagination.or(Pagination::Offset),
    }
}

fn page_sizes(check: &mut Check, file: &ApiFile) -> (u32, u32) {
    for at in [&file.page_size, &file.max_page_size]
        .into_iter()
        .filter_map(|key| key.get())
    {
        if !(1..=MAX_PAGE_SIZE).contains(&at.value) {
            let message = format!("a page cannot have {} records", at.value);
            check.add(&at.span, message, format!("write 1 to {MAX_PAGE_SIZE}"));
            return (PAGE_SIZE, PAGE_SIZE);
        }
    }
    match (file.page_size.get(), file.max_page_size.get()) {
        (Some(size), Some(max)) => {
            if size.value > max.value {
                let message = format!(
                    "`page_size` {} is more than `max_page_size` {}",
                    size.value, max.value
                );
                check.add(&size.span, message, "lower the one or raise the other");
            }
            (size.value, max.value)
        }
        (Some(size), None) => (size.value, size.value.max(PAGE_SIZE)),
        (None, Some(max)) => (max.value.min(PAGE_SIZE), max.value),
        (None, None) => (PAGE_SIZE, PAGE_SIZE),
    }
}

/// The fields of a list that are `fit`; the others, and repeated ones, are noted.
pub fn chosen(
    check: &mut Check,
    work: &Work,
    list: &Key<List<String>>,
    what: &str,
    fit: impl Fn(Target) -> bool,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for at in items(list) {
        let Some(target) = work.target(check, at) else {
            continue;
        };
        if !fit(target) {
            let kind = target.describe();
            let message = format!("{} cannot be {what}: {kind}", quote(&at.value));
            check.add(&at.span, message, "leave it out, or change the field");
        } else if names.contains(&at.value) {
            let message = format!("{} is in this list twice", quote(&at.value));
            check.add(&at.span, message, "remove one of the two");
        } else {
            names.push(at.value.clone());
        }
    }
    names
}

/// The query parameters of the filters are different from each other and from a list's own.
fn parameters(check: &mut Check, work: &Work, filter: &Key<List<String>>) {
    let names: Vec<(&At<String>, String)> = items(filter)
        .filter_map(|at| Some((at, work.find(&at.value)?)))
        .filter(|(_, target)| target.is_column())
        .map(|(at, target)| (at, target.json_name()))
        .collect();
    let further = match check.has_admin() {
        true => reserved::RESERVED_PARAMETERS_FULL,
        false => &[],
    };
    let mut suffixed = HashSet::new();
    for (_, name) in &names {
        suffixed.extend(
            reserved::FILTER_SUFFIXES
                .iter()
                .map(|suffix| format!("{name}_{suffix}")),
        );
    }
    for (at, name) in &names {
        let mut taken = reserved::RESERVED_PARAMETERS.iter().chain(further);
        let own = taken.any(|taken| {
            taken == name
                || reserved::FILTER_SUFFIXES
                    .iter()
                    .any(|s| format!("{name}_{s}") == **taken)
        });
        if own || suffixed.contains(name) {
            let message = format!(
                "a filter by {} needs the parameter `{name}`, which is taken",
                quote(&at.value)
            );
            check.add(
                &at.span,
                message,
                "rename the field, or leave it out of `filter`",
            );
        }
    }
}
