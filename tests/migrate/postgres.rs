//! PostgreSQL: a database for each test, dropped at its end.

use std::collections::BTreeSet;
use std::env;

use postgres::{Client, Config, NoTls, SimpleQueryMessage};
use scaffold::migration::Dialect;

use crate::database::{Counters, Database};

pub struct Postgres {
    client: Option<Client>,
    server: Config,
    name: String,
}

impl Postgres {
    /// A new database, or nothing where `TEST_DATABASE_URL` names no server; in CI it has to.
    pub fn new(name: &str) -> Option<Postgres> {
        let Ok(url) = env::var("TEST_DATABASE_URL") else {
            let in_ci = env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!in_ci, "TEST_DATABASE_URL is not set");
            eprintln!("skipped on PostgreSQL: TEST_DATABASE_URL is not set");
            return None;
        };
        let server: Config = url.parse().unwrap();
        let name = format!("scaffold_{name}_{}", std::process::id());
        let mut client = server.connect(NoTls).unwrap();
        client
            .batch_execute(&format!("DROP DATABASE IF EXISTS {name}"))
            .unwrap();
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let client = server.clone().dbname(&name).connect(NoTls).unwrap();
        let mut database = Postgres {
            client: Some(client),
            server,
            name,
        };
        database.run(
            "SET client_min_messages = warning; SET synchronous_commit = off;
             SET timezone = 'Asia/Tokyo'",
        );
        Some(database)
    }

    /// Forgets all tables.
    pub fn clear(&mut self) {
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    fn client(&mut self) -> &mut Client {
        self.client.as_mut().unwrap()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.client.take());
        if let Ok(mut client) = self.server.connect(NoTls) {
            // Only a leftover on a server for tests if it fails.
            let _ = client.batch_execute(&format!("DROP DATABASE {}", self.name));
        }
    }
}

impl Database for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn run(&mut self, sql: &str) {
        self.client()
            .batch_execute(sql)
            .unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    fn migrate(&mut self, sql: &str) -> Result<(), String> {
        let mut transaction = self.client().transaction().unwrap();
        let done = transaction.batch_execute(sql).map_err(|error| {
            let cause = error.as_db_error();
            cause.map_or(error.to_string(), |cause| cause.message().to_owned())
        });
        match done {
            Ok(()) => transaction.commit().map_err(|error| error.to_string()),
            Err(error) => {
                transaction.rollback().unwrap();
                Err(error)
            }
        }
    }

    fn catalogue(&mut self) -> BTreeSet<String> {
        let queries = [
            "SELECT 'relation', c.relname, c.relkind FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace",
            "SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                 a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid)
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                 AND a.attnum > 0 AND NOT a.attisdropped",
            "SELECT 'constraint', conrelid::regclass, conname, contype, convalidated, pg_get_constraintdef(oid)
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
            "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT 'sequence', s.relname, t.relname
             FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'i'
             JOIN pg_class t ON t.oid = d.refobjid
             WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace",
        ];
        let mut lines = BTreeSet::new();
        for query in queries {
            for row in self.texts(query) {
                let values: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
                lines.insert(values.join(" | "));
            }
        }
        lines
    }

    fn counters(&mut self) -> Counters {
        let sql = "SELECT t.relname, CAST(pg_sequence_last_value(s.oid) AS TEXT)
             FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'i'
             JOIN pg_class t ON t.oid = d.refobjid
             WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace";
        let rows = self.texts(sql);
        let pairs = rows.into_iter().map(|mut row| {
            let last = row.pop().flatten().unwrap_or_default();
            (row.pop().flatten().unwrap_or_default(), last)
        });
        pairs.collect()
    }

    fn texts(&mut self, sql: &str) -> Vec<Vec<Option<String>>> {
        let messages = self
            .client()
            .simple_query(sql)
            .unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
        let rows = messages.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                let values = (0..row.len()).map(|at| row.get(at).map(str::to_owned));
                Some(values.collect())
            }
            _ => None,
        });
        rows.collect()
    }
}
