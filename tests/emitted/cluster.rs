//! A PostgreSQL server of the tests' own: with TLS and without, and gone for a while.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use crate::commands::command;
use crate::project::{Project, run};
use crate::server::{Server, wait_for};
use crate::tools::skip;

/// A cluster, stopped with this value.
struct Cluster {
    folder: TempDir,
    port: String,
}

impl Cluster {
    fn start() -> Option<Cluster> {
        if env::var_os("TEST_DATABASE_URL").is_none() {
            skip("PostgreSQL", "set TEST_DATABASE_URL, as .ci/run does");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let url = script("start", folder.path());
        let port = url.rsplit_once(':').unwrap().1.split_once('/').unwrap().0;
        let port = port.to_owned();
        Some(Cluster { folder, port })
    }

    fn url(&self, host: &str, options: &str) -> String {
        format!("postgres://postgres@{host}:{}/postgres{options}", self.port)
    }

    /// Lets it offer TLS, by a certificate for `localhost` that an authority of its own signed.
    fn offer_tls(&self) {
        let dir = self.folder.path();
        let openssl = |args: &str| {
            let mut command = Command::new("openssl");
            run(command.current_dir(dir).args(args.split(' ')));
        };
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        for name in ["ca", "other"] {
            openssl(&format!(
                "req -x509 {key} -keyout {name}.key -out {name}.pem -subj /CN={name}"
            ));
        }
        openssl(&format!(
            "req {key} -keyout server.key -out server.csr -subj /CN=localhost"
        ));
        fs::write(dir.join("names"), "subjectAltName=DNS:localhost").unwrap();
        openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out server.pem",
        );
        let path = |name: &str| dir.join(name).to_str().unwrap().to_owned();
        run(Command::new("chown").args(["--reference", &path("data"), &path("server.key")]));
        for sql in [
            format!("ALTER SYSTEM SET ssl_cert_file = '{}'", path("server.pem")),
            format!("ALTER SYSTEM SET ssl_key_file = '{}'", path("server.key")),
            "ALTER SYSTEM SET ssl = on".to_owned(),
            "SELECT pg_reload_conf()".to_owned(),
        ] {
            run(Command::new("psql").args(["-c", &sql, &self.url("127.0.0.1", "")]));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        script("stop", self.folder.path());
    }
}

fn script(verb: &str, dir: &Path) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/postgres");
    run(Command::new(script).arg(verb).arg(dir))
}

#[test]
fn sslmode_means_what_it_means_to_libpq() {
    let program = Project::user().program();
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let folder = cluster.folder.path();
    let try_with = |host: &str, options: &str| {
        let url = cluster.url(host, options);
        let output = command(&program, folder, &url, &["migrate", "--status"]).output();
        let output = output.unwrap();
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8(output.stderr).unwrap()),
        }
    };
    let expect = |options: &str, by_name: Result<(), &str>, by_address: Result<(), &str>| {
        for (host, expected) in [("localhost", by_name), ("127.0.0.1", by_address)] {
            let options = options.replace("DIR", folder.to_str().unwrap());
            match (try_with(host, &options), expected) {
                (Ok(()), Ok(())) => {}
                (Err(text), Err(reason)) if text.contains(reason) => {}
                other => panic!("{host} {options}: {other:?}"),
            }
        }
    };
    let all = |options: &str, expected: Result<(), &str>| expect(options, expected, expected);

    for options in ["", "?sslmode=prefer", "?sslmode=disable"] {
        all(options, Ok(()));
    }
    all("?sslmode=require", Err("server does not support TLS"));
    all(
        "?sslmode=allow",
        Err("expected disable, prefer, require, verify-ca or verify-full"),
    );

    cluster.offer_tls();
    wait_for("TLS", || try_with("localhost", "?sslmode=require").ok());
    for options in [
        "",
        "?sslmode=disable",
        "?sslmode=prefer",
        "?sslmode=require",
    ] {
        all(options, Ok(()));
    }
    all("?sslmode=require&sslrootcert=DIR/ca.pem", Ok(()));
    all(
        "?sslmode=require&sslrootcert=DIR/other.pem",
        Err("UnknownIssuer"),
    );
    // It goes on without.
    all("?sslmode=prefer&sslrootcert=DIR/other.pem", Ok(()));
    all("?sslmode=verify-ca&sslrootcert=DIR/ca.pem", Ok(()));
    all(
        "?sslmode=verify-ca&sslrootcert=DIR/other.pem",
        Err("UnknownIssuer"),
    );
    all("?sslmode=verify-ca", Err("UnknownIssuer"));
    all("?sslmode=verify-full", Err("UnknownIssuer"));
    all(
        "?sslmode=verify-full&sslrootcert=DIR/no.pem",
        Err("no.pem`: "),
    );
    expect(
        "?sslmode=verify-full&sslrootcert=DIR/ca.pem",
        Ok(()),
        Err("certificate not valid for name \"127.0.0.1\""),
    );
    let url = cluster.url("localhost", "");
    let server = Server::start_with(&program, folder, &url);
    let sql = "SELECT count(*) > 0 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
               WHERE ssl AND query LIKE '%SELECT%' AND pid <> pg_backend_pid()";
    let mut psql = Command::new("psql");
    let encrypted = run(psql.args(["-At", "-c", sql, &cluster.url("127.0.0.1", "")]));
    assert_eq!(encrypted.trim(), "t", "TLS is preferred");
    drop(server);
}

#[test]
fn a_restart_of_the_database_needs_none_of_the_server() {
    let program = Project::user().program();
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(&program, folder.path(), &cluster.url("127.0.0.1", ""));
    let client = server.client;
    let user = |n: usize| json!({ "name": "x", "email": format!("{n}@example.com") });
    for n in 0..50 {
        client.post("/users", &user(n)).expect(201);
    }
    script("stop", cluster.folder.path());
    for n in 50..100 {
        assert_eq!(client.post("/users", &user(n)).status, 503);
        assert_eq!(client.get("/users/1").status, 503);
        assert_eq!(client.get("/readyz").status, 503);
    }
    script("start", cluster.folder.path());
    for n in 100..150 {
        client.post("/users", &user(n)).expect(201);
        client.get("/users/1").expect(200);
    }
    assert_eq!(client.get("/readyz").status, 200);
}
