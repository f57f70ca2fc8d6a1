use super::*;

fn write(saved: &Saved) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let tree = saved.to_tree("{}\n").unwrap();
    tree::write_new(dir.path(), &tree, &mut || Ok(())).unwrap();
    dir
}

fn sample() -> Saved {
    let mut base = Tree::new();
    base.insert("src/main.rs", "fn main() {\n}\n").unwrap();
    base.insert("Cargo.toml", "").unwrap();
    let raw = BTreeMap::from([("src/main.rs".to_owned(), tree::hash("fn main(){}"))]);
    Saved {
        version: "0.1.0".to_owned(),
        generator: "some".to_owned(),
        is_formatted: true,
        spec: "project: blog\n".to_owned(),
        base,
        raw,
        migrations: BTreeMap::from([("0001_initial.json".to_owned(), "{}\n".to_owned())]),
        is_merged: false,
    }
}

#[test]
fn is_read_back() {
    let dir = write(&sample());
    assert_eq!(Saved::read(dir.path()).unwrap(), sample());
    let main = dir.path().join(".scaffold/base/src/main.rs");
    fs::write(main, "fn main() {\r\n}\r\n").unwrap();
    assert_eq!(Saved::read(dir.path()).unwrap(), sample());
}

#[test]
fn refuses_what_was_not_written() {
    let dir = write(&sample());
    let at = |name: &str| dir.path().join(name);
    fs::write(at(".scaffold/base/Cargo.toml"), "edited").unwrap();
    let error = Saved::read(dir.path()).unwrap_err();
    assert!(matches!(&error, Error::Changed(name) if name == ".scaffold/base/Cargo.toml"));
    fs::remove_file(at(".scaffold/base/Cargo.toml")).unwrap();
    assert!(matches!(Saved::read(dir.path()), Err(Error::Missing(_))));
    let lock = fs::read_to_string(at(LOCK)).unwrap();
    fs::write(at(LOCK), lock.replace("Cargo.toml", "../Cargo.toml")).unwrap();
    assert!(matches!(
        Saved::read(dir.path()),
        Err(Error::Tree(tree::Error::Outside(_)))
    ));
    fs::write(at(LOCK), lock.replace("\"format\": 2", "\"format\": 3")).unwrap();
    assert!(matches!(Saved::read(dir.path()), Err(Error::Newer(_))));
    fs::write(at(LOCK), "{").unwrap();
    assert!(matches!(Saved::read(dir.path()), Err(Error::Lock(_))));
    fs::remove_file(at(LOCK)).unwrap();
    assert!(matches!(Saved::read(dir.path()), Err(Error::NoProject(_))));
}
