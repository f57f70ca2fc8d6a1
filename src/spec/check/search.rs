//! What the search box of a list looks in: `title`, `^title`, `author__name`.

use super::admin::linked_model;
use super::{Check, Work};
use crate::problem::quote;
use crate::spec::file::at::{At, items};
use crate::spec::file::shape::AdminFile;

/// What a path can begin with: look at the start, at the whole, or at the words of a text.
const PREFIXES: [char; 3] = ['^', '=', '@'];

/// What stands between the fields of a path.
const STEP: &str = "__";

/// The fields to look in, as far as they are sound.
pub fn resolve(check: &mut Check, works: &[Work], work: &Work, file: &AdminFile) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for at in items(&file.search) {
        let path = at.value.strip_prefix(PREFIXES).unwrap_or(&at.value);
        if !leads_to_text(check, works, work, at, path) {
            continue;
        }
        if paths.contains(&at.value) {
            let message = format!("{} is in this list twice", quote(&at.value));
            check.add(&at.span, message, "remove one of the two");
        } else {
            paths.push(at.value.clone());
        }
    }
    paths
}

/// Whether a path leads to a text that can be seen; if not, that is noted.
fn leads_to_text(
    check: &mut Check,
    works: &[Work],
    work: &Work,
    at: &At<String>,
    path: &str,
) -> bool {
    let (name, rest) = match path.split_once(STEP) {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    if name.is_empty() {
        let message = format!("{} ends before it names a field", quote(&at.value));
        check.add(&at.span, message, "name a text field, or leave it out");
        return false;
    }
    let named = At {
        value: name.to_owned(),
        ..at.clone()
    };
    let Some(target) = work.target(check, &named) else {
        return false;
    };
    let Some(rest) = rest else {
        let is_sound = target.is_text() && target.is_readable();
        if !is_sound {
            let kind = target.describe();
            let message = format!("{} cannot be searched in: {kind}", quote(name));
            let help = match target.field().and_then(linked_model) {
                Some(_) => format!("name a text field that it leads to: `{name}{STEP}name`"),
                None => "leave it out, or change the field".to_owned(),
            };
            check.add(&at.span, message, help);
        }
        return is_sound;
    };
    let model = target.field().and_then(linked_model);
    let mut others = works.iter();
    match others.find(|other| Some(other.draft.name.as_str()) == model) {
        Some(other) => leads_to_text(check, works, other, at, rest),
        None => {
            let message = format!("{} leads to no model of the spec", quote(name));
            check.add(
                &at.span,
                message,
                format!("name a text field of {}", quote(&work.draft.name)),
            );
            false
        }
    }
}
