//! The OpenAPI document, as the tools that people use on one see it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, run};
use crate::server::Server;
use crate::tools::{contract, tool};

/// How many requests schemathesis makes up for each operation, at most.
const MOST_EXAMPLES: &str = "25";

/// As pydantic does, we take a number for a date, a time or a boolean, which neither document admits.
const COERCED: &[&str] = &["--exclude-checks", "negative_data_rejection"];

#[test]
fn the_documents_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    for project in [Project::user(), Project::blog(), Project::shop()] {
        let document = document(project, folder.path());
        let Some(mut validator) = tool("openapi-spec-validator") else {
            return;
        };
        let output = run(validator.args(["--validation-errors", "all"]).arg(document));
        assert!(output.trim_end().ends_with(": OK"), "{output}");
    }
}

#[test]
fn typescript_clients_compile() {
    let folder = tempfile::tempdir().unwrap();
    for project in [Project::user(), Project::blog(), Project::shop()] {
        let document = document(project, folder.path());
        let types = folder.path().join(format!("{}.d.ts", project.name));
        let (Some(mut generator), Some(mut compiler)) = (tool("openapi-typescript"), tool("tsc"))
        else {
            return;
        };
        run(generator.arg(document).arg("--output").arg(&types));
        compiler
            .current_dir(&folder)
            .args(["--strict", "--noEmit", "--lib", "es2022,dom"]);
        compiler.args(["--module", "es2022"]);
        let client = contract().join(format!("{}.ts", project.name));
        if client.exists() {
            let here = folder.path().join(format!("{}_client.ts", project.name));
            fs::copy(client, &here).unwrap();
            compiler.arg(here);
        }
        run(compiler.arg(types));
    }
}

#[test]
fn schemathesis_finds_nothing_in_the_user_project() {
    fuzz(Project::user(), &[]);
}

#[test]
fn schemathesis_finds_nothing_in_the_blog_project() {
    fuzz(Project::blog(), COERCED);
}

#[test]
fn schemathesis_finds_nothing_in_the_shop_project() {
    fuzz(Project::shop(), COERCED);
}

/// Writes what the project's program says its document is.
fn document(project: &Project, folder: &Path) -> std::path::PathBuf {
    let path = folder.join(format!("{}.json", project.name));
    let text = run(Command::new(project.program())
        .arg("openapi")
        .current_dir(folder));
    fs::write(&path, text).unwrap();
    path
}

fn fuzz(project: &Project, options: &[&str]) {
    for server in Server::each(&project.program()) {
        let Some(mut schemathesis) = tool("schemathesis") else {
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        schemathesis
            .current_dir(&folder)
            .args(["run", &format!("{}/openapi.json", server.client.origin())])
            .args(["--checks", "all", "--max-examples", MOST_EXAMPLES])
            // The same requests in every run.
            .args(["--generation-deterministic", "--no-color"])
            .args(options);
        if server.is_on_postgres() {
            // It stores no NUL in text, which no document can say.
            schemathesis.args(["--generation-allow-x00", "false"]);
        }
        run(&mut schemathesis);
        server.assert_no_error();
    }
}
