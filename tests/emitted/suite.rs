//! The blog of `tests/full/suite.yaml`, with the tests of `tests/full/suite/`: what is true of its
//! own models in the admin, on the pages and in the API, where it also answers as REST framework did.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use scaffold::tree::Tree;

use crate::project::Project;
use crate::tools::{contract, script, tool};

#[test]
fn the_suite_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/full/suite");
    let suite = Tree::read(&folder).unwrap();
    let project = Project::with_suite("blog", include_str!("../full/suite.yaml"), suite);
    let recordings = script("replay.py").map(|_| OsStr::new(contract()));
    let schemathesis = tool("schemathesis").map(program);
    let variables = [
        ("CONTRACT", recordings),
        ("SCHEMATHESIS", schemathesis.as_deref()),
    ];
    let variables = variables.into_iter();
    let variables: Vec<_> = variables
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    for output in project.test_with(&["--test", "suite"], &variables) {
        assert!(output.contains("test result: ok. "), "{output}");
    }
}

fn program(command: Command) -> OsString {
    command.get_program().to_owned()
}
