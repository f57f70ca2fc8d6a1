//! Compressed answers.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::client::Answer;
use crate::project::Project;
use crate::server::Server;

#[test]
fn large_answers_are_compressed_for_those_who_ask() {
    let server = Server::start(&Project::user().program());
    let plain = ask(&server, "/openapi.json", "");
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    for accepted in [
        "gzip",
        "br, GZip",
        "deflate;q=0.5, gzip;q=0.1",
        "gzip ; q=1.0",
    ] {
        let zipped = ask(&server, "/openapi.json", accepted);
        assert_eq!(
            zipped.header("content-encoding"),
            Some("gzip"),
            "{accepted}"
        );
        assert!(zipped.body.len() < plain.body.len() / 4);
        assert_eq!(unzipped(&zipped.body), plain.body);
    }
    for other in ["br", "gzip;q=0", "gzip;q=x", "x-gzip-not"] {
        let answer = ask(&server, "/openapi.json", other);
        assert_eq!(answer.header("content-encoding"), None, "{other}");
        assert_eq!(answer.body, plain.body);
    }
    let small = ask(&server, "/users", "gzip");
    assert_eq!(small.header("content-encoding"), None);
    server.assert_no_error();
}

fn ask(server: &Server, path: &str, accepted: &str) -> Answer {
    let head = "Host: test\r\nConnection: close";
    let request = format!("GET {path} HTTP/1.1\r\n{head}\r\nAccept-Encoding: {accepted}\r\n\r\n");
    server.client.raw(request.as_bytes()).unwrap()
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = Command::new("gzip")
        .arg("-dc")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    gzip.stdin.take().unwrap().write_all(bytes).unwrap();
    gzip.wait_with_output().unwrap().stdout
}
