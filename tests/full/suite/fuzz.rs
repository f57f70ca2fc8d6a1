//! Requests that schemathesis makes up from the OpenAPI document.
//!
//! `SCHEMATHESIS` is its program; without it, nothing is made up.

use std::path::Path;
use std::process::Command;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::blog_site::Blog;
use crate::people::People;

/// How many requests are made up for each operation, at most.
const MOST_EXAMPLES: &str = "25";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_in_a_site_with_every_kind_of_field() {
    let Some(schemathesis) = schemathesis() else { return };
    let people = People::start_with_things().await;
    run(schemathesis, &people.app, None).await;
    people.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_by_those_who_may_only_read() {
    let Some(schemathesis) = schemathesis() else { return };
    let blog = Blog::start(&[]).await;
    run(schemathesis, &blog.app, None).await;
    blog.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_by_those_who_may_do_everything() {
    let Some(schemathesis) = schemathesis() else { return };
    let blog = Blog::start(&[("API_PERMISSIONS", "model")]).await;
    let token = blog.superuser_token().await;
    run(schemathesis, &blog.app, Some(&token)).await;
    blog.stop().await;
}

fn schemathesis() -> Option<Command> {
    let program = std::env::var_os("SCHEMATHESIS");
    if program.is_none() {
        eprintln!("skipped: `SCHEMATHESIS` names no program");
    }
    program.map(Command::new)
}

async fn run(mut schemathesis: Command, app: &Router, token: Option<&str>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/api/schema/", listener.local_addr().expect("its address"));
    let server = tokio::spawn(axum::serve(listener, app.clone()).into_future());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    schemathesis.args(["run", &url, "--checks", "all", "--max-examples", MOST_EXAMPLES]);
    if let Some(token) = token {
        schemathesis.args(["-H", &format!("Authorization: Token {token}")]);
    }
    // The same requests in every run.
    schemathesis.args(["--generation-deterministic", "--no-color"]);
    if std::env::var_os("TEST_DATABASE_URL").is_some() {
        // PostgreSQL stores no NUL in text, which no document can say.
        schemathesis.args(["--generation-allow-x00", "false"]);
    }
    schemathesis.current_dir(std::env::temp_dir());
    schemathesis.env("PYTHONPATH", folder).env("PYTHONDONTWRITEBYTECODE", "1");
    schemathesis.env("SCHEMATHESIS_HOOKS", "fuzz_hooks");
    let output = spawn_blocking(move || schemathesis.output()).await.expect("a thread");
    let output = output.expect("the program of `SCHEMATHESIS`");
    server.abort();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
