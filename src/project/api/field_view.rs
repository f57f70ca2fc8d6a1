//! What a template sees of a field: finished text, no questions.

use serde::Serialize;

use super::rule;
use crate::project::escape::{rust_doc, rust_str};
use crate::spec::field::{Enum, Field, Kind};
use crate::spec::model::Model;
use crate::spec::value::DefaultValue;

/// How long a slug can be that is made from other text.
const SLUG_LENGTH: u32 = 255;

/// A field as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// The Rust identifier: `author_id`, `r#type`.
    pub ident: String,
    /// The name in JSON: `author_id`, `type`.
    pub json_name: String,
    /// The name that serde has to be told, where the identifier does not give it.
    pub rename: Option<String>,
    /// The column in a Rust string that holds SQL.
    pub column: String,
    /// The static that holds the rule.
    pub rule_name: String,
    /// The rule's type.
    pub rule_type: String,
    /// The rule's value.
    pub rule: String,
    /// The type of a value that is there.
    pub value_type: String,
    /// The type in the public struct and in `…Create`.
    pub full_type: String,
    /// The type in `…Update`.
    pub change_type: String,
    /// How `…Create` reads it.
    pub read: String,
    /// How `…Update` reads it.
    pub read_change: &'static str,
    /// Whether the rule is used: to read the field or to filter by it.
    pub has_rule: bool,
    /// The regular expression of the rule.
    pub pattern: Option<String>,
    /// Whether a client can send it.
    pub writable: bool,
    /// Whether a client is shown it.
    pub readable: bool,
    /// Whether it is a column of the model's own table.
    pub is_column: bool,
    /// The value of a field that clients cannot send, where there is one.
    pub fixed: Option<String>,
    /// What it is, as a doc comment's text.
    pub doc: Option<String>,
    /// What the documentation says of it beyond its type and its doc comment.
    pub schemars: Option<String>,
    /// The text that a slug is made from, as a Rust expression.
    pub slug_from: Option<String>,
    /// How long that slug can be.
    pub slug_length: u32,
    /// The words of an enum.
    pub choices: Option<ChoicesView>,
    /// What a reference or many-to-many field relates to.
    pub relation: Option<RelationView>,
}

/// An enum as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct ChoicesView {
    /// The Rust type.
    pub type_name: String,
    /// Its variants.
    pub variants: Vec<VariantView>,
}

/// One word of an enum.
#[derive(Clone, Debug, Serialize)]
pub struct VariantView {
    /// The Rust variant.
    pub ident: String,
    /// As JSON and the database have it.
    pub value: String,
}

/// The other side of a reference or a many-to-many field.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// The Rust identifier of the embedded record or records: `author`, `tags`.
    pub ident: String,
    /// Its name in JSON and in `?expand=`.
    pub json_name: String,
    /// The name that serde has to be told, where the identifier does not give it.
    pub rename: Option<String>,
    /// The type of the embedded record or records.
    pub embedded_type: String,
    /// That type where it is there, for the documentation.
    pub shown_type: String,
    /// The other model's type.
    pub model: String,
    /// The other model's module.
    pub module: String,
    /// The other model for people: `Order Item`.
    pub singular: String,
    /// The other table, in a Rust string that holds SQL.
    pub table: String,
    /// The other model's id type.
    pub id_type: &'static str,
    /// Whether there can be none.
    pub optional: bool,
    /// The link table and its columns, for many-to-many.
    pub link: Option<LinkView>,
}

/// A link table.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its name, in a Rust string that holds SQL.
    pub table: String,
    /// Its column for this side.
    pub from: String,
    /// Its column for the other side.
    pub to: String,
}

impl FieldView {
    /// What templates see of `field`; `relation` is the other side, if it has one.
    pub fn of(model: &Model, field: &Field, relation: Option<RelationView>) -> FieldView {
        let value_type = field.rust_type();
        let full_type = optional(&value_type, field.optional);
        let plain = field.ident.trim_start_matches("r#");
        let fixed = field.default.as_ref().filter(|_| field.read_only);
        FieldView {
            ident: field.ident.clone(),
            json_name: field.json_name.clone(),
            rename: (plain != field.json_name).then(|| field.json_name.clone()),
            column: rule::sql_in_rust(&field.column),
            rule_name: rule::static_name(field),
            rule_type: rule::type_of(field),
            rule: rule::expression(field),
            change_type: format!("Option<{full_type}>"),
            full_type,
            value_type,
            read: read(field),
            read_change: if field.optional {
                "unset_nullable"
            } else {
                "unset"
            },
            has_rule: field.writable() || model.api.filter.contains(&field.name),
            pattern: rule::pattern(field),
            writable: field.writable(),
            readable: field.readable(),
            is_column: field.is_column(),
            fixed: fixed.map(|value| optional_value(field, &rule::default(field, value))),
            doc: field.help.clone(),
            schemars: schemars(field),
            slug_from: slug_from(field).map(|from| source(model, &from)),
            slug_length: field.max_length.unwrap_or(SLUG_LENGTH),
            choices: choices(field),
            relation,
        }
    }
}

/// The arguments of the attribute that documents the field in an answer.
fn schemars(field: &Field) -> Option<String> {
    let format = match field.kind {
        Kind::Email => Some("email".to_owned()),
        Kind::Url => Some("url".to_owned()),
        _ => None,
    };
    let title = rule::title(field).map(|title| format!("title = {}", rust_str(title)));
    let help = field.help.as_deref().and_then(description);
    let arguments: Vec<String> = [format, title, help].into_iter().flatten().collect();
    (!arguments.is_empty()).then(|| arguments.join(", "))
}

/// The argument for a text that a doc comment would not leave as it is.
pub(super) fn description(text: &str) -> Option<String> {
    let kept = rust_doc(text, "///") == format!("/// {text}");
    (!kept).then(|| format!("description = {}", rust_str(text)))
}

/// The call that reads the field in `…Create`.
fn read(field: &Field) -> String {
    let name = rule::static_name(field);
    let value = field
        .default
        .as_ref()
        .map(|value| (value, rule::default(field, value)));
    match (value, field.optional) {
        _ if slug_from(field).is_some() => format!("unset(&{name})"),
        _ if !field.is_column() => format!("default(&{name}, Vec::new)"),
        (Some((DefaultValue::Now, _)), false) => {
            format!("default_with(&{name}, || {})", now(field))
        }
        (Some((_, value)), false) => format!("default(&{name}, || {value})"),
        (Some((DefaultValue::Now, _)), true) => {
            format!("nullable_default_with(&{name}, || {})", now(field))
        }
        (Some((_, value)), true) => format!("nullable_default(&{name}, || {value})"),
        (None, true) => format!("nullable(&{name})"),
        (None, false) => format!("required(&{name})"),
    }
}

fn now(field: &Field) -> String {
    rule::default(field, &DefaultValue::Now)
}

pub fn slug_from(field: &Field) -> Option<String> {
    match &field.kind {
        Kind::Slug { from } if field.default.is_none() && !field.optional => from.clone(),
        _ => None,
    }
}

/// The text of a field that was read, as far as it is right.
fn source(model: &Model, from: &str) -> String {
    let Some(field) = model.field(from) else {
        return "None".to_owned();
    };
    if field.optional {
        format!(
            "{}.as_ref().map(|text| text.as_deref().unwrap_or_default())",
            field.ident
        )
    } else {
        format!("{}.as_deref()", field.ident)
    }
}

fn choices(field: &Field) -> Option<ChoicesView> {
    let Kind::Enum(Enum { type_name, values }) = &field.kind else {
        return None;
    };
    let variants = values.iter().map(|variant| VariantView {
        ident: variant.ident.clone(),
        value: variant.value.clone(),
    });
    Some(ChoicesView {
        type_name: type_name.clone(),
        variants: variants.collect(),
    })
}

fn optional(of: &str, optional: bool) -> String {
    if optional {
        format!("Option<{of}>")
    } else {
        of.to_owned()
    }
}

fn optional_value(field: &Field, value: &str) -> String {
    if field.optional {
        format!("Some({value})")
    } else {
        value.to_owned()
    }
}
