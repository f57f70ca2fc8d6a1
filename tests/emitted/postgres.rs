//! Databases in the PostgreSQL server that `TEST_DATABASE_URL` names.

use std::env;
use std::process::{self, Command};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::run;
use crate::tools::skip;

/// A new database, dropped with this value.
pub struct Postgres {
    pub url: String,
    name: String,
}

impl Postgres {
    /// None where no server is named and nobody asked for all tests: with `CI` set, that is a failure.
    pub fn create() -> Option<Postgres> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let Ok(server) = env::var("TEST_DATABASE_URL") else {
            skip("PostgreSQL", "set TEST_DATABASE_URL, as .ci/run does");
            return None;
        };
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("scaffold_emitted_{}_{count}", process::id());
        psql(&server, &format!("DROP DATABASE IF EXISTS {name}"));
        psql(&server, &format!("CREATE DATABASE {name}"));
        let (base, query) = server.split_once('?').unwrap_or((&server, ""));
        let host = base.rsplit_once('/').expect("a database in the URL").0;
        let url = format!("{host}/{name}?{query}");
        Some(Postgres { url, name })
    }

    /// What statements give, a row a line.
    pub fn query(&self, sql: &str) -> String {
        psql(&self.url, sql).trim().to_owned()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Ok(server) = env::var("TEST_DATABASE_URL") {
            psql(
                &server,
                &format!("DROP DATABASE {} WITH (FORCE)", self.name),
            );
        }
    }
}

fn psql(url: &str, sql: &str) -> String {
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
    run(command.args(["--set=ON_ERROR_STOP=1", "--command", sql, url]))
}
