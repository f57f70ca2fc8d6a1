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
