use super::*;

fn sample() -> Tree {
    let mut tree = Tree::new();
    for path in [
        ".scaffold/lock.json",
        "Cargo.toml",
        "README.md",
        "src/a/b.rs",
        "src/main.rs",
    ] {
        tree.insert(path, format!("text of {path}\n")).unwrap();
    }
    tree
}

fn go_on() -> Result<(), Error> {
    Ok(())
}

/// Fails at the given step.
fn fail_at(at: usize) -> impl FnMut() -> Result<(), Error> {
    let mut steps = 0;
    move || {
        steps += 1;
        match steps == at {
            true => Err(Error::Interrupted),
            false => Ok(()),
        }
    }
}

/// Writes up to the given step and leaves everything as a kill does.
fn killed_inside(dir: &Path, at: usize) -> bool {
    let mut step = fail_at(at);
    let mut stage = Stage::new(dir, INSIDE).unwrap();
    let result = stage
        .fill(&sample(), &mut step)
        .and_then(|()| stage.move_up(dir, &mut step, &mut Vec::new()));
    let _ = stage.dir.keep();
    result.is_err()
}

fn names(dir: &Path) -> Vec<PathBuf> {
    entries(dir).unwrap()
}

#[test]
fn writes_a_folder_that_is_absent() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("x/y/blog");
    write_new(&dir, &sample(), &mut go_on).unwrap();
    assert_eq!(
        Tree::read(root.path().join("x/y/blog").as_path()).unwrap(),
        sample()
    );
    assert_eq!(names(&root.path().join("x/y")), [Path::new("blog")]);
}

#[test]
fn writes_an_empty_folder() {
    let root = tempfile::tempdir().unwrap();
    write_new(root.path(), &sample(), &mut go_on).unwrap();
    assert_eq!(Tree::read(root.path()).unwrap(), sample());
}

#[test]
fn a_failure_at_any_step_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let absent = root.path().join("x/blog");
    let empty = root.path().join("empty");
    fs::create_dir(&empty).unwrap();
    for at in 1.. {
        let beside = write_new(&absent, &sample(), &mut fail_at(at));
        let inside = write_new(&empty, &sample(), &mut fail_at(at));
        if inside.is_ok() {
            assert!(at > 9, "{at} steps");
            break;
        }
        assert!(names(&empty).is_empty(), "step {at}");
        if beside.is_ok() {
            fs::remove_dir_all(root.path().join("x")).unwrap();
        } else {
            assert_eq!(names(root.path()), [Path::new("empty")], "step {at}");
        }
    }
}

#[test]
fn the_next_run_undoes_a_kill_at_any_step() {
    for at in 1.. {
        let root = tempfile::tempdir().unwrap();
        if !killed_inside(root.path(), at) {
            break;
        }
        assert!(!root.path().join("Cargo.toml").exists(), "step {at}");
        write_new(root.path(), &sample(), &mut go_on).unwrap();
        assert_eq!(Tree::read(root.path()).unwrap(), sample(), "step {at}");
    }
}

#[test]
fn a_kill_after_the_last_step_leaves_the_project() {
    let root = tempfile::tempdir().unwrap();
    assert!(!killed_inside(root.path(), usize::MAX));
    let refused = write_new(root.path(), &sample(), &mut go_on);
    assert!(matches!(refused, Err(Error::NotEmpty(_))));
    assert_eq!(Tree::read(root.path()).unwrap(), sample());
}

#[test]
fn undoing_keeps_what_is_not_ours() {
    let root = tempfile::tempdir().unwrap();
    assert!(killed_inside(root.path(), 9));
    fs::write(root.path().join("README.md"), "mine").unwrap();
    fs::write(root.path().join("src-of-mine"), "mine").unwrap();
    let refused = write_new(root.path(), &sample(), &mut go_on);
    assert!(matches!(refused, Err(Error::NotEmpty(_))));
    assert_eq!(
        names(root.path()),
        [Path::new("README.md"), Path::new("src-of-mine")]
    );
}

#[test]
fn leaves_a_run_that_is_alive_alone() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("blog");
    let alive = Stage::new(root.path(), ".blog.scaffold-").unwrap();
    let dead = Stage::new(root.path(), ".blog.scaffold-")
        .unwrap()
        .dir
        .keep();
    write_new(&dir, &sample(), &mut go_on).unwrap();
    assert!(alive.dir.path().exists());
    assert!(!dead.exists());
}

#[test]
fn refuses_what_is_in_the_way() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    fs::write(at("file"), "").unwrap();
    fs::create_dir(at("full")).unwrap();
    fs::write(at("full/x"), "").unwrap();
    let write = |name: &str| write_new(&at(name), &sample(), &mut go_on);
    assert!(matches!(write("file"), Err(Error::NotFolder(_))));
    assert!(matches!(write("full"), Err(Error::NotEmpty(_))));
    assert!(matches!(write("file/below"), Err(Error::Io { .. })));
    assert!(matches!(write("file/further/below"), Err(Error::Io { .. })));
    assert!(matches!(write("nowhere/.."), Err(Error::NoName(_))));
    assert_eq!(names(root.path()), [Path::new("file"), Path::new("full")]);
}

#[cfg(unix)]
#[test]
fn refuses_links() {
    let root = tempfile::tempdir().unwrap();
    let link = root.path().join("link");
    std::os::unix::fs::symlink("elsewhere", &link).unwrap();
    for dir in [link.clone(), link.join("")] {
        let refused = write_new(&dir, &sample(), &mut go_on);
        assert!(matches!(refused, Err(Error::Symlink(_))), "{refused:?}");
    }
}
