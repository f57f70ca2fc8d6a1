//! Values as they are written into a spec.

use crate::project::escape;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// YAML that fits on one line and also stands between brackets: `string`, `{ type: text }`.
    Line(String),
    /// A map, on lines of its own where the text around it is written so.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Text, in quotes where YAML needs them.
    pub fn text(text: &str) -> Value {
        Value::Line(scalar(text))
    }

    /// The same on one line.
    pub fn flat(&self) -> Value {
        Value::Line(self.line())
    }

    /// The value as YAML on one line.
    pub fn line(&self) -> String {
        match self {
            Value::Line(line) => line.clone(),
            Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Value::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| entry(key, value))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// The entry of this value under `key`, as lines of which the first is indented by `column`
    /// and each level by `step` more.
    pub fn lines(&self, key: &str, column: usize, step: usize) -> Vec<String> {
        let indent = " ".repeat(column);
        match self {
            Value::Map(entries) if !entries.is_empty() => {
                let mut lines = vec![format!("{indent}{}:", scalar(key))];
                for (key, value) in entries {
                    lines.extend(value.lines(key, column + step, step));
                }
                lines
            }
            value => vec![format!("{indent}{}", entry(key, value))],
        }
    }
}

/// `key: value` on one line.
pub fn entry(key: &str, value: &Value) -> String {
    format!("{}: {}", scalar(key), value.line())
}

/// Text as a YAML scalar that is text everywhere: in quotes, unless it is plain words.
pub fn scalar(text: &str) -> String {
    const WORDS: &[&str] = &[
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity",
    ];
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " _-+./@".contains(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    match is_plain {
        true => text.to_owned(),
        false => escape::yaml_str(text),
    }
}
