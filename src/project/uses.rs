//! What a spec uses: what it does not use is not written.

use serde::Serialize;

use super::api::model_view::ModelView;
use crate::spec::field::{Field, Kind, OnDelete};
use crate::spec::field_type::FieldType;
use crate::spec::model::{IdType, Model, Pagination, Spec};
use crate::spec::value::DefaultValue;

/// Which parts of the generic code a project needs.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "templates ask for each by its name"
)]
pub struct Uses {
    /// Columns of this type, or values of it.
    pub boolean: bool,
    /// As `boolean`.
    pub float: bool,
    /// As `boolean`.
    pub decimal: bool,
    /// As `boolean`.
    pub date: bool,
    /// As `boolean`.
    pub time: bool,
    /// As `boolean`, for fields that a client sends.
    pub datetime: bool,
    /// As `boolean`, ids included.
    pub uuid: bool,
    /// As `boolean`.
    pub json: bool,
    /// As `boolean`.
    pub slug: bool,
    /// As `boolean`.
    pub email: bool,
    /// As `boolean`.
    pub url: bool,
    /// As `boolean`.
    pub choice: bool,
    /// Dates, times or moments that a client sends.
    pub speedate: bool,
    /// A slug that is made from another field.
    pub slugify: bool,
    /// An email address with a length or a pattern of its own.
    pub limited_email: bool,
    /// A URL with a length or a pattern of its own.
    pub limited_url: bool,
    /// A field with a `pattern`.
    pub pattern: bool,
    /// A field that is shown under another title.
    pub title: bool,
    /// A field that is explained.
    pub help: bool,
    /// A field that is never shown.
    pub write_only: bool,
    /// A field that becomes the time when it is absent.
    pub default_now: bool,
    /// A field that may be null and has a default.
    pub nullable_default: bool,
    /// A field that may be null and becomes the time when it is absent.
    pub nullable_default_now: bool,
    /// A model with numbers as ids.
    pub integer_ids: bool,
    /// A model with UUIDs as ids.
    pub uuid_ids: bool,
    /// References or many-to-many fields that a client sends.
    pub relations: bool,
    /// Many-to-many fields.
    pub links: bool,
    /// Writes of several statements.
    pub transactions: bool,
    /// Models as Rust types, each with its own SQL.
    pub typed: bool,
    /// References that keep records from being deleted.
    pub restricted: bool,
    /// Tests that need records of other models.
    pub parents: bool,
    /// `?expand=`.
    pub expand: bool,
    /// Lists as pages with totals.
    pub page: bool,
    /// Lists as bare arrays.
    pub offset: bool,
    /// Lists that can be filtered.
    pub filters: bool,
    /// Lists that can be searched.
    pub search: bool,
    /// Lists that a client can order.
    pub order: bool,
    /// Filters or orders by columns that can be `NULL`.
    pub nullable: bool,
}

impl Uses {
    /// What `spec` uses.
    pub fn of(spec: &Spec, models: &[ModelView]) -> Uses {
        let mut uses = Uses::default();
        for (model, view) in spec.models.iter().zip(models) {
            uses.add_model(model, view);
            for field in &model.fields {
                uses.add_field(model, field);
            }
        }
        uses.typed = true;
        uses.transactions = uses.links;
        // The search parameter explains itself.
        uses.help |= uses.search;
        uses.speedate = uses.date || uses.time || uses.datetime;
        // `_isnull` is a boolean.
        uses.boolean |= uses.filters;
        uses
    }

    /// What code uses that reads every model by its description.
    pub fn all() -> Uses {
        Uses {
            boolean: true,
            float: true,
            decimal: true,
            date: true,
            time: true,
            uuid: true,
            json: true,
            transactions: true,
            ..Uses::default()
        }
    }

    fn add_model(&mut self, model: &Model, view: &ModelView) {
        match model.id {
            IdType::Integer => self.integer_ids = true,
            IdType::Uuid => (self.uuid_ids, self.uuid) = (true, true),
        }
        match model.api.pagination {
            Pagination::Offset => self.offset = true,
            Pagination::Page => self.page = true,
        }
        self.filters |= !model.api.filter.is_empty();
        self.order |= !model.api.order.is_empty();
        self.search |= !model.api.search.is_empty();
        self.nullable |= !view.list.nullable.is_empty();
        self.expand |= !view.list.expand.is_empty();
        self.datetime |= view
            .list
            .own_rules
            .iter()
            .any(|rule| rule.kind == "DateTime");
        self.parents |= view.test.is_parent;
        self.relations |= view.has_relations;
        self.links |= view.has_many;
    }

    fn add_field(&mut self, model: &Model, field: &Field) {
        let sent = field.writable() || model.api.filter.contains(&field.name);
        match field.kind.field_type() {
            FieldType::Boolean => self.boolean = true,
            FieldType::Float => self.float = true,
            FieldType::Decimal => self.decimal = true,
            FieldType::Date => self.date = true,
            FieldType::Time => self.time = true,
            FieldType::DateTime => self.datetime |= sent,
            FieldType::Uuid => self.uuid = true,
            FieldType::Json => self.json = true,
            FieldType::Slug => self.slug = true,
            FieldType::Email => self.email = true,
            FieldType::Url => self.url = true,
            FieldType::Enum => self.choice = true,
            _ => {}
        }
        if let Some(reference) = field.reference() {
            self.restricted |= reference.on_delete == OnDelete::Restrict;
        }
        self.slugify |= super::api::field_view::slug_from(field).is_some() && field.writable();
        let limited = super::api::rule::is_limited(field) && sent;
        self.limited_email |= limited && matches!(field.kind, Kind::Email);
        self.limited_url |= limited && matches!(field.kind, Kind::Url);
        self.pattern |= super::api::rule::pattern(field).is_some() && sent;
        self.title |= super::api::rule::title(field).is_some() && sent;
        self.help |= field.help.is_some() && sent;
        self.write_only |= field.write_only;
        let default = field.default.as_ref().filter(|_| field.writable());
        match (default, field.optional) {
            (Some(DefaultValue::Now), false) => self.default_now = true,
            (Some(DefaultValue::Now), true) => self.nullable_default_now = true,
            (Some(_), true) => self.nullable_default = true,
            _ => {}
        }
    }
}
