//! Names of different models that would meet in one place: files, tables, paths, Rust types.

use std::collections::HashMap;

use super::{Check, Work, reserved};
use crate::problem::quote;
use crate::spec::field::Field;
use crate::spec::model::Model;
use crate::spec::name;

/// Notes every clash, one per model and kind.
pub fn check(check: &mut Check, works: &[Work], system: &[Model]) {
    reserved_names(check, works);
    models(check, works);
    if check.has_admin() {
        admin_names(check, works);
    }
    tables(check, works, system);
    types(check, works);
}

fn reserved_names(check: &mut Check, works: &[Work]) {
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        let path = name::kebab(&draft.plural_module);
        let taken = reserved::RESERVED_PATHS.contains(&path.as_str())
            || (check.has_admin() && reserved::RESERVED_PATHS_FULL.contains(&path.as_str()));
        if taken {
            let message = format!("the path `/{path}` of {} is taken", quote(&draft.name));
            let place = draft.file.plural.get().map_or(&draft.place, |at| &at.span);
            let help = format!("add `plural: {}_records`", name::snake(&draft.name));
            check.add(place, message, help);
        }
    }
}

/// The admin knows a model by its name in lower case, without anything between its words.
fn admin_names(check: &mut Check, works: &[Work]) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        let address = draft.type_name.to_lowercase();
        match seen.insert(address.clone(), &draft.name) {
            // Models that share their module have been noted as such.
            Some(other) if name::module(other) != name::module(&draft.name) => {
                let message = format!(
                    "{} and `{other}` are both `{address}` in the addresses of the admin",
                    quote(&draft.name)
                );
                check.add(&draft.place, message, "rename one of the two");
            }
            _ => {}
        }
    }
}

/// Modules, plural modules and paths are different: they are file names too, so case is no
/// difference.
fn models(check: &mut Check, works: &[Work]) {
    let mut singular: HashMap<String, &str> = HashMap::new();
    let mut plural: HashMap<String, &str> = HashMap::new();
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        let module = name::module(&draft.name);
        let file = name::kebab(&draft.plural_module);
        if let Some(other) = singular.insert(module.clone(), &draft.name) {
            let message = format!(
                "{} and `{other}` both make the module `{module}`",
                quote(&draft.name)
            );
            check.add(&draft.place, message, "rename one of the two");
        } else if let Some(other) = plural.insert(file, &draft.name) {
            let message = format!(
                "{} and `{other}` both have the plural `{}`",
                quote(&draft.name),
                draft.plural_module
            );
            let place = draft.file.plural.get().map_or(&draft.place, |at| &at.span);
            check.add(place, message, "give one of the two another `plural`");
        }
    }
}

fn tables(check: &mut Check, works: &[Work], system: &[Model]) {
    let reserved = tables_of(system);
    let mut seen: HashMap<String, String> = HashMap::new();
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        let explicit = draft.file.table.get();
        let place = explicit.map_or(&draft.place, |at| &at.span);
        let owner = quote(&draft.name);
        if is_reserved_table(&draft.table) || reserved.contains(&draft.table.as_str()) {
            let message = format!("the table `{}` of {owner} is taken", draft.table);
            check.add(
                place,
                message,
                format!("add `table: {}_records`", name::snake(&draft.name)),
            );
        } else if let Some(other) = seen.insert(draft.table.clone(), owner.clone()) {
            // Two models with one plural have been noted as such.
            if explicit.is_some()
                || works.iter().any(|work| {
                    work.draft.table == draft.table && work.draft.file.table.get().is_some()
                })
            {
                let message = format!("{owner} and {other} both have the table `{}`", draft.table);
                check.add(place, message, "give one of the two another `table`");
            }
        }
    }
    for work in works.iter().filter(|work| !work.draft.broken) {
        for placed in &work.fields {
            let Some(many) = placed.field.many() else {
                continue;
            };
            let owner = format!("`{}.{}`", work.draft.name, placed.field.name);
            if reserved.contains(&many.table.as_str()) {
                let message = format!("the table `{}` of {owner} is taken", many.table);
                let help = "rename the field, or give the model another `table`";
                check.add(&placed.place, message, help);
            } else if let Some(other) = seen.insert(many.table.clone(), owner.clone()) {
                let message = format!("{owner} and {other} both have the table `{}`", many.table);
                check.add(
                    &placed.place,
                    message,
                    "rename the field, or give the model another `table`",
                );
            }
        }
    }
}

fn is_reserved_table(table: &str) -> bool {
    table == "_migrations" || table.starts_with("sqlite_") || table.starts_with("pg_")
}

/// The tables that a project has beside those of its spec.
fn tables_of(system: &[Model]) -> Vec<&str> {
    let links = |model| Model::many(model).filter_map(Field::many);
    let tables = system.iter().flat_map(|model| {
        let links = links(model).map(|many| many.table.as_str());
        links.chain([model.table.as_str()])
    });
    tables.collect()
}

/// Model types, the types derived from them, and enums.
fn types(check: &mut Check, works: &[Work]) {
    let mut seen: HashMap<String, String> = reserved::RESERVED_TYPES
        .iter()
        .map(|name| ((*name).to_owned(), "the generated code".to_owned()))
        .collect();
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        // Models that differ in case alone have been noted as such.
        seen.insert(draft.type_name.clone(), quote(&draft.name));
    }
    for work in works.iter().filter(|work| !work.draft.broken) {
        let draft = work.draft;
        for suffix in reserved::DERIVED_TYPES {
            let derived = name::derived_type(&draft.type_name, suffix);
            if let Some(other) = seen.insert(derived.clone(), quote(&draft.name)) {
                let message = format!(
                    "{} needs the type `{derived}`, and {other} has it",
                    quote(&draft.name)
                );
                check.add(&draft.place, message, "rename one of the two");
            }
        }
    }
    for work in works.iter().filter(|work| !work.draft.broken) {
        for placed in &work.fields {
            let Some(enumeration) = placed.field.enumeration() else {
                continue;
            };
            let owner = format!("`{}.{}`", work.draft.name, placed.field.name);
            if let Some(other) = seen.insert(enumeration.type_name.clone(), owner.clone()) {
                let message = format!(
                    "{owner} needs the type `{}`, and {other} has it",
                    enumeration.type_name
                );
                check.add(&placed.place, message, "rename one of the two");
            }
        }
    }
}
