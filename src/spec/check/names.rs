//! The names of the project and of its models.

use std::collections::HashMap;
use std::ops::Range;

use super::{Check, Draft, MAX_MODELS, required, reserved};
use crate::problem::quote;
use crate::spec::file::at::{At, Key};
use crate::spec::file::shape::{ModelFile, SpecFile};
use crate::spec::model::{IdType, Project};
use crate::spec::name;

/// The longest name of a model or field; what is derived from it stays under PostgreSQL's limit.
pub const MAX_NAME: usize = 50;

/// The project's names.
pub fn project(check: &mut Check, file: &At<SpecFile>) -> Option<Project> {
    let help = "name it: `project: blog`";
    let start = file.span.start..file.span.start;
    let at = required(
        check,
        &file.value.project,
        &start,
        "the key `project` is missing",
        help,
    )?;
    let given = at.value.as_str();
    let crate_name = given.replace('-', "_");
    let sound = given.starts_with(|c: char| c.is_ascii_lowercase())
        && given
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    if !sound {
        let message = format!("{} is not a package name", quote(given));
        let better = name::kebab(given);
        let better = better.trim_start_matches(|c: char| !c.is_ascii_lowercase());
        let help = match better.is_ascii() && !better.is_empty() {
            true => format!(
                "use lower case letters, digits, `-` and `_`: {}",
                quote(better)
            ),
            false => "use lower case letters, digits, `-` and `_`".to_owned(),
        };
        check.add(&at.span, message, help);
        return None;
    }
    if given.len() > MAX_NAME {
        check.add(
            &at.span,
            "the project's name is too long",
            format!("use at most {MAX_NAME} characters"),
        );
        return None;
    }
    if name::is_keyword(&crate_name) || reserved::RESERVED_PROJECTS.contains(&given) {
        let message = format!("a project cannot be called {}", quote(given));
        let help = format!("Rust, cargo or a dependency has that name: try `{given}-app`");
        check.add(&at.span, message, help);
        return None;
    }
    if check.has_admin() && reserved::RESERVED_PROJECTS_FULL.contains(&crate_name.as_str()) {
        let message = format!("a project with an admin cannot be called {}", quote(given));
        check.add(
            &at.span,
            message,
            format!("the admin uses that name: try `{given}-app`"),
        );
        return None;
    }
    Some(Project {
        name: given.to_owned(),
        title: name::title(&crate_name),
        crate_name,
    })
}

/// The models of which the names are sound, and those that are not, marked as broken.
pub fn drafts<'a>(
    check: &mut Check,
    file: &'a At<SpecFile>,
    empty: &'a ModelFile,
) -> Vec<Draft<'a>> {
    let help = "add `models:` with a model below it";
    let start = file.span.start..file.span.start;
    let message = "the key `models` is missing";
    let Some(models) = required(check, &file.value.models, &start, message, help) else {
        return Vec::new();
    };
    let entries = &models.value.list;
    if entries.is_empty() && !models.value.refused {
        check.add(
            &models.key,
            "the spec has no models",
            "add one: `User: { fields: { name: string } }`",
        );
    }
    if entries.len() > MAX_MODELS {
        let message = format!("the spec has {} models", entries.len());
        check.add(
            &models.key,
            message,
            format!("{MAX_MODELS} is the most: split the project"),
        );
    }
    let drafts: Vec<Draft> = entries
        .iter()
        .take(MAX_MODELS)
        .map(|(name, model)| draft(check, name, model, empty))
        .collect();
    renames(check, &drafts);
    drafts
}

fn draft<'a>(
    check: &mut Check,
    at: &'a At<String>,
    model: &'a Key<ModelFile>,
    empty: &'a ModelFile,
) -> Draft<'a> {
    let broken = !model_name(check, at, &at.span) || model.get().is_none();
    let file = model.value().unwrap_or(empty);
    let plural = plural(check, file);
    let stem = plural
        .clone()
        .unwrap_or_else(|| name::plural_snake(&at.value));
    Draft {
        name: at.value.clone(),
        place: at.span.clone(),
        file,
        broken,
        type_name: name::type_name(&at.value),
        plural_module: name::not_a_keyword(stem.clone()),
        plural: match plural {
            Some(plural) => name::title(&plural),
            None => name::human_plural(&at.value),
        },
        table: table(check, file).unwrap_or(stem),
        id: file.id.or(IdType::Integer),
        timestamps: file.timestamps.or(true),
    }
}

/// Whether a name can be a model's.
fn model_name(check: &mut Check, at: &At<String>, span: &Range<usize>) -> bool {
    let given = at.value.as_str();
    let sound = given.starts_with(|c: char| c.is_ascii_uppercase())
        && given.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !sound {
        let message = format!("{} is not a model's name", quote(given));
        let better = name::type_name(&joined(given));
        let help = match better.is_empty() {
            false => format!("begin with a capital, use letters and digits: `{better}`"),
            true => "begin with a capital, use letters and digits: `OrderItem`".to_owned(),
        };
        check.add(span, message, help);
        return false;
    }
    if given.len() > MAX_NAME {
        let message = format!("the name {} is too long", quote(given));
        check.add(span, message, format!("use at most {MAX_NAME} characters"));
        return false;
    }
    let type_name = name::type_name(given);
    if reserved::RESERVED_TYPES.contains(&type_name.as_str()) {
        let message = format!("a model cannot be called {}", quote(given));
        let help =
            format!("Rust or the generated code has a type of that name: try `{type_name}Record`");
        check.add(span, message, help);
        return false;
    }
    true
}

/// Letters and digits of a name, as words with capitals.
fn joined(given: &str) -> String {
    if !given.is_ascii() {
        return String::new();
    }
    let words: String = given
        .chars()
        .take(MAX_NAME)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words = words.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    words
        .split_whitespace()
        .map(|word| {
            let (first, rest) = word.split_at(1);
            format!("{}{rest}", first.to_ascii_uppercase())
        })
        .collect()
}

fn plural(check: &mut Check, file: &ModelFile) -> Option<String> {
    let at = file.plural.get()?;
    let plural = name::snake(&at.value);
    if !is_identifier(&plural) || plural.len() > MAX_NAME || !at.value.is_ascii() {
        let message = format!("{} is not a plural", quote(&at.value));
        check.add(
            &at.span,
            message,
            "write words of letters and digits: `staff_members`",
        );
        return None;
    }
    Some(plural)
}

fn table(check: &mut Check, file: &ModelFile) -> Option<String> {
    let at = file.table.get()?;
    if !is_identifier(&at.value) || at.value.len() > name::MAX_SQL_NAME {
        let message = format!("{} is not a table's name", quote(&at.value));
        let help = format!(
            "use lower case letters, digits and `_`, at most {} characters",
            name::MAX_SQL_NAME
        );
        check.add(&at.span, message, help);
        return None;
    }
    Some(at.value.clone())
}

/// Whether a name is lower case, in ASCII, and begins with a letter.
pub fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn renames(check: &mut Check, drafts: &[Draft]) {
    let mut old_names: HashMap<&str, &str> = HashMap::new();
    for draft in drafts {
        let Some(old) = draft.file.renamed_from.get() else {
            continue;
        };
        if !model_name(check, old, &old.span) {
            continue;
        }
        if drafts.iter().any(|other| other.name == old.value) {
            let message = format!("{} is still a model", quote(&old.value));
            check.add(
                &old.span,
                message,
                "`renamed_from` is a name that is gone: remove it",
            );
        } else if let Some(other) = old_names.insert(&old.value, &draft.name) {
            let message = format!("{} was renamed to `{other}` already", quote(&old.value));
            check.add(&old.span, message, "remove one `renamed_from` of the two");
        }
    }
}
