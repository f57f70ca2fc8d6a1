//! A mistake that serde found, in words for people who do not write Rust.

use std::fmt;

use serde::de::{Error, Unexpected};

use super::yaml::Node;
use crate::problem::{Problem, quote};
use crate::spec::suggest::did_you_mean;

/// A mistake on its way to the nearest value that can go on without it.
#[derive(Debug)]
pub struct Fault(pub Problem);

impl Fault {
    /// The problem, placed at `node` if it has no place of its own.
    pub fn into_problem(self, node: &Node) -> Problem {
        Problem {
            span: self.0.span.or(Some(node.span.clone())),
            ..self.0
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault(Problem::whole(message.to_string()))
    }

    fn invalid_type(found: Unexpected, expected: &dyn serde::de::Expected) -> Fault {
        let expected = plain(&expected.to_string());
        let help = match (expected.as_str(), found) {
            ("text", Unexpected::Seq | Unexpected::Map | Unexpected::Unit) => "write text".into(),
            ("text", _) => "put it in quotes".into(),
            ("`true` or `false`", _) => "write `true` or `false`, without quotes".into(),
            ("a list", Unexpected::Str(text)) => format!("write a list: [{}]", quote(text)),
            _ => "correct the value, or remove the key".to_owned(),
        };
        let message = format!("expected {expected}, found {}", describe(found));
        Fault(Problem::whole(message).help(help))
    }

    fn invalid_value(found: Unexpected, expected: &dyn serde::de::Expected) -> Fault {
        Fault::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Fault {
        let message = format!("unknown value {}", quote(variant));
        Fault(Problem::whole(message).help(did_you_mean(variant, expected.iter().copied())))
    }
}

/// What serde expects, in words for people who do not write Rust.
fn plain(expected: &str) -> String {
    match expected {
        "a boolean" => "`true` or `false`".to_owned(),
        "a string" => "text".to_owned(),
        "u32" | "usize" => "a whole number, zero or more".to_owned(),
        "a sequence" => "a list".to_owned(),
        other if other.starts_with("struct ") || other.starts_with("a map") => "a map".to_owned(),
        other => other.to_owned(),
    }
}

fn describe(found: Unexpected) -> String {
    match found {
        Unexpected::Str(text) => quote(text),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Signed(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("`{value}`"),
        Unexpected::Float(value) => format!("`{value}`"),
        Unexpected::Unit => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        other => other.to_string(),
    }
}
