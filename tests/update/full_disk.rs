//! A disk that is full: a small one in memory, in a mount namespace of its own.

use std::{env, process::Command};

use scaffold::{
    tree::{self, Tree},
    update::{self, Error},
};

use crate::support::{Project, bytes, go_on, tree};

const DISK: &str = "UPDATE_TEST_DISK";

#[test]
fn a_full_disk_changes_nothing() {
    let disk = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=256k tmpfs "$0" && exec "$@""#;
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .arg(disk.path())
        .arg(env::current_exe().unwrap())
        .args(["--exact", "full_disk::on_a_small_disk", "--nocapture"])
        .env(DISK, disk.path())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => return eprintln!("skipped, there is no `unshare`: {error}"),
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && !errors.contains("panicked") {
        return eprintln!("skipped, no disk can be mounted: {errors}");
    }
    assert!(output.status.success(), "{errors}");
    assert!(errors.contains("the disk was full"), "{errors}");
}

/// Not a test of its own: it needs the small disk, and without it does nothing.
#[test]
fn on_a_small_disk() {
    let Ok(disk) = env::var(DISK) else { return };
    let large = |n: usize| "x\n".repeat(n * 1024);
    let versions = |n| -> Tree {
        let (a, b, c) = (large(n), large(n), large(n));
        tree([("a.txt", &*a), ("b.txt", &*b), ("c/d.txt", &*c)])
    };
    let project = Project::at(disk.into());
    for (path, text) in versions(20).iter() {
        project.write(path, text);
    }
    project.write(".scaffold/lock.json", "{}");
    let before = bytes(project.root());
    let plan = |n| project.plan(&versions(20), &versions(n), &Default::default());

    let writes = plan(30).unwrap().writes();
    let error = update::write(project.root(), &writes, &mut go_on).unwrap_err();
    let Error::Tree(tree::Error::Io { source, .. }) = error else {
        panic!("{error}");
    };
    assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
    assert_eq!(bytes(project.root()), before);
    assert!(!update::is_unfinished(project.root()));

    // With room enough it works.
    let writes = plan(10).unwrap().writes();
    update::write(project.root(), &writes, &mut go_on).unwrap();
    assert_eq!(project.text("c/d.txt"), large(10));
    eprintln!("the disk was full");
}
