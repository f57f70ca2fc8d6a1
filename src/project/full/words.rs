//! Rust expressions of which the static descriptions consist.

use crate::project::escape::rust_str;
use crate::spec::model::{Model, Ordering};

/// Names in `src/models/mod.rs` that are no model of the spec.
const TAKEN: [&str; 3] = ["ALL", "APPS", "TITLE"];

/// Characters of a line of a sentence.
const WIDTH: usize = 70;
/// Where the line of a sentence goes on.
const CONTINUED: &str = "\\\n                ";

/// A slice of texts: `&["title", "body"]`.
pub fn texts(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let items = items.into_iter().map(|item| rust_str(item.as_ref()));
    let items: Vec<String> = items.collect();
    format!("&[{}]", items.join(", "))
}

/// A sentence, over lines if it is long: rustfmt leaves alone what has a line that is too long.
pub fn sentence(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in rust_str(text).split_inclusive(' ') {
        // White space at the start of a line would not count.
        let can_start = word.starts_with(|c: char| c.is_ascii_graphic() || c.is_alphabetic());
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= WIDTH || !can_start => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join(CONTINUED)
}

/// `Some(1)` or `None`.
pub fn option(value: Option<impl ToString>) -> String {
    match value {
        Some(value) => format!("Some({})", value.to_string()),
        None => "None".to_owned(),
    }
}

/// The fields of an order, those that run from high to low with a `-`.
pub fn ordering(terms: &[Ordering]) -> Vec<String> {
    let terms = terms.iter().map(|term| match term.descending {
        true => format!("-{}", term.field),
        false => term.field.clone(),
    });
    terms.collect()
}

/// The static that describes a model: `ORDER_ITEM`.
pub fn static_name(model: &Model) -> String {
    let name = model.snake.to_uppercase();
    match TAKEN.contains(&name.as_str()) {
        true => format!("{name}_"),
        false => name,
    }
}
