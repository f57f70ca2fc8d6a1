//! Text from a spec as data of each language that it lands in.
//!
//! Every function takes any text, hostile text included, and returns text that its language reads
//! as data only.

use std::fmt::Write;

use serde_json::{Number, Value};

/// A Rust string literal, quotes included.
pub fn rust_str(text: &str) -> String {
    quoted(text, |c, out| match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\0' => out.push_str("\\0"),
        c if is_hidden(c) => push(out, format_args!("\\u{{{:x}}}", u32::from(c))),
        c => out.push(c),
    })
}

/// A value as `serde_json::json!` takes it.
pub fn rust_json(value: &Value) -> String {
    match value {
        Value::String(text) => rust_str(text),
        Value::Number(number) => rust_number(number),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(rust_json).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(fields) => {
            let pairs = fields.iter();
            let fields: Vec<String> = pairs
                .map(|(name, value)| format!("{}: {}", rust_str(name), rust_json(value)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}

/// A literal of the type that holds the number, or its text where none does.
fn rust_number(number: &Number) -> String {
    let as_read = |number: &Number| number.to_string().parse::<Number>().ok();
    if let Some(value) = number.as_i64() {
        let small = i32::try_from(value).is_ok();
        return format!("{value}{}", if small { "" } else { "_i64" });
    }
    if let Some(value) = number.as_u64() {
        return format!("{value}_u64");
    }
    match number.as_f64() {
        Some(value) if Number::from_f64(value).is_some_and(|f| as_read(&f) == as_read(number)) => {
            format!("{value:?}")
        }
        _ => {
            let text = rust_str(&number.to_string());
            format!("serde_json::Number::from_string_unchecked({text}.to_owned())")
        }
    }
}

/// A doc comment (`prefix` is `///`, `//!` or `//`), one line for each line of the text. Markdown
/// is escaped, so that text never becomes a link, a tag or a code block, which rustdoc would
/// compile as a test. Empty for blank text.
pub fn rust_doc(text: &str, prefix: &str) -> String {
    let lines = lines(text).into_iter().map(|line| {
        let line = format!("{prefix} {}", md_line(&line));
        line.trim_end().to_owned()
    });
    match text.trim() {
        "" => String::new(),
        _ => lines.collect::<Vec<_>>().join("\n"),
    }
}

/// An SQL string literal, quotes included, for SQLite and PostgreSQL. None if the text holds NUL,
/// which neither can store.
pub fn sql_str(text: &str) -> Option<String> {
    (!text.contains('\0')).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// A basic TOML string, quotes included.
pub fn toml_str(text: &str) -> String {
    quoted(text, |c, out| match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_hidden(c) => push(out, format_args!("\\u{:04X}", u32::from(c))),
        c => out.push(c),
    })
}

/// A double-quoted YAML scalar, quotes included.
pub fn yaml_str(text: &str) -> String {
    quoted(text, |c, out| match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_hidden(c) => push(out, format_args!("\\u{:04x}", u32::from(c))),
        c => out.push(c),
    })
}

/// JSON that may stand inside an HTML script.
pub fn json(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            // JSON has `<` and hidden characters only inside of strings.
            c if c == '<' || is_hidden(c) => {
                push(&mut out, format_args!("\\u{:04x}", u32::from(c)))
            }
            c => out.push(c),
        }
    }
    out
}

/// Text or the value of a quoted attribute in HTML.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if is_hidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Markdown text on one line, which may also be the cell of a table.
pub fn md(text: &str) -> String {
    md_line(&lines(text).join(" "))
}

/// Lines at every line break that some language knows.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let lines = text.trim().split(is_line_break);
    lines.map(|line| line.trim().to_owned()).collect()
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn md_line(line: &str) -> String {
    let mut out = String::new();
    for (at, word) in line.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        md_word(word, at == 0, &mut out);
    }
    out
}

fn md_word(word: &str, is_first: bool, out: &mut String) {
    if is_plain_url(word) {
        push(out, format_args!("<{word}>"));
        return;
    }
    let mark = is_first.then(|| list_mark(word)).flatten();
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        let after = word[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let inside = before.is_alphanumeric() && after.is_alphanumeric();
        match c {
            '_' if inside => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ if mark == Some(at) => {
                out.push('\\');
                out.push(c);
            }
            c if is_hidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
        before = c;
    }
}

/// Where a line's first word would start a list, a heading's underline or a rule: `-`, `+`, `=`,
/// `1.` and `1)`.
fn list_mark(word: &str) -> Option<usize> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match word[digits..].chars().next()? {
        '-' | '+' | '=' if digits == 0 => Some(0),
        '.' | ')' if digits > 0 && word.len() == digits + 1 => Some(digits),
        _ => None,
    }
}

fn is_plain_url(word: &str) -> bool {
    let rest = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            && rest
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-._~/?#&=+%:@".contains(c))
    })
}

fn quoted(text: &str, mut escape: impl FnMut(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        escape(c, &mut out);
    }
    out.push('"');
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(text);
}

/// Characters that do not show or that reorder what shows: rustc and clippy refuse many of them,
/// and a reviewer cannot see them. All lie below U+10000. Joiners stay: words and emoji need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'
                | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests;
