//! Runs that are stopped in the middle of writing.

use std::{
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use crate::{new::assert_complete, test::Test};

const RUNS: u32 = 10;

/// Starts `new`, waits until it writes, and longer in every round.
fn stopped(test: &Test, dir: &str, round: u32, signal: &str) -> ExitStatus {
    let mut child: Child = test
        .command()
        .args(["new", dir, "--yes"])
        .env("RUSTFMT", "/nonexistent")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while test.names().is_empty() && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    thread::sleep(Duration::from_micros(400) * round * round);
    let pid = child.id().to_string();
    let sent = Command::new("kill")
        .args([signal, &pid])
        .stderr(Stdio::null())
        .status();
    assert!(sent.is_ok());
    child.wait().unwrap()
}

#[test]
fn a_kill_leaves_no_half_project() {
    let mut halves = 0;
    for round in 0..RUNS {
        let test = Test::new("");
        stopped(&test, "blog", round, "-KILL");
        let dir = test.path("blog");
        if dir.exists() {
            assert_complete(&dir);
        } else {
            halves += 1;
            test.args("new blog").run().success();
        }
    }
    assert!(halves > 0, "no run was stopped in time");
}

#[test]
fn a_kill_in_the_current_folder_is_undone_by_the_next_run() {
    let mut halves = 0;
    for round in 0..RUNS {
        let test = Test::new("");
        stopped(&test, ".", round, "-KILL");
        if test.path("Cargo.toml").exists() {
            let test = test.args("new .");
            assert_eq!(
                test.run().code(),
                Some(1),
                "a whole project is not overwritten"
            );
            assert_complete(&test.path(""));
        } else {
            halves += 1;
            let test = test.args("new .");
            test.run().success();
            assert_complete(&test.path(""));
        }
    }
    assert!(halves > 0, "no run was stopped in time");
}

#[test]
fn ctrl_c_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let mut stops = 0;
        for round in 0..RUNS {
            for dir in ["a/blog", "."] {
                let test = Test::new("");
                let status = stopped(&test, dir, round, signal);
                if status.code() == Some(130) {
                    stops += 1;
                    assert!(test.names().is_empty(), "{:?}", test.names());
                }
            }
        }
        assert!(stops > 0, "no run was stopped in time");
    }
}
