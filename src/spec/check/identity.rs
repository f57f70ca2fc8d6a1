//! Who logs in: the model that `auth` names, and what it gets for that.

use std::ops::Range;

use super::fields::collisions;
use super::{Check, Placed, Work};
use crate::problem::quote;
use crate::spec::field::Field;
use crate::spec::file::at::At;
use crate::spec::file::shape::SpecFile;
use crate::spec::identity;
use crate::spec::model::{Auth, Model};
use crate::spec::suggest::did_you_mean;

/// What decides about an account's access: only the project's own pages change it.
const KEPT: [&str; 5] = [
    "password",
    "is_staff",
    "is_superuser",
    "groups",
    "user_permissions",
];

/// Who can log in, and gives the spec's own identity model the fields that it needs for that.
pub fn resolve(
    check: &mut Check,
    file: &At<SpecFile>,
    works: &mut [Work],
    system: &mut Vec<Model>,
) -> Option<Auth> {
    let Some(at) = file.value.auth.get() else {
        let has_account = !system.is_empty();
        return has_account.then(|| Auth {
            model: identity::ACCOUNT.to_owned(),
            login: identity::LOGIN.to_owned(),
        });
    };
    let Some(model) = at.value.model.get() else {
        if at.value.model.is_absent() {
            let message = "`auth` names no model";
            check.add(&at.key, message, "write `auth: { model: User }`");
        }
        return None;
    };
    let named = works.iter().position(|work| work.draft.name == model.value);
    let Some(named) = named else {
        let known = works.iter().map(|work| work.draft.name.as_str());
        let help = did_you_mean(&model.value, known);
        let message = format!("no model {}", quote(&model.value));
        check.add(&model.span, message, help);
        return None;
    };
    let login = login(check, model, &works[named]);
    complete(check, &mut works[named], system, &model.span);
    system.retain(|model| model.name != identity::ACCOUNT);
    Some(Auth {
        model: model.value.clone(),
        login: login?,
    })
}

fn login(check: &mut Check, model: &At<String>, work: &Work) -> Option<String> {
    let mut fields = work.fields.iter().map(|placed| &placed.field);
    let login = fields.find(|field| {
        field.row().name == "email" && field.unique && !field.optional && field.readable()
    });
    if login.is_none() && !work.draft.broken && work.is_whole() {
        let message = format!("{} has no field to log in with", quote(&model.value));
        let help = "give it a unique, required email: `email: { type: email, unique: true }`";
        check.add(&model.span, message, help);
    }
    login.map(|field| field.name.clone())
}

/// Adds what an account has to its fields, unless it declares that itself.
fn complete(check: &mut Check, work: &mut Work, system: &[Model], place: &Range<usize>) {
    for field in identity::fields(system) {
        if !work.declared.contains(field.name.as_str()) {
            work.fields.push(Placed {
                place: place.clone(),
                field: identity::field_of(field, &work.draft.name, &work.draft.table),
            });
            continue;
        }
        let mut declared = work.fields.iter();
        if let Some(own) = declared.find(|own| own.field.name == field.name) {
            own_field(check, own, field);
        }
    }
    if !system.is_empty() {
        collisions(check, work);
    }
}

/// A field that the model declares fits what the project does with it.
fn own_field(check: &mut Check, own: &Placed, field: &Field) {
    let name = quote(&field.name);
    if KEPT.contains(&field.name.as_str()) {
        let message = format!("{name} decides who may do what, so clients must not send it");
        check.add(&own.place, message, "rename or remove it: `auth` adds one");
        return;
    }
    let facts = |field: &Field| (field.row().key, field.optional, field.default.is_some());
    if facts(&own.field) != facts(field) {
        let optional = if field.optional { "an optional" } else { "a" };
        let default = match field.default {
            Some(_) => " with a default",
            None => "",
        };
        let kind = field.row().name;
        let message =
            format!("{name} of the model that logs in has to be {optional} `{kind}`{default}");
        check.add(&own.place, message, "change or remove it: `auth` adds it");
    }
}
