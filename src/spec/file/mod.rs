//! The YAML as it is written: read, parsed, and brought into the spec's shape, with every mistake
//! of form noted.

pub mod at;
mod conflict;
mod de;
mod fault;
pub mod read;
pub mod shape;
mod yaml;

use std::cell::RefCell;

use serde::Deserialize;

use crate::problem::Problem;
use at::Key;
use de::NodeDeserializer;
use shape::SpecFile;

/// What a text says, and the mistakes of form in it.
pub fn parse(text: &str) -> (Key<SpecFile>, Vec<Problem>) {
    let conflicts = conflict::problems(text);
    if !conflicts.is_empty() {
        return (Key::Invalid, conflicts);
    }
    let node = match yaml::parse(text) {
        Ok(node) => node,
        Err(problem) => return (Key::Invalid, vec![problem]),
    };
    if matches!(node.value, yaml::Value::Null) {
        let help = "start with `project:` and `models:`; `scaffold new` writes an example";
        let problem = Problem::at(0..0, "the file holds no spec").help(help);
        return (Key::Invalid, vec![problem]);
    }
    let problems = RefCell::new(Vec::new());
    let deserializer = NodeDeserializer {
        node: &node,
        key: node.span.clone(),
        problems: &problems,
    };
    let file = match Key::deserialize(deserializer) {
        Ok(file) => file,
        Err(fault) => {
            problems.borrow_mut().push(fault.into_problem(&node));
            Key::Invalid
        }
    };
    (file, problems.into_inner())
}

/// The JSON Schema of the spec, pretty-printed, with a line break at its end.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(SpecFile);
    let value = schema.to_value();
    format!("{value:#}\n")
}
