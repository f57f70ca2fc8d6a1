//! The program is killed before each of its writes; the next run has to put things right.

use std::{env, fs, path::PathBuf, process::Command};

use scaffold::{
    tree::{self, Tree},
    update::{self, Error},
};

use crate::support::{Project, bytes, go_on, saved, tree};

const KILL_AT: &str = "UPDATE_TEST_KILL_AT";
const PROJECT: &str = "UPDATE_TEST_PROJECT";

fn base() -> Tree {
    tree([
        ("Cargo.toml", "[package]\n"),
        ("src/deep/gone.rs", "fn gone() {}\n"),
        ("src/main.rs", "fn main() {}\n"),
        ("src/posts.rs", "fn posts() {}\n"),
    ])
}

fn new() -> Tree {
    tree([
        ("Cargo.toml", "[package]\n"),
        ("src/articles/new.rs", "fn new() {}\n"),
        ("src/main.rs", "fn main() {\n    run();\n}\n"),
        ("src/posts.rs", "fn posts() {}\n\nfn more() {}\n"),
    ])
}

fn project() -> Project {
    let project = Project::generated(&base());
    project.write("src/posts.rs", "use mine;\n\nfn posts() {}\n");
    project.write("notes.txt", "mine\n");
    project
}

/// Not a test of its own: the process that is killed. Without its variables it does nothing.
#[test]
fn killed() {
    let (Ok(at), Ok(dir)) = (env::var(KILL_AT), env::var(PROJECT)) else {
        return;
    };
    let (at, mut steps): (usize, usize) = (at.parse().unwrap(), 0);
    let project = Project::at(PathBuf::from(dir));
    let writes = project.writes(&base(), &new());
    let _lock = update::Lock::take(project.root()).unwrap();
    update::write(project.root(), &writes, &mut || {
        steps += 1;
        if steps == at {
            std::process::abort();
        }
        Ok(())
    })
    .unwrap();
}

/// Whether the process was killed before it was done.
fn kill(project: &Project, at: usize) -> bool {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::killed"])
        .env(KILL_AT, at.to_string())
        .env(PROJECT, project.root())
        .output()
        .unwrap();
    let is_aborted = output.status.code().is_none();
    assert!(is_aborted || output.status.success(), "{output:?}");
    is_aborted
}

/// What each run leaves that is not killed.
fn complete() -> Vec<(String, Vec<u8>)> {
    let project = project();
    let writes = project.writes(&base(), &new());
    update::write(project.root(), &writes, &mut go_on).unwrap();
    bytes(project.root())
}

#[test]
fn a_kill_at_any_write_recovers() {
    let (untouched, complete) = (bytes(project().root()), complete());
    assert_ne!(untouched, complete);
    let (mut untouched_count, mut complete_count) = (0, 0);
    for at in 1.. {
        let project = project();
        let is_killed = kill(&project, at);
        let lock = update::Lock::take(project.root()).unwrap();
        let recovery = update::recover(project.root()).unwrap();
        let found = bytes(project.root());
        match &recovery {
            Some(_) => assert_eq!(found, complete, "killed at {at}"),
            None => assert!(found == untouched || found == complete, "killed at {at}"),
        }
        assert!(recovery.unwrap_or_default() == Default::default());
        assert!(!update::is_unfinished(project.root()));
        match found == complete {
            true => complete_count += 1,
            false => untouched_count += 1,
        }
        // What was undone can be done again.
        let base = if found == complete { new() } else { base() };
        let writes = project.writes(&base, &new());
        assert_eq!(writes.is_empty(), found == complete);
        update::write(project.root(), &writes, &mut go_on).unwrap();
        assert_eq!(bytes(project.root()), complete, "after {at}");
        drop(lock);
        if !is_killed {
            break;
        }
    }
    assert!(
        untouched_count > 5 && complete_count > 5,
        "{untouched_count} {complete_count}"
    );
}

#[test]
fn edits_between_a_kill_and_the_next_run_are_kept() {
    let mut beside = 0;
    for at in 1.. {
        let project = project();
        if !kill(&project, at) {
            break;
        }
        project.write("src/main.rs", "fn main() { mine() }\n");
        project.write("src/deep/gone.rs", "fn mine() {}\n");
        let recovery = update::recover(project.root()).unwrap();
        assert_eq!(project.text("src/main.rs"), "fn main() { mine() }\n");
        assert_eq!(project.text("src/deep/gone.rs"), "fn mine() {}\n");
        if let Some(recovery) = recovery {
            assert!(recovery.beside.iter().all(|path| path == "src/main.rs"));
            if !recovery.beside.is_empty() {
                let waiting = project.text("src/main.rs.scaffold-new");
                assert_eq!(Some(&*waiting), new().get("src/main.rs"));
                beside += 1;
            }
        }
        let record = scaffold::saved::Saved::read(project.root()).unwrap();
        assert!(record == saved(&base()) || record == saved(&new()));
    }
    assert!(beside > 0);
}

#[test]
fn an_error_before_the_journal_undoes_everything_and_one_after_it_is_made_good() {
    let (untouched, complete) = (bytes(project().root()), complete());
    let full = || tree::Error::Io {
        action: "write",
        path: "somewhere".into(),
        source: std::io::ErrorKind::StorageFull.into(),
    };
    let (mut undone, mut unfinished) = (0, 0);
    for at in 1.. {
        let project = project();
        let writes = project.writes(&base(), &new());
        let mut steps = 0;
        let result = update::write(project.root(), &writes, &mut || {
            steps += 1;
            if steps == at { Err(full()) } else { Ok(()) }
        });
        match result {
            Ok(_) => break,
            Err(Error::Unfinished(_)) => {
                assert!(update::is_unfinished(project.root()));
                update::recover(project.root()).unwrap();
                assert_eq!(bytes(project.root()), complete);
                unfinished += 1;
            }
            Err(error) => {
                assert!(matches!(error, Error::Tree(tree::Error::Io { .. })));
                assert_eq!(bytes(project.root()), untouched);
                assert!(!update::is_unfinished(project.root()));
                undone += 1;
            }
        }
    }
    assert!(undone > 5 && unfinished > 5, "{undone} {unfinished}");
}

#[test]
fn ctrl_c_undoes_everything_or_waits() {
    let (untouched, complete) = (bytes(project().root()), complete());
    for at in 1..100 {
        let project = project();
        let writes = project.writes(&base(), &new());
        let mut steps = 0;
        let result = update::write(project.root(), &writes, &mut || {
            steps += 1;
            if steps >= at {
                Err(tree::Error::Interrupted)
            } else {
                Ok(())
            }
        });
        let expected = if result.is_ok() {
            &complete
        } else {
            &untouched
        };
        assert_eq!(&bytes(project.root()), expected);
        assert!(!update::is_unfinished(project.root()));
    }
}

#[test]
fn a_journal_cannot_lead_out_of_the_project() {
    let outside = tempfile::tempdir().unwrap();
    for path in ["../nowhere", "/nowhere", "link/x"] {
        let project = project();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path(), project.path("link")).unwrap();
        let journal =
            format!(r#"{{"entries": [{{"path": "{path}", "before": "any", "after": "0"}}]}}"#);
        project.write(".scaffold/pending/journal", journal);
        project.write(".scaffold/pending/0", "evil");
        update::recover(project.root()).unwrap_err();
        assert!(fs::read_dir(outside.path()).unwrap().next().is_none());
        assert!(!project.path("../nowhere").exists());
    }
}
