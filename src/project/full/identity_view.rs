//! What templates see of the model whose records log in.

use serde::Serialize;

use super::field_view;
use super::words::static_name;
use crate::project::api::rule::sql_in_rust;
use crate::spec::field::{Kind, Many};
use crate::spec::identity::ACCOUNT;
use crate::spec::model::{IdType, Model, Spec};

/// The most characters of an email address.
const EMAIL_LENGTH: u32 = 254;

/// The identity as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct IdentityView {
    /// Whether it is a model of the spec.
    pub own: bool,
    /// The model's name in the spec.
    pub model: String,
    /// The static that describes it: `USER`.
    pub static_name: String,
    /// Its table, in a Rust string that holds SQL.
    pub table: String,
    /// The Rust type of its id.
    pub id_type: &'static str,
    /// The variant of a value that holds its id.
    pub id_value: &'static str,
    /// The field by which it logs in.
    pub login: String,
    /// Its column, in a Rust string that holds SQL.
    pub login_sql: String,
    /// What people call it.
    pub login_label: String,
    /// The most characters of it.
    pub login_length: u32,
    /// What makes a name a login, in tests.
    pub sample_end: &'static str,
    /// Its name in paths and permissions: `user`.
    pub name: String,
    /// Its part of the admin's addresses.
    pub path: String,
    /// The field of the address of its mail.
    pub email: String,
    /// Its column, in a Rust string that holds SQL.
    pub email_sql: String,
    /// The column of its name in greetings, likewise.
    pub name_sql: String,
    /// What people call that.
    pub name_label: String,
    /// The table and the columns of its link to groups.
    pub groups: LinkView,
    /// The same of its link to permissions.
    pub permissions: LinkView,
}

/// A link table, in Rust strings that hold SQL.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its name.
    pub table: String,
    /// Its column for the identity.
    pub from: String,
    /// Its column for the other model.
    pub to: String,
}

impl IdentityView {
    /// The identity of a project, if its style has one.
    pub fn of(spec: &Spec) -> Option<IdentityView> {
        let model = spec.identity()?;
        let login = &spec.auth.as_ref()?.login;
        let own = model.name != ACCOUNT;
        let email = if own { login } else { "email" };
        let shown = name(model).unwrap_or(login);
        let (app, name) = match own {
            true => (spec.project.crate_name.as_str(), model.snake.as_str()),
            false => ("auth", "user"),
        };
        let label = |name: &str| model.field(name).map(field_view::label);
        Some(IdentityView {
            own,
            model: model.name.clone(),
            static_name: static_name(model),
            table: sql_in_rust(&model.table),
            id_type: model.id.rust_type(),
            id_value: match model.id {
                IdType::Integer => "Integer",
                IdType::Uuid => "Uuid",
            },
            login_sql: sql_in_rust(login),
            login_label: label(login)?,
            sample_end: if own { "@example.com" } else { "" },
            path: format!("{app}/{name}"),
            name: name.to_owned(),
            login_length: model.field(login)?.max_length.unwrap_or(EMAIL_LENGTH),
            email: email.to_owned(),
            email_sql: sql_in_rust(email),
            name_sql: sql_in_rust(shown),
            name_label: label(shown)?,
            groups: link(model.field("groups")?.many()?),
            permissions: link(model.field("user_permissions")?.many()?),
            login: login.clone(),
        })
    }
}

/// The field with what a record is called, of those that are usual.
fn name(model: &Model) -> Option<&str> {
    let fields = ["first_name", "name", "full_name"].into_iter();
    fields
        .filter_map(|name| model.field(name))
        .find(|field| field.kind == Kind::String && field.readable())
        .map(|field| field.name.as_str())
}

fn link(many: &Many) -> LinkView {
    LinkView {
        table: sql_in_rust(&many.table),
        from: sql_in_rust(&many.from_column),
        to: sql_in_rust(&many.to_column),
    }
}
