//! `copy-from`: the data of a SQLite file, moved to PostgreSQL.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::commands::{self, add, error};
use crate::crud;
use crate::postgres::Postgres;
use crate::project::{Project, run};
use crate::server::Server;

const ROWS: usize = 100_000;

/// A copy from a file in a folder, with both databases migrated.
struct Copy {
    program: std::path::PathBuf,
    folder: TempDir,
    postgres: Postgres,
}

impl Copy {
    fn prepare(program: &Path) -> Option<Copy> {
        let copy = Copy {
            program: program.to_owned(),
            folder: tempfile::tempdir().unwrap(),
            postgres: Postgres::create()?,
        };
        for url in ["sqlite://app.db", &copy.postgres.url] {
            run(&mut commands::command(
                program,
                copy.folder.path(),
                url,
                &["migrate"],
            ));
        }
        Some(copy)
    }

    fn on_sqlite(&self) -> Server {
        Server::start_in(&self.program, self.folder.path())
    }

    fn on_postgres(&self) -> Server {
        Server::start_with(&self.program, self.folder.path(), &self.postgres.url)
    }

    fn command(&self) -> Command {
        let args = ["copy-from", "sqlite://app.db"];
        commands::command(&self.program, self.folder.path(), &self.postgres.url, &args)
    }
}

#[test]
fn every_type_is_copied_and_ids_go_on() {
    let project = Project::shop();
    let Some(copy) = Copy::prepare(&project.program()) else {
        return;
    };
    let paths = [
        "categories",
        "products",
        "customers",
        "orders",
        "order-items",
    ];
    let lists = |server: &Server| {
        paths.map(|path| server.client.get(&format!("/{path}?limit=100")).expect(200))
    };
    let product = json!({ "name": "\\N \\. \t\n\r é", "sku": "ABC-0999", "price": "0.05" });
    let source = copy.on_sqlite();
    crud::fill(project, source.client);
    let last = source.client.post("/products", &product).expect(201);
    let gone = source
        .client
        .post("/categories", &json!({ "name": "gone", "slug": "gone" }));
    let gone = gone.expect(201)["id"].as_i64().unwrap();
    let path = format!("/categories/{gone}");
    assert_eq!(source.client.send("DELETE", &path, None).status, 204);
    let before = lists(&source);
    drop(source);

    let output = run(&mut copy.command());
    assert!(output.contains("products: 4 rows\n"), "{output}");
    let target = copy.on_postgres();
    assert_eq!(lists(&target), before);
    let path = format!("/products/{}", last["id"]);
    assert_eq!(target.client.get(&path).expect(200), last);
    let next = target
        .client
        .post("/categories", &json!({ "name": "next", "slug": "next" }));
    assert_eq!(next.expect(201)["id"].as_i64(), Some(gone + 1));
    target.assert_no_error();

    let again = error(copy.command());
    assert!(again.contains("rows in PostgreSQL already"), "{again}");
    let keys = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated";
    let sql = fs::read_to_string(project.dir.join("migrations/postgres/0001_initial.up.sql"));
    let expected = sql.unwrap().matches("FOREIGN KEY").count();
    assert_eq!(copy.postgres.query(keys), expected.to_string());
}

#[test]
fn many_rows_are_copied_in_seconds_or_not_at_all() {
    let spec = include_str!("../../schemas/user.yaml").replace("project: app", "project: many");
    let project = Project::of("many", &spec);
    add(&project, "0002_rows", "SELECT 1;", "SELECT 1;");
    let rows = format!(
        "INSERT INTO users (name, email, created_at, updated_at)\n\
         WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {ROWS})\n\
         SELECT 'x', n || '@example.com', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' FROM n;\n"
    );
    fs::write(project.dir.join("migrations/sqlite/0002_rows.up.sql"), rows).unwrap();
    let Some(copy) = Copy::prepare(&project.program()) else {
        return;
    };
    let user = json!({ "name": "a\u{0}b", "email": "nul@example.com" });
    let source = copy.on_sqlite();
    let bad = source.client.post("/users", &user).expect(201);
    let refused = error(copy.command());
    let id = &bad["id"];
    let expected = format!("`users`, the row whose `id` is {id}: `name` holds a NUL character");
    assert!(refused.contains(&expected), "{refused}");
    assert_eq!(copy.postgres.query("SELECT count(*) FROM users"), "0");
    let path = format!("/users/{id}");
    assert_eq!(source.client.send("DELETE", &path, None).status, 204);
    drop(source);

    let start = Instant::now();
    let output = run(&mut copy.command());
    assert_eq!(output, format!("users: {ROWS} rows\n"));
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        copy.postgres.query("SELECT count(*) FROM users"),
        ROWS.to_string()
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let program = Project::user().program();
    let Some(copy) = Copy::prepare(&program) else {
        return;
    };
    let folder = copy.folder.path();
    let from = |url: &str, to: &str| {
        let args = ["copy-from", url];
        error(commands::command(&program, folder, to, &args))
    };
    assert!(from("sqlite://no.db", &copy.postgres.url).contains("there is no file"));
    let wrong = from("sqlite://app.db", "sqlite://app.db");
    assert!(
        wrong.contains("to the `postgres://…` of `DATABASE_URL`"),
        "{wrong}"
    );
    copy.postgres.query("DROP TABLE users, _migrations");
    let wrong = from("sqlite://app.db", &copy.postgres.url);
    assert!(
        wrong.contains("`0001_initial` is not applied to the postgres"),
        "{wrong}"
    );
}
