//! Conversations with the real REST framework, replayed.
//!
//! `CONTRACT` is the folder of `replay.py` and the recordings; without it, there is nothing to replay.

use std::path::{Path, PathBuf};
use std::process::Command;

use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::people::People;

#[tokio::test]
async fn answers_as_rest_framework_does() {
    let Some(folder) = std::env::var_os("CONTRACT") else {
        eprintln!("skipped: `CONTRACT` names no folder with recordings");
        return;
    };
    let people = People::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let server = tokio::spawn(axum::serve(listener, people.app.clone()).into_future());
    let mut replay = replay(Path::new(&folder), &url);
    let output = spawn_blocking(move || replay.output()).await.expect("a thread").expect("python3");
    server.abort();
    people.stop().await;
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    assert!(output.status.success(), "{said}");
}

fn replay(folder: &Path, url: &str) -> Command {
    let entries = folder.read_dir().expect("recordings");
    let files = entries.map(|entry| entry.expect("a recording").path());
    let is_ours = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("drf_"))
    };
    let mut command = Command::new("python3");
    command.arg(folder.join("replay.py")).arg(url).args(files.filter(is_ours));
    command.args(["--reset", "--quiet", "--prefix", "/api"]);
    command.args(["--allow-extra", "created_at,updated_at"]);
    command
}
