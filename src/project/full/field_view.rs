//! A field as the static description of its model has it: one Rust expression.

use std::collections::BTreeSet;

use super::words::{option, sentence, static_name, texts};
use crate::project::escape::rust_str;
use crate::spec::field::{Enum, Field, Kind, Many, OnDelete, Reference};
use crate::spec::identity::is_system;
use crate::spec::model::{Model, Spec};
use crate::spec::name;
use crate::spec::value::{DefaultValue, Number};

/// How many samples of a pattern a project has.
const EXAMPLES: usize = 20;

/// The expression of a field, and the words of `crate::meta` that it needs.
pub struct FieldView {
    /// `Field::new("title", "title", Kind::string(None, Some(200))).unique()`.
    pub expression: String,
    /// Such as `Kind`.
    pub imports: BTreeSet<&'static str>,
    /// The static of its pattern, and the expression of that.
    pub pattern: Option<(String, String)>,
}

impl FieldView {
    /// The expression of a field of `model`.
    pub fn of(spec: &Spec, model: &Model, field: &Field) -> FieldView {
        let mut view = FieldView {
            expression: String::new(),
            imports: BTreeSet::from(["Field"]),
            pattern: None,
        };
        let (name, label) = (rust_str(&field.name), rust_str(&label(field)));
        let start = match &field.kind {
            Kind::Reference(reference) => {
                let column = rust_str(&field.column);
                let reference = view.reference(spec, model, reference);
                format!("Field::reference({name}, {column}, {label}, {reference})")
            }
            kind => {
                view.imports.insert("Kind");
                let kind = view.kind(spec, field, kind);
                format!("Field::new({name}, {label}, {kind})")
            }
        };
        view.expression = start;
        view.modify(field);
        view
    }

    /// A field that a model with timestamps has.
    pub fn timestamp(name: &str, fallback: &str) -> FieldView {
        let label = name.replace('_', " ");
        FieldView {
            expression: format!(
                "Field::new({}, {}, Kind::DateTime).read_only().fallback(Fallback::{fallback})",
                rust_str(name),
                rust_str(&label)
            ),
            imports: BTreeSet::from(["Fallback", "Field", "Kind"]),
            pattern: None,
        }
    }

    fn modify(&mut self, field: &Field) {
        let many = field.many().is_some();
        let flags = [
            (field.optional || many, ".optional()"),
            (field.unique, ".unique()"),
            (field.read_only, ".read_only()"),
            (field.write_only, ".write_only()"),
            (field.is_added, ".admin_only()"),
        ];
        for (is_set, call) in flags {
            if is_set {
                self.expression += call;
            }
        }
        let (min, max) = match field.kind {
            Kind::Email | Kind::Url => (field.min_length, field.max_length),
            Kind::Slug { .. } => (field.min_length, None),
            _ => (None, None),
        };
        if min.or(max).is_some() {
            self.expression += &format!(".length({}, {})", option(min), option(max));
        }
        if let Some(pattern) = &field.pattern {
            self.imports.insert("Pattern");
            let name = format!("{}_PATTERN", field.name.to_uppercase());
            self.expression += &format!(".pattern(&{name})");
            let (source, examples) = (rust_str(pattern), texts(examples(field)));
            let value = format!("Pattern::new({source}, {examples})");
            self.pattern = Some((name, value));
        }
        // An identity that is made without a password has what its other records were given.
        let added = field.backfill.as_ref().filter(|_| field.is_added);
        if let Some(default) = field.default.as_ref().or(added) {
            self.imports.insert("Fallback");
            self.expression += &match default {
                DefaultValue::Now => ".fallback(Fallback::Now)".to_owned(),
                value => format!(".fallback(Fallback::Literal({}))", rust_str(&text(value))),
            };
        }
        if let Some(help) = &field.help {
            self.expression += &format!(".help({})", sentence(help));
        }
    }

    fn kind(&mut self, spec: &Spec, field: &Field, kind: &Kind) -> String {
        let (min, max) = (option(field.min_length), option(field.max_length));
        match kind {
            Kind::String => format!("Kind::string({min}, {max})"),
            Kind::Text if field.min_length.or(field.max_length).is_none() => {
                "Kind::text()".to_owned()
            }
            Kind::Text => format!("Kind::Text {{ min: {min}, max: {max}, lines: true }}"),
            Kind::Slug { .. } => format!("Kind::Slug {{ max: {max} }}"),
            Kind::Email => "Kind::Email".to_owned(),
            Kind::Url => "Kind::Url".to_owned(),
            Kind::Integer | Kind::Float => {
                let name = if *kind == Kind::Integer {
                    "Integer"
                } else {
                    "Float"
                };
                let (min, max) = (option(field.min), option(field.max));
                format!("Kind::{name} {{ min: {min}, max: {max} }}")
            }
            Kind::Decimal { digits, places } => format!(
                "Kind::Decimal {{ digits: {digits}, places: {places}, min: {}, max: {} }}",
                decimal(field.min),
                decimal(field.max)
            ),
            Kind::Boolean => "Kind::Boolean".to_owned(),
            Kind::Date => "Kind::Date".to_owned(),
            Kind::Time => "Kind::Time".to_owned(),
            Kind::DateTime => "Kind::DateTime".to_owned(),
            Kind::Uuid => "Kind::Uuid".to_owned(),
            Kind::Json => "Kind::Json".to_owned(),
            Kind::Enum(words) => self.choice(words),
            Kind::Many(many) => self.link(spec, many),
            // Has a constructor of its own.
            Kind::Reference(_) => String::new(),
        }
    }

    fn choice(&mut self, words: &Enum) -> String {
        self.imports.insert("Choice");
        let choices = words.values.iter().map(|word| {
            let (value, label) = (rust_str(&word.value), rust_str(&word.label));
            format!("Choice {{ value: {value}, label: {label} }}")
        });
        let choices: Vec<String> = choices.collect();
        format!("Kind::Choice(&[{}])", choices.join(", "))
    }

    fn link(&mut self, spec: &Spec, many: &Many) -> String {
        self.imports.insert("Link");
        format!(
            "Kind::Many(Link {{ to: {}, table: {}, from_column: {}, to_column: {} }})",
            target(spec, &many.model),
            rust_str(&many.table),
            rust_str(&many.from_column),
            rust_str(&many.to_column)
        )
    }

    fn reference(&mut self, spec: &Spec, model: &Model, reference: &Reference) -> String {
        self.imports.extend(["OnDelete", "Reference"]);
        let on_delete = match reference.on_delete {
            OnDelete::Cascade => "Cascade",
            OnDelete::Restrict => "Restrict",
            OnDelete::SetNull => "SetNull",
        };
        format!(
            "Reference {{ to: {}, on_delete: OnDelete::{on_delete}, related_name: {} }}",
            target(spec, &reference.model),
            rust_str(&related_name(model, reference))
        )
    }
}

/// The static of another model.
fn target(spec: &Spec, name: &str) -> String {
    let module = if is_system(name) { "auth::" } else { "" };
    let name = spec.model(name).map(static_name);
    format!("&{module}{}", name.unwrap_or_default())
}

/// As Django has it: `comment_set`, if the spec gives none.
fn related_name(model: &Model, reference: &Reference) -> String {
    match reference.related_name == model.plural_module {
        true => format!("{}_set", model.snake),
        false => reference.related_name.clone(),
    }
}

/// As Django has it: in lower case, if the spec gives none.
pub fn label(field: &Field) -> String {
    match field.label == name::sentence(&field.name) {
        _ if field.is_added => field.label.to_lowercase(),
        true => field.name.replace('_', " "),
        false => field.label.clone(),
    }
}

fn decimal(bound: Option<Number>) -> String {
    match bound {
        Some(Number::Decimal(bound)) => {
            let digits = bound.scaled.unsigned_abs();
            let (low, mid) = (digits & u64::from(u32::MAX), digits >> 32);
            let negative = bound.scaled < 0;
            let places = bound.places;
            format!("Some(Decimal::from_parts({low}, {mid}, 0, {negative}, {places}))")
        }
        _ => "None".to_owned(),
    }
}

/// Distinct texts that match the field's pattern, as far as simple ones do.
fn examples(field: &Field) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    for index in 0..EXAMPLES {
        match field.sample(index) {
            Some(serde_json::Value::String(text)) if !examples.contains(&text) => {
                examples.push(text);
            }
            _ => {}
        }
    }
    examples
}

/// As a form would send it.
fn text(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Now => String::new(),
        DefaultValue::Text(text)
        | DefaultValue::Date(text)
        | DefaultValue::Time(text)
        | DefaultValue::DateTime(text)
        | DefaultValue::Uuid(text) => text.clone(),
        DefaultValue::Integer(number) => number.to_string(),
        DefaultValue::Float(number) => number.to_string(),
        DefaultValue::Decimal(number) => number.to_string(),
        DefaultValue::Boolean(value) => value.to_string(),
        DefaultValue::Json(value) => value.to_string(),
    }
}
