use super::*;

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::new();
    for (path, text) in files {
        tree.insert(*path, *text).unwrap();
    }
    tree
}

#[test]
fn formats_files_but_not_their_children_twice() {
    let mut tree = tree(&[
        ("README.md", "fn  x(){}"),
        ("src/lib.rs", "pub mod b;\nmod   r#type ;\nmod a;\n"),
        ("src/a.rs", "#[cfg(test)] mod tests;\nfn  a( ){}"),
        ("src/b.rs", "pub(crate)  mod deep;\n"),
    ]);
    assert_eq!(format(&mut tree).unwrap(), Note::Formatted);
    assert_eq!(tree.get("README.md"), Some("fn  x(){}"));
    assert_eq!(
        tree.get("src/lib.rs"),
        Some("mod a;\npub mod b;\nmod r#type;\n")
    );
    assert_eq!(
        tree.get("src/a.rs"),
        Some("#[cfg(test)]\nmod tests;\nfn a() {}\n")
    );
    assert_eq!(tree.get("src/b.rs"), Some("pub(crate) mod deep;\n"));
}

#[test]
fn names_the_file_that_rustfmt_refuses() {
    let mut tree = tree(&[("src/a.rs", "fn a() {}"), ("src/b.rs", "fn b( {}")]);
    let message = format(&mut tree).unwrap_err().to_string();
    assert!(message.contains("--> src/b.rs:1:"), "{message}");
}

#[test]
fn works_without_rustfmt() {
    let mut tree = tree(&[("src/a.rs", "fn  a() {}")]);
    for program in ["/nonexistent/rustfmt", "false", "/etc/passwd"] {
        let note = format_with(&program.into(), &mut tree).unwrap();
        assert_eq!(note, Note::NoRustfmt, "{program}");
        assert_eq!(tree.get("src/a.rs"), Some("fn  a() {}"));
    }
}

#[test]
fn shares_are_balanced() {
    let files: Vec<_> = (0..100)
        .map(|n| (n.to_string(), "x".repeat(n * 50)))
        .collect();
    let shares = shares(&files);
    let mut all = shares.concat();
    all.sort();
    assert_eq!(all, (0..100).collect::<Vec<_>>());
    let sizes: Vec<usize> = shares
        .iter()
        .map(|share| share.iter().map(|at| files[*at].1.len()).sum())
        .collect();
    let spread = sizes.iter().max().unwrap() - sizes.iter().min().unwrap();
    assert!(spread < 10_000, "{sizes:?}");
}

/// A record of files, each with the text before rustfmt and the one after.
fn record(files: &[(&str, &str, &str)], is_formatted: bool) -> Saved {
    let before: Vec<(&str, &str)> = files.iter().map(|(path, raw, _)| (*path, *raw)).collect();
    let after: Vec<(&str, &str)> = files.iter().map(|(path, _, text)| (*path, *text)).collect();
    Saved {
        version: String::new(),
        generator: String::new(),
        is_formatted,
        spec: String::new(),
        base: tree(&after),
        raw: raw_hashes(&tree(&before)),
        migrations: BTreeMap::new(),
        is_merged: false,
    }
}

#[test]
fn formats_only_what_changed() {
    // Its last text is not what rustfmt makes of it, so that one sees whether rustfmt was asked.
    let files = [
        ("a.rs", "fn  a(){}", "// kept\n"),
        ("b.rs", "fn  b(){}", "fn b() {}\n"),
        (CONFIG, "", ""),
    ];
    let new = [
        ("README.md", "#"),
        ("a.rs", "fn  a(){}"),
        ("b.rs", "fn  c(){}"),
        ("d.rs", "fn  d(){}"),
        (CONFIG, ""),
    ];
    let formatted = |new: &[(&str, &str)], last: &Saved| {
        let mut tree = tree(new);
        assert_eq!(format_changed(&mut tree, last).unwrap(), Note::Formatted);
        ["a.rs", "b.rs", "d.rs"].map(|path| tree.get(path).unwrap_or_default().to_owned())
    };
    let all = ["fn a() {}\n", "fn c() {}\n", "fn d() {}\n"];
    let last = record(&files, true);
    assert_eq!(formatted(&new, &last), ["// kept\n", all[1], all[2]]);
    assert_eq!(formatted(&new, &record(&files, false)), all);
    let other_config = new.map(|(path, text)| match path {
        CONFIG => (path, "max_width = 90\n"),
        _ => (path, text),
    });
    assert_eq!(formatted(&other_config, &last), all);
}

#[test]
fn accepts_what_it_can() {
    let files = tree(&[
        ("README.md", "#"),
        ("bad.rs", "fn bad( {}"),
        ("good.rs", "fn  good(){}"),
    ]);
    let accepted = accepted(&files).unwrap();
    assert_eq!(accepted, tree(&[("good.rs", "fn good() {}\n")]));
}
