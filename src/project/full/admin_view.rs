//! The registration of a model in the admin: the options that differ from the sensible ones.

use super::identity_admin::{self, SUPERUSER_ONLY};
use super::words::{ordering, static_name, texts};
use crate::project::escape::rust_str;
use crate::spec::field::Kind;
use crate::spec::model::{Admin, Fieldset, Inline, InlineLayout, Model, Spec};

/// Records per page where the spec says nothing.
const PER_PAGE: u32 = 100;
/// The most rows of an inline where the spec says nothing.
const INLINE_MAX: u32 = 1000;

/// The options as `name: value`, one of each line, and the words that they need.
pub struct AdminView {
    /// Such as `list: &["title"]`.
    pub options: Vec<String>,
    /// `Fieldset`, `Inline`, sorted.
    pub imports: Vec<&'static str>,
}

impl AdminView {
    /// The options of `model`.
    pub fn of(spec: &Spec, model: &Model) -> AdminView {
        let auth = spec.auth.as_ref().filter(|auth| auth.model == model.name);
        let own = auth.map(|auth| identity_admin::options(model, &auth.login));
        let admin = own.as_ref().unwrap_or(&model.admin);
        let mut options = Vec::new();
        let mut list = |name: &str, items: &[String]| {
            if !items.is_empty() {
                options.push(format!("{name}: {}", texts(items)));
            }
        };
        list("list", &admin.list);
        list("list_links", &admin.list_links);
        list("editable", &admin.editable);
        list("search", &admin.search);
        list("filter", &admin.filter);
        list("ordering", &ordering(&admin.ordering));
        list("readonly", &admin.readonly);
        if auth.is_some() {
            list("superuser_only", &SUPERUSER_ONLY.map(str::to_owned));
        }
        list("autocomplete", &admin.autocomplete);
        list("horizontal", &admin.horizontal);
        list("radio", &admin.radio);
        list("actions", &admin.actions);
        options.extend(plain(admin));
        options.extend(prepopulated(model));
        let mut imports = Vec::new();
        if !admin.fieldsets.is_empty() {
            imports.push("Fieldset");
            let sets: Vec<String> = admin.fieldsets.iter().map(fieldset).collect();
            options.push(format!("fieldsets: &[{}]", sets.join(", ")));
        }
        if !admin.inlines.is_empty() {
            imports.push("Inline");
            let inlines = admin.inlines.iter().map(|given| inline(spec, model, given));
            let inlines: Vec<String> = inlines.collect();
            options.push(format!("inlines: &[{}]", inlines.join(", ")));
        }
        AdminView { options, imports }
    }
}

fn plain(admin: &Admin) -> Vec<String> {
    let facets = admin.facets.then(|| "facets: true".to_owned());
    let dates = admin.date_hierarchy.as_deref();
    let dates = dates.map(|field| format!("date_hierarchy: Some({})", rust_str(field)));
    let per_page = Some(admin.per_page).filter(|count| *count != PER_PAGE);
    let per_page = per_page.map(|count| format!("per_page: {count}"));
    let save_as = admin.save_as.then(|| "save_as: true".to_owned());
    let options = [facets, dates, per_page, save_as];
    options.into_iter().flatten().collect()
}

/// Slugs that a script makes while another field is typed.
fn prepopulated(model: &Model) -> Option<String> {
    let slugs = model.fields.iter().filter_map(|field| match &field.kind {
        Kind::Slug { from: Some(from) } if field.writable() => {
            Some(format!("({}, {})", rust_str(&field.name), texts([from])))
        }
        _ => None,
    });
    let slugs: Vec<String> = slugs.collect();
    (!slugs.is_empty()).then(|| format!("prepopulated: &[{}]", slugs.join(", ")))
}

fn fieldset(set: &Fieldset) -> String {
    let title = rust_str(set.title.as_deref().unwrap_or_default());
    let (fields, collapse) = (texts(&set.fields), set.collapse);
    format!("Fieldset {{ title: {title}, fields: {fields}, collapse: {collapse} }}")
}

fn inline(spec: &Spec, owner: &Model, inline: &Inline) -> String {
    let model = spec.model(&inline.model).unwrap_or(owner);
    let start = format!(
        "Inline::new(&models::{}, {})",
        static_name(model),
        rust_str(&inline.field)
    );
    let stacked = (inline.layout == InlineLayout::Stacked).then(|| "stacked: true".to_owned());
    let extra = Some(inline.extra).filter(|count| *count != 1);
    let extra = extra.map(|count| format!("extra: {count}"));
    let max = inline.max.filter(|count| *count != INLINE_MAX);
    let max = max.map(|count| format!("max: {count}"));
    let options: Vec<String> = [stacked, extra, max].into_iter().flatten().collect();
    match options.is_empty() {
        true => start,
        false => format!("Inline {{ {}, ..{start} }}", options.join(", ")),
    }
}
