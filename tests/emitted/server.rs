//! A running server of a project.

use std::fs::{self, File};
use std::iter;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::Client;
use crate::postgres::Postgres;

/// How long anything may take that takes milliseconds on an idle machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How much of the log a failed test shows.
const LAST_LINES: usize = 30;

/// A server that ends with this value.
pub struct Server {
    child: Child,
    log: PathBuf,
    pub client: Client,
    /// Where it runs, if nobody else cares.
    _folder: Option<TempDir>,
    /// Its database, if that is not a file in the folder.
    postgres: Option<Postgres>,
}

impl Server {
    /// Whether it runs on PostgreSQL.
    pub fn is_on_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// Starts a server with a new database: first on SQLite and then, where there is one, on
    /// PostgreSQL.
    pub fn each(program: &Path) -> impl Iterator<Item = Server> {
        let postgres = Postgres::create().into_iter().map(Some);
        iter::once(None).chain(postgres).map(|postgres| {
            let folder = tempfile::tempdir().unwrap();
            let url = postgres.as_ref().map_or("", |postgres| &*postgres.url);
            let mut server = Server::start_with(program, folder.path(), url);
            server._folder = Some(folder);
            server.postgres = postgres;
            server
        })
    }

    /// Starts a server in a folder, which holds its database, and waits until it is ready.
    pub fn start_in(program: &Path, folder: &Path) -> Server {
        Server::start_with(program, folder, "")
    }

    /// The same with this database.
    pub fn start_with(program: &Path, folder: &Path, url: &str) -> Server {
        let mut server = Server::spawn(program, folder, url);
        let address = wait_for("the address", || {
            if let Some(status) = server.child.try_wait().unwrap() {
                panic!("the server ended with {status}");
            }
            server.address()
        });
        server.client = Client { address };
        wait_for("the server to be ready", || {
            let answer = server.client.try_get("/readyz").ok()?;
            (answer.status == 200).then_some(())
        });
        server
    }

    /// Starts a server that cannot be asked yet.
    pub fn spawn(program: &Path, folder: &Path, url: &str) -> Server {
        let log = folder.join("server.log");
        let file = File::create(&log).unwrap();
        let child = Command::new(program)
            .current_dir(folder)
            .env_clear()
            .env("PORT", "0")
            .env("DATABASE_URL", url)
            .env("LOG_FORMAT", "json")
            .env("ALLOWED_HOSTS", "*")
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Server {
            child,
            log,
            client: Client { address },
            _folder: None,
            postgres: None,
        }
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Asserts that it never failed.
    pub fn assert_no_error(&self) {
        let log = self.log();
        let errors: Vec<&str> = log
            .lines()
            .filter(|line| line.contains("\"ERROR\""))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    fn address(&self) -> Option<SocketAddr> {
        let log = self.log();
        let (_, rest) = log.split_once("listening on http://")?;
        let (address, _) = rest.split_once('"')?;
        Some(address.parse().unwrap())
    }

    /// Ends it with SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, by SIGTERM.
    pub fn ask_to_stop(&self) {
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        wait_for("the server to end", || self.child.try_wait().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
            eprintln!("the server's log ends:\n{}", last.join("\n"));
        }
    }
}

/// Asks again and again, until there is an answer.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited too long for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
