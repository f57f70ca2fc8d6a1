//! The registration of a model in the API: the options that differ from the sensible ones.

use super::words::texts;
use crate::spec::model::Model;

/// Records per page of a registration that says nothing.
const PAGE_SIZE: u32 = 10;
/// The most records per page of one.
const MAX_PAGE_SIZE: u32 = 100;

/// The options as `name: value`.
pub fn options(model: &Model) -> Vec<String> {
    let api = &model.api;
    // What `auth` added to the model is for the admin alone.
    let is_added = |path: &str| model.field(path).is_some_and(|field| field.is_added);
    let list = |name: &str, items: &[String]| {
        let items: Vec<&String> = items.iter().filter(|item| !is_added(item)).collect();
        (!items.is_empty()).then(|| format!("{name}: {}", texts(items)))
    };
    let size = |name: &str, size: u32, plain| (size != plain).then(|| format!("{name}: {size}"));
    let options = [
        list("filter", &api.filter),
        list("search", &api.search),
        list("order", &api.order),
        size("page_size", api.page_size, PAGE_SIZE),
        size("max_page_size", api.max_page_size, MAX_PAGE_SIZE),
    ];
    options.into_iter().flatten().collect()
}
