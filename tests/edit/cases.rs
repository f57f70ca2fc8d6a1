//! Edits, one by one, as texts before and after.

use scaffold::edit::{self, Value};

fn line(text: &str) -> Value {
    Value::Line(text.to_owned())
}

fn map(entries: &[(&str, &str)]) -> Value {
    let entries = entries.iter();
    Value::Map(
        entries
            .map(|(key, value)| (key.to_string(), line(value)))
            .collect(),
    )
}

fn with_field(text: &str) -> String {
    let value = map(&[("type", "integer"), ("min", "0")]);
    edit::add_field(text, "A", "size", &value).unwrap_or_else(|problem| panic!("{problem:?}"))
}

#[test]
fn a_field_comes_after_the_comments_of_the_fields() {
    for (before, after) in [
        ("      a: string # c\n", "    api: {}\n"),
        (
            "      a: string\n      # b: old\n\n      # Later.\n",
            "    # Of the api.\n    api: {}\n",
        ),
        (
            "      a: string\n",
            "\n  # Of B.\n  B: { fields: { a: string } }\n",
        ),
        ("      a: string\n", "# At the end.\n"),
        ("      a: |\n        string\n", "\n    label: a\n"),
        (
            "      a:\n        type: string # c\n          # deep\n",
            "\n  B: {}\n",
        ),
        ("      a: string # ünï\n      # → 🦀\n", "..."),
    ] {
        let start = "models:\n  A:\n    fields:\n";
        let new = match before.contains("type:") {
            true => "      size:\n        type: integer\n        min: 0\n",
            false => "      size: { type: integer, min: 0 }\n",
        };
        let text = format!("{start}{before}{after}");
        assert_eq!(with_field(&text), format!("{start}{before}{new}{after}"));
        let windows = text.replace('\n', "\r\n");
        let expected = with_field(&text).replace('\n', "\r\n");
        assert_eq!(with_field(&windows), expected);
    }
}

#[test]
fn a_field_in_brackets() {
    for (fields, expected) in [
        ("{}", "{ size: { type: integer, min: 0 } }"),
        ("{ }", "{ size: { type: integer, min: 0 } }"),
        (
            "{a: string}",
            "{a: string, size: { type: integer, min: 0 }}",
        ),
        (
            "{ a: string, }",
            "{ a: string, size: { type: integer, min: 0 }, }",
        ),
        (
            "{\n        a: string # c, d\n      }",
            "{\n        a: string, # c, d\n        size: { type: integer, min: 0 }\n      }",
        ),
        (
            "{\n        a: string, # c\n      } # d",
            "{\n        a: string, # c\n        size: { type: integer, min: 0 },\n      } # d",
        ),
        (
            "{ b: text,\n  a: string }",
            "{ b: text,\n  a: string, size: { type: integer, min: 0 } }",
        ),
        (
            "\n      a: string",
            "\n      a: string\n      size: { type: integer, min: 0 }",
        ),
        ("", "\n      size: { type: integer, min: 0 }"),
        (" # none", " # none\n      size: { type: integer, min: 0 }"),
    ] {
        let text = format!("models:\n  A:\n    fields: {fields}");
        assert_eq!(
            with_field(&text),
            format!("models:\n  A:\n    fields: {expected}")
        );
    }
}

#[test]
fn a_model_follows_the_style_of_the_last() {
    let fields = [
        ("a".to_owned(), map(&[("type", "text")])),
        ("b".to_owned(), line("B?")),
    ];
    let add = |text: &str| edit::add_model(text, "B", &fields).unwrap();
    for (text, new) in [
        (
            "models:\n   A:\n     fields:\n         a: text\n",
            "   B:\n     fields:\n       a: { type: text }\n       b: B?\n",
        ),
        (
            "models:\n  A: { fields: { a: text } } # c\n",
            "  B: { fields: { a: { type: text }, b: B? } }\n",
        ),
        (
            "models:\n  A:\n    fields: { a: text }\n",
            "  B:\n    fields: { a: { type: text }, b: B? }\n",
        ),
        (
            "models:\n  X:\n    fields: { a: text }\n\n  A:\n    fields:\n      a:\n        type: text\n",
            "\n  B:\n    fields:\n      a:\n        type: text\n      b: B?\n",
        ),
        (
            "project: a\n",
            "models:\n  B:\n    fields:\n      a: { type: text }\n      b: B?\n",
        ),
        (
            "models:\n",
            "  B:\n    fields:\n      a: { type: text }\n      b: B?\n",
        ),
    ] {
        assert_eq!(add(text), format!("{text}{new}"));
    }
    assert_eq!(
        add("models: { A: { fields: { a: text } } }"),
        "models: { A: { fields: { a: text } }, B: { fields: { a: { type: text }, b: B? } } }"
    );
}

#[test]
fn a_short_form_becomes_a_map() {
    for (short, long) in [
        ("string", "{ type: string, renamed_from: old }"),
        ("'email?' # c", "{ type: 'email?', renamed_from: old } # c"),
        ("User?", "{ type: User?, renamed_from: old }"),
        ("[Tag]", "{ type: [Tag], renamed_from: old }"),
        ("{ type: text }", "{ type: text, renamed_from: old }"),
        ("{ renamed_from: x }", "{ renamed_from: old }"),
        (
            "\n        type: text",
            "\n        type: text\n        renamed_from: old",
        ),
    ] {
        let text =
            |field: &str| format!("models:\n  A:\n    fields:\n      a: {field}\n      b: text\n");
        let new = edit::set_field_key(&text(short), "A", "a", "renamed_from", Some("old"));
        assert_eq!(new.unwrap(), text(long));
    }
}

#[test]
fn keys_are_taken_away_with_their_line() {
    for (before, after) in [
        (
            "{ type: text, renamed_from: old, min: 1 }",
            "{ type: text, min: 1 }",
        ),
        ("{ renamed_from: old, type: text }", "{ type: text }"),
        ("{ type: text, renamed_from: old }", "{ type: text }"),
        (
            "\n        renamed_from: old # c\n        type: text",
            "\n        type: text",
        ),
    ] {
        let text = |field: &str| format!("models:\n  A:\n    fields:\n      a: {field}\n");
        let new = edit::set_field_key(&text(before), "A", "a", "renamed_from", None);
        assert_eq!(new.unwrap(), text(after));
    }
}

#[test]
fn a_key_of_a_model_comes_first() {
    let text = "models:\n  A: # c\n    # Of the label.\n    label: a\n    fields: { a: text }\n";
    let new = "models:\n  A: # c\n    renamed_from: Old\n    # Of the label.\n    label: a\n    fields: { a: text }\n";
    let set = edit::set_model_key(text, "A", "renamed_from", Some("Old")).unwrap();
    assert_eq!(set, new);
    let other = edit::set_model_key(new, "A", "renamed_from", Some("Older")).unwrap();
    assert_eq!(other, new.replace("Old", "Older"));
    assert_eq!(
        edit::set_model_key(new, "A", "renamed_from", None).unwrap(),
        text
    );
}

#[test]
fn keys_at_the_top() {
    let set = |text: &str| edit::set(text, "style", "api");
    for (text, new) in [
        (
            "# a\n---\nproject: \"x\"   # b\nmodels:\n  style: 1\n",
            "# a\n---\nproject: \"x\"   # b\nstyle: api\nmodels:\n  style: 1\n",
        ),
        ("project: x", "project: x\nstyle: api"),
        ("project: x\r\n", "project: x\r\nstyle: api\r\n"),
        ("  project: x\n", "  project: x\n  style: api\n"),
        ("'style' : full # c\n", "'style' : api # c\n"),
        ("\u{feff}style: full", "\u{feff}style: api"),
        (
            "models:\n  A: {}\nproject: x\n",
            "models:\n  A: {}\nproject: x\nstyle: api\n",
        ),
        ("{ project: x }", "{ project: x, style: api }"),
        ("style:\n  full\n", "style:\n  api\n"),
    ] {
        assert_eq!(set(text).as_deref(), Some(new));
    }
    for text in [
        "",
        "style: >\n  full\n",
        "a: 1\n",
        "style: *x\n",
        "- a\n",
        "style:\n",
    ] {
        assert_eq!(set(text), None, "{text:?}");
    }
}

#[test]
fn places_are_those_of_the_names() {
    let text = "models:\n  'A' :\n    fields: { \"a\": text, é: { min: 1 } }\n";
    let at = |range: Option<std::ops::Range<usize>>| range.map(|range| &text[range]);
    assert_eq!(at(edit::locate(text, "A", None)), Some("'A'"));
    assert_eq!(at(edit::locate(text, "A", Some("a"))), Some("\"a\""));
    assert_eq!(at(edit::locate(text, "A", Some("b"))), None);
    let entry = edit::locate_entry(text, "A", &["fields", "é", "min"]);
    assert_eq!(at(entry), Some("min: 1"));
}

#[test]
fn what_cannot_be_edited_is_said_with_its_place() {
    for (text, at) in [
        (
            "models:\n  A: &x { fields: { a: text } }\n  B: *x\n",
            "{ fields: { a: text } }",
        ),
        (
            "models:\n  A: { fields: !!map { a: text } }\n",
            "{ a: text }",
        ),
        ("models:\n  A: { fields: [a] }\n", "[a]"),
        ("models:\n  A: { fields: text }\n", "text"),
        ("models:\n  A: { label: x }\n", "{ label: x }"),
        ("models:\n  ? A\n  : { fields: { a: text } }\n", "A"),
        (
            "models: { A: { <<: *x, fields: { a: text } } }\nx: &x {}\n",
            "",
        ),
        ("models:\n  A: { fields: { 'b': text } }\n", "'b'"),
        ("models:\n\tA:\n", ""),
    ] {
        let problem = edit::add_field(text, "A", "b", &line("text")).unwrap_err();
        let place = problem.span.map_or("", |span| &text[span]);
        assert_eq!(place, at, "{}", problem.message);
        assert!(problem.help.is_some());
    }
}

#[test]
fn deep_nesting_is_refused() {
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
    ] {
        assert!(edit::add_field(&text, "A", "b", &line("text")).is_err());
    }
    let text = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(edit::set(&text, "a", "1").as_deref(), Some("a: 1"));
}
