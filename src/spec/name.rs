//! Every name that the project derives from a name in the spec: the only file that changes case
//! or makes plurals.

mod plural;

use heck::{ToKebabCase, ToSnakeCase, ToUpperCamelCase};

use plural::{plural_word, singular_word};

/// The Rust keywords of every edition, reserved ones included.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that Rust does not accept as raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// PostgreSQL cuts every identifier after this many bytes.
pub const MAX_SQL_NAME: usize = 63;

/// Whether `name` is a Rust keyword of any edition.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// The Rust type of a model: its name as written where that is sound, `Url` for `URL`.
pub fn type_name(name: &str) -> String {
    let stem = name.trim_end_matches('_');
    let shouted = stem.len() > 1 && !stem.chars().any(|c| c.is_ascii_lowercase());
    if stem.contains('_') || shouted {
        let camel = stem.to_upper_camel_case();
        return format!("{camel}{}", &name[stem.len()..]);
    }
    name.to_owned()
}

/// `order_item` for `OrderItem`, `http_server` for `HTTPServer`; may be a keyword.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// The singular module or file stem of a model: never a keyword, `type_` for `Type`.
pub fn module(name: &str) -> String {
    not_a_keyword(snake(name))
}

/// A name that is sound as a module and as a file: a trailing underscore for keywords.
pub fn not_a_keyword(name: String) -> String {
    if is_keyword(&name) {
        return format!("{name}_");
    }
    name
}

/// `order_items` for `OrderItem` or `order_item`.
pub fn plural_snake(name: &str) -> String {
    let snake = snake(name);
    let (head, last) = match snake.rfind('_') {
        Some(at) => snake.split_at(at + 1),
        None => ("", snake.as_str()),
    };
    format!("{head}{}", plural_word(last))
}

/// `tag` for `tags`, `status` for `status`: a field's name without its plural.
pub fn singular_snake(name: &str) -> String {
    let snake = snake(name);
    let (head, last) = match snake.rfind('_') {
        Some(at) => snake.split_at(at + 1),
        None => ("", snake.as_str()),
    };
    format!("{head}{}", singular_word(last))
}

/// `order-items` for `order_items`: a URL path segment.
pub fn kebab(name: &str) -> String {
    name.to_kebab_case()
}

/// A field's name as a Rust identifier: `r#type` for `type`, `self_` for `self`.
pub fn ident(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        return format!("{name}_");
    }
    if is_keyword(name) {
        return format!("r#{name}");
    }
    name.to_owned()
}

/// `PostStatus` for the field `status` of `Post`.
pub fn enum_type(model_type: &str, field: &str) -> String {
    let model = model_type.trim_end_matches('_');
    format!("{model}{}", field.to_upper_camel_case())
}

/// `OrderCreate` for `Create` of `Order`, `SelfCreate` for that of `Self_`.
pub fn derived_type(model_type: &str, suffix: &str) -> String {
    format!("{}{suffix}", model_type.trim_end_matches('_'))
}

/// The Rust variant of an enum value: `InProgress` for `in-progress`, `V2` for `2`, and `None`
/// where the value holds no letter or digit that an identifier can have.
pub fn variant(value: &str) -> Option<String> {
    let ascii: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let camel = ascii.to_upper_camel_case();
    let first = camel.chars().next()?;
    if first.is_ascii_digit() {
        return Some(format!("V{camel}"));
    }
    if camel == "Self" {
        return Some("Self_".to_owned());
    }
    Some(camel)
}

/// `Created At` for `created_at`: the title that pydantic gives a property.
pub fn title(name: &str) -> String {
    let mut after_letter = false;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if after_letter {
            out.extend(c.to_lowercase());
        } else {
            out.extend(c.to_uppercase());
        }
        after_letter = c.is_alphabetic();
    }
    out.replace('_', " ").trim().to_owned()
}

/// `Order Item` for `OrderItem`, `HTTP Server` for `HTTPServer`.
pub fn human(name: &str) -> String {
    let mut words = Vec::new();
    let mut rest = name.trim_end_matches('_');
    for word in snake(name).split('_') {
        rest = rest.trim_start_matches('_');
        let given = rest.get(..word.len()).unwrap_or(word);
        rest = rest.get(word.len()..).unwrap_or_default();
        let shouted = given.len() > 1 && given.chars().all(|c| c.is_ascii_uppercase());
        words.push(if shouted {
            given.to_owned()
        } else {
            title(word)
        });
    }
    words.join(" ")
}

/// `Order Items` for `OrderItem`.
pub fn human_plural(name: &str) -> String {
    let human = human(name);
    let (head, last) = match human.rfind(' ') {
        Some(at) => human.split_at(at + 1),
        None => ("", human.as_str()),
    };
    if last.len() > 1 && last.chars().all(|c| c.is_ascii_uppercase()) {
        return format!("{head}{last}s");
    }
    let plural = plural_word(&last.to_ascii_lowercase());
    format!("{head}{}", title(&plural))
}

/// `Published at` for `published_at`: the label that Django gives a form field.
pub fn sentence(name: &str) -> String {
    let words = name.replace('_', " ");
    let words = words.trim();
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The columns of a link table, for the records of either side: those of `own`, then `other`.
pub fn link_columns(own: &str, other: &str) -> (String, String) {
    match own == other {
        true => (format!("from_{own}_id"), format!("to_{own}_id")),
        false => (format!("{own}_id"), format!("{other}_id")),
    }
}

/// A generated SQL name cut to what PostgreSQL keeps, with a hash of the whole in its last eight
/// bytes, so that two long names stay two.
pub fn sql_name(parts: &[&str]) -> String {
    let whole = parts.join("_");
    if whole.len() <= MAX_SQL_NAME {
        return whole;
    }
    let hash = fnv1a(&whole);
    let mut end = MAX_SQL_NAME - 9;
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}_{hash:08x}", &whole[..end])
}

/// A small hash whose value never changes between versions, as the names in a database must not.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awkward_model_names_are_sound() {
        for (name, type_, module_, human_) in [
            ("OrderItem", "OrderItem", "order_item", "Order Item"),
            ("HTTPServer", "HTTPServer", "http_server", "HTTP Server"),
            ("URL", "Url", "url", "URL"),
            ("Order2Item", "Order2Item", "order2_item", "Order2 Item"),
            ("Order_Item", "OrderItem", "order_item", "Order Item"),
            ("Self_", "Self_", "self_", "Self"),
            ("Type", "Type", "type_", "Type"),
            ("Async", "Async", "async_", "Async"),
            ("Mod", "Mod", "mod_", "Mod"),
            ("A", "A", "a", "A"),
        ] {
            assert_eq!(type_name(name), type_);
            assert_eq!(module(name), module_);
            assert_eq!(human(name), human_);
        }
        assert_eq!(human_plural("OrderItem"), "Order Items");
        assert_eq!(human_plural("Person"), "People");
        assert_eq!(human_plural("URL"), "URLs");
    }

    #[test]
    fn identifiers_are_sound() {
        assert_eq!(ident("type"), "r#type");
        assert_eq!(ident("gen"), "r#gen");
        assert_eq!(ident("self"), "self_");
        assert_eq!(ident("crate"), "crate_");
        assert_eq!(ident("select"), "select");
        assert_eq!(variant("in-progress").as_deref(), Some("InProgress"));
        assert_eq!(variant("2").as_deref(), Some("V2"));
        assert_eq!(variant("self").as_deref(), Some("Self_"));
        assert_eq!(variant("→"), None);
        assert_eq!(enum_type("Self_", "type"), "SelfType");
    }

    #[test]
    fn titles_follow_pydantic() {
        assert_eq!(title("created_at"), "Created At");
        assert_eq!(title("order2x"), "Order2X");
        assert_eq!(title("author_id"), "Author Id");
        assert_eq!(sentence("published_at"), "Published at");
    }

    #[test]
    fn long_sql_names_are_cut_and_stay_distinct() {
        let long = "a".repeat(70);
        let one = sql_name(&["ix", &long, "x"]);
        let two = sql_name(&["ix", &long, "y"]);
        assert_eq!(one.len(), MAX_SQL_NAME);
        assert_ne!(one, two);
        assert_eq!(sql_name(&["ix", "users", "email"]), "ix_users_email");
    }
}
