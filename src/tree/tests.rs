use super::*;

#[test]
fn refuses_paths_that_leave_the_folder() {
    for path in [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/..",
        "./a",
        "a//b",
        "a/",
        "a\\b",
        "C:a",
        "a\0",
    ] {
        let refused = Tree::new().insert(path, "");
        assert!(matches!(refused, Err(Error::Outside(_))), "{path:?}");
    }
}

#[test]
fn refuses_a_path_that_is_taken() {
    let mut tree = Tree::new();
    tree.insert("src/main.rs", "").unwrap();
    tree.insert("src/main.rs2", "").unwrap();
    for path in ["src/main.rs", "src", "src/main.rs/x"] {
        assert!(
            matches!(tree.insert(path, ""), Err(Error::Taken(_))),
            "{path}"
        );
    }
}

#[test]
fn reads_what_is_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("a/b")).unwrap();
    fs::write(dir.path().join("a/b/c"), "text").unwrap();
    let tree = Tree::read(dir.path()).unwrap();
    assert_eq!(tree.iter().collect::<Vec<_>>(), [("a/b/c", "text")]);

    fs::write(dir.path().join("a/d"), b"\xff").unwrap();
    assert!(matches!(Tree::read(dir.path()), Err(Error::NotText(_))));
}

#[cfg(unix)]
#[test]
fn does_not_follow_links() {
    let dir = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/etc/passwd", dir.path().join("x")).unwrap();
    assert!(matches!(Tree::read(dir.path()), Err(Error::Symlink(_))));
}
