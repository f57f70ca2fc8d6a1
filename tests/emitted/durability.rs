//! Servers that are stopped, politely or not, and what is left.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::project::Project;
use crate::server::{PATIENCE, Server, wait_for};

/// Clients that write at the same time.
const WRITERS: usize = 8;

/// Rounds of writing and killing.
const ROUNDS: usize = 6;

/// Users that the slow migration makes.
const MIGRATED: usize = 60_000;

/// Moments during that migration at which the server is killed.
const MOMENTS: u32 = 12;

/// Requests that are open when a server is asked to stop.
const OPEN: usize = 16;

#[test]
fn a_kill_loses_no_acknowledged_write() {
    let program = Project::user().program();
    let folder = tempfile::tempdir().unwrap();
    let mut written: Vec<Value> = Vec::new();
    for round in 0..ROUNDS {
        let mut server = Server::start_in(&program, folder.path());
        assert_kept(server.client, &written);
        let acknowledged = Mutex::new(Vec::new());
        let client = server.client;
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let acknowledged = &acknowledged;
                scope.spawn(move || write(client, round, writer, acknowledged));
            }
            // Another moment in every round, and some writes are always under way.
            wait_for("writes", || {
                (acknowledged.lock().unwrap().len() > 100 + 37 * round).then_some(())
            });
            server.kill();
        });
        written.extend(acknowledged.into_inner().unwrap());
    }
    let server = Server::start_in(&program, folder.path());
    assert_kept(server.client, &written);
    server.assert_no_error();
}

/// Creates users until the server is gone.
fn write(client: Client, round: usize, writer: usize, acknowledged: &Mutex<Vec<Value>>) {
    for n in 0.. {
        let user = json!({ "name": "x", "email": format!("{round}-{writer}-{n}@example.com") });
        let Ok(answer) = client.try_send("POST", "/users", Some(&user)) else {
            return;
        };
        acknowledged.lock().unwrap().push(answer.expect(201));
    }
}

fn assert_kept(client: Client, written: &[Value]) {
    for user in written {
        assert_eq!(
            client.get(&format!("/users/{}", user["id"])).expect(200),
            *user
        );
    }
}

#[test]
fn a_kill_leaves_no_migration_half_applied() {
    let program = slow_to_migrate().program();
    let start = Instant::now();
    drop(Server::start_in(
        &program,
        tempfile::tempdir().unwrap().path(),
    ));
    let whole = start.elapsed();
    let mut halves = 0;
    for moment in 0..MOMENTS {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Server::spawn(&program, folder.path(), "");
        thread::sleep(whole * moment / MOMENTS);
        server.kill();
        halves += usize::from(!server.log().contains("migration applied"));
        drop(server);
        assert_migrated(&program, folder.path());
    }
    assert!(halves > 0, "no migration was stopped in time");
}

/// The user project, whose first migration is made to take its time.
fn slow_to_migrate() -> Project {
    let spec = include_str!("../../schemas/user.yaml").replace("project: app", "project: slow");
    let project = Project::of("slow", &spec);
    let path = project.dir.join("migrations/sqlite/0001_initial.up.sql");
    let sql = fs::read_to_string(&path).unwrap();
    let rows = format!(
        "{sql}\
         INSERT INTO users (name, email, created_at, updated_at)\n\
         WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MIGRATED})\n\
         SELECT 'x', n || '@example.com', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' FROM n;\n"
    );
    fs::write(path, rows).unwrap();
    project
}

fn assert_migrated(program: &Path, folder: &Path) {
    let server = Server::start_in(program, folder);
    let last = MIGRATED - 1;
    let users = server
        .client
        .get(&format!("/users?skip={last}&limit=10"))
        .expect(200);
    assert_eq!(users.as_array().unwrap().len(), 1, "{users}");
    let user = json!({ "name": "x", "email": "new@example.com" });
    server.client.post("/users", &user).expect(201);
    server.assert_no_error();
}

#[test]
fn open_requests_are_answered_before_the_end() {
    let program = Project::user().program();
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start_in(&program, folder.path());
    let client = server.client;
    let (opened, all_opened) = mpsc::channel();
    let mut created = Vec::new();
    thread::scope(|scope| {
        let requests: Vec<_> = (0..OPEN)
            .map(|n| {
                let (opened, (go_on, told)) = (opened.clone(), mpsc::channel::<()>());
                let request = scope.spawn(move || {
                    let (mut stream, rest) = open(client, n);
                    opened.send(()).unwrap();
                    told.recv().unwrap();
                    stream.write_all(rest.as_bytes()).unwrap();
                    Answer::read(&mut stream).unwrap().expect(201)
                });
                (request, go_on)
            })
            .collect();
        for _ in 0..OPEN {
            all_opened.recv_timeout(PATIENCE).unwrap();
        }
        server.ask_to_stop();
        wait_for("the server to stop", || {
            server.log().contains("stopping: ").then_some(())
        });
        wait_for("it to refuse others", || {
            TcpStream::connect(client.address).err()
        });
        for (request, go_on) in requests {
            go_on.send(()).unwrap();
            created.push(request.join().unwrap());
        }
    });
    let start = Instant::now();
    assert!(server.wait().success());
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "nothing was left to wait for"
    );
    server.assert_no_error();
    assert_kept(Server::start_in(&program, folder.path()).client, &created);
}

/// A request that the server is reading the body of, and the half that is still to be sent.
fn open(client: Client, n: usize) -> (TcpStream, String) {
    let body = json!({ "name": "x", "email": format!("{n}@example.com") }).to_string();
    let (half, rest) = body.split_at(body.len() / 2);
    let mut stream = TcpStream::connect(client.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let length = body.len();
    let head = format!(
        "POST /users HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nExpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut told = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut told).unwrap();
    assert!(
        told.starts_with(b"HTTP/1.1 100 "),
        "{}",
        String::from_utf8_lossy(&told)
    );
    stream.write_all(half.as_bytes()).unwrap();
    (stream, rest.to_owned())
}
