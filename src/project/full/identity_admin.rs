//! The admin options of a model of the spec whose records log in.

use crate::spec::model::{Admin, Fieldset, Model};

/// What only superusers edit.
pub const SUPERUSER_ONLY: [&str; 3] = ["is_superuser", "groups", "user_permissions"];
/// The groups of the form, as Django's, for what `auth` brings along.
const FIELDSETS: [(&str, &[&str]); 2] = [
    (
        "Permissions",
        &[
            "is_active",
            "is_staff",
            "is_superuser",
            "groups",
            "user_permissions",
        ],
    ),
    ("Important dates", &["last_login", "date_joined"]),
];

/// The options that the spec gives, with sensible ones for what `auth` added.
pub fn options(model: &Model, login: &str) -> Admin {
    let mut admin = model.admin.clone();
    let or = |given: &mut Vec<String>, usual: &[&str]| {
        if given.is_empty() {
            given.extend(usual.iter().map(|&name| name.to_owned()));
        }
    };
    or(&mut admin.list, &[login, "is_staff"]);
    or(&mut admin.search, &[login]);
    let filter = ["is_staff", "is_superuser", "is_active", "groups"];
    or(&mut admin.filter, &filter);
    for name in ["groups", "user_permissions"].map(str::to_owned) {
        if !admin.horizontal.contains(&name) && !admin.autocomplete.contains(&name) {
            admin.horizontal.push(name);
        }
    }
    admin.fieldsets = fieldsets(model, login, admin.fieldsets);
    admin
}

/// The spec's groups, else one of its own fields; the password after the login; and what is in none.
fn fieldsets(model: &Model, login: &str, mut sets: Vec<Fieldset>) -> Vec<Fieldset> {
    let rest = FIELDSETS.iter().flat_map(|(_, names)| *names);
    let is_usual = |name: &str| rest.clone().any(|usual| *usual == name);
    if sets.is_empty() {
        let own = model.fields.iter().filter(|field| field.writable());
        let own = own.map(|field| field.name.clone());
        sets.push(Fieldset {
            title: None,
            fields: own.filter(|name| !is_usual(name)).collect(),
            collapse: false,
        });
    }
    let has = |sets: &[Fieldset], name: &str| {
        let mut fields = sets.iter().flat_map(|set| &set.fields);
        fields.any(|field| field == name)
    };
    if !has(&sets, "password") {
        let at = sets
            .iter()
            .position(|set| set.fields.iter().any(|field| field == login));
        if let Some(set) = sets.get_mut(at.unwrap_or(0)) {
            let login = set.fields.iter().position(|field| field == login);
            set.fields
                .insert(login.map_or(0, |at| at + 1), "password".to_owned());
        }
    }
    for (title, names) in FIELDSETS {
        let fields = names.iter().map(|&name| name.to_owned());
        let fields: Vec<String> = fields.filter(|name| !has(&sets, name)).collect();
        if !fields.is_empty() {
            sets.push(Fieldset {
                title: Some(title.to_owned()),
                fields,
                collapse: false,
            });
        }
    }
    sets
}
