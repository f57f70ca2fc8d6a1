//! The pages of a full project in a browser: `tests/browser/` drives Debian's chromium.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, run};
use crate::server::Server;
use crate::tools;

/// A site that uses the options of the admin.
const SPEC: &str = include_str!("../browser/press.yaml");
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");

/// What its `.env` says: it is reached without HTTPS.
const SETTINGS: &str = "DEBUG=true\n";

#[test]
fn pages_work_in_a_browser() {
    let Some(mut node) = tools::browser("run.mjs") else {
        return;
    };
    let program = Project::full("press", SPEC).program();
    let folder = tempfile::tempdir().unwrap();
    fill(&program, folder.path());
    let server = Server::start_in(&program, folder.path());
    let output = run(node.env("BASE_URL", format!("http://{}", server.client.address)));
    println!("{output}");
    server.assert_no_error();
}

/// Makes the database and loads what the scripts expect in it.
fn fill(program: &Path, folder: &Path) {
    fs::write(folder.join(".env"), SETTINGS).unwrap();
    let fixture = run(Command::new("node").arg(Path::new(SCRIPTS).join("data.mjs")));
    fs::write(folder.join("fixture.json"), fixture).unwrap();
    for arguments in [&["migrate"][..], &["loaddata", "fixture.json"]] {
        run(Command::new(program).current_dir(folder).args(arguments));
    }
}
