//! A random spec as YAML.

use std::fmt::Write;

use crate::pair::{Draft, FIRST, Field, Kind, Model, Style, WORDS};

impl Draft {
    pub fn yaml(&self) -> String {
        let mut out = "project: random\n".to_owned();
        if self.style != Style::Api {
            out.push_str("style: full\n");
        }
        if let (Style::Own, Some(model)) = (self.style, self.model(FIRST)) {
            let _ = writeln!(out, "auth: {{ model: {} }}", model.name);
        }
        out.push_str("models:\n");
        for model in &self.models {
            self.write_model(&mut out, model);
        }
        out
    }

    fn write_model(&self, out: &mut String, model: &Model) {
        let _ = writeln!(out, "  {}:", model.name);
        if let Some(name) = &model.renamed_from {
            let _ = writeln!(out, "    renamed_from: {name}");
        }
        if model.uuid {
            out.push_str("    id: uuid\n");
        }
        if !model.timestamps {
            out.push_str("    timestamps: false\n");
        }
        if let Some(table) = &model.table {
            let _ = writeln!(out, "    table: {table}");
        }
        for (key, sets) in [
            ("unique_together", &model.together),
            ("indexes", &model.indexes),
        ] {
            let sets: Vec<String> = sets
                .iter()
                .filter_map(|set| model.names(set, key))
                .collect();
            if !sets.is_empty() {
                let _ = writeln!(out, "    {key}: [{}]", sets.join(", "));
            }
        }
        out.push_str("    fields:\n");
        if self.has_login && model.number == FIRST {
            out.push_str("      login: { type: email, unique: true }\n");
        }
        for field in &model.fields {
            let _ = writeln!(out, "      {}: {{ {} }}", field.name, self.options(field));
        }
    }

    fn options(&self, field: &Field) -> String {
        let name = |number| self.model(number).map_or("Nothing", |model| &model.name);
        let limit = field.limit;
        let mut options = vec![match field.kind {
            Kind::String => "type: string".to_owned(),
            Kind::Integer => "type: integer".to_owned(),
            Kind::Float => "type: float".to_owned(),
            Kind::Decimal(digits, places) => {
                format!("type: decimal, digits: {digits}, places: {places}")
            }
            Kind::Boolean => "type: boolean".to_owned(),
            Kind::Date => "type: date".to_owned(),
            Kind::Time => "type: time".to_owned(),
            Kind::DateTime => "type: datetime".to_owned(),
            Kind::Uuid => "type: uuid".to_owned(),
            Kind::Json => "type: json".to_owned(),
            Kind::Enum => {
                let words: Vec<String> = WORDS[..6 - limit]
                    .iter()
                    .map(|word| format!("\"{word}\""))
                    .collect();
                format!("type: enum, values: [{}]", words.join(", "))
            }
            Kind::Reference(target) => format!("type: {}", name(target)),
            Kind::Many(target) => {
                let renamed = field.renamed_from.as_ref();
                let renamed = renamed.map(|name| format!(", renamed_from: {name}"));
                return format!(
                    "type: [{}], related_name: other_{}{}",
                    name(target),
                    field.number,
                    renamed.unwrap_or_default()
                );
            }
        }];
        match (field.kind, limit) {
            (Kind::Integer | Kind::Float, 1) => options.push("min: 0".to_owned()),
            (Kind::Integer, 2) => options.push("min: 2, max: 900".to_owned()),
            (Kind::Decimal(..), 1) => options.push("min: \"-3\"".to_owned()),
            (Kind::Decimal(..), 2) => options.push("min: 2, max: 900".to_owned()),
            (Kind::Float, 2) => options.push("max: 1e6".to_owned()),
            (Kind::String, 1) => options.push("max_length: 40".to_owned()),
            (Kind::String, 2) => options.push("max_length: 6".to_owned()),
            _ => {}
        }
        let can_be_unique = !matches!(field.kind, Kind::Json | Kind::Boolean | Kind::Enum);
        let unique = field.unique && can_be_unique;
        if unique {
            options.push("unique: true".to_owned());
        } else if field.index && field.kind != Kind::Json {
            options.push("index: true".to_owned());
        }
        if field.optional {
            options.push("optional: true".to_owned());
        }
        if let Kind::Reference(_) = field.kind {
            options.push(format!("related_name: other_{}", field.number));
            let word = match field.on_delete {
                "set_null" if !field.optional => "cascade",
                word => word,
            };
            options.push(format!("on_delete: {word}"));
        } else if field.default {
            options.push(format!("default: {}", field.value()));
        }
        if field.backfill {
            options.push(format!("backfill: {}", self.backfill(field)));
        }
        if let Some(name) = &field.renamed_from {
            options.push(format!("renamed_from: {name}"));
        }
        options.join(", ")
    }

    fn backfill(&self, field: &Field) -> String {
        match field.kind {
            Kind::Reference(target) if self.model(target).is_some_and(|model| model.uuid) => {
                "\"00000000-0000-7000-8000-000000000001\"".to_owned()
            }
            Kind::Reference(_) => "1".to_owned(),
            _ => field.value(),
        }
    }
}

impl Model {
    fn names(&self, set: &[usize], key: &str) -> Option<String> {
        let fields = set.iter().filter_map(|number| {
            let mut fields = self.fields.iter();
            fields.find(|field| {
                field.number == *number && !field.kind.is_many() && field.kind != Kind::Json
            })
        });
        let names: Vec<&str> = fields.map(|field| field.name.as_str()).collect();
        let least = if key == "indexes" { 1 } else { 2 };
        (names.len() >= least).then(|| format!("[{}]", names.join(", ")))
    }
}

impl Field {
    /// A value that it can have.
    fn value(&self) -> String {
        match self.kind {
            Kind::String => "\"it's\"",
            Kind::Integer => "7",
            Kind::Float => "2.5",
            Kind::Decimal(_, 0) => "\"7\"",
            Kind::Decimal(..) => "\"7.25\"",
            Kind::Boolean => "true",
            Kind::Date if self.number.is_multiple_of(2) => "now",
            Kind::Time if self.number.is_multiple_of(2) => "now",
            Kind::DateTime if self.number.is_multiple_of(2) => "now",
            Kind::Date => "2024-02-29",
            Kind::Time => "\"23:59:59.5\"",
            Kind::DateTime => "\"2026-01-31T23:59:59Z\"",
            Kind::Uuid => "123e4567-e89b-12d3-a456-426614174000",
            Kind::Json => "{ a: [1, null, \"it's\"] }",
            Kind::Enum => "\"it's\"",
            Kind::Reference(_) | Kind::Many(_) => "1",
        }
        .to_owned()
    }
}
