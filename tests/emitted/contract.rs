//! What clients of a FastAPI service rely on.

use crate::project::{Project, run};
use crate::server::Server;
use crate::tools::{contract, script};

/// Conversations with the real FastAPI, recorded for the same model.
const RECORDINGS: [&str; 3] = ["crud", "protocol", "validation"];

#[test]
fn recordings_of_fastapi_replay() {
    let Some(mut replay) = script("replay.py") else {
        return;
    };
    let server = Server::start(&Project::user().program());
    replay.arg(server.client.origin());
    replay.args(["--reset", "--allow-extra", "created_at,updated_at"]);
    replay.args(RECORDINGS.map(|name| contract().join(format!("fastapi_{name}.json"))));
    let output = run(&mut replay);
    assert!(
        output.trim_end().ends_with("contract: 108 of 108 passed"),
        "{output}"
    );
    server.assert_no_error();
}
