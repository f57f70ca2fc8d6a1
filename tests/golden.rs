//! Every file that the starter specs become, for a reviewer to see what a change emits.
//!
//! The snapshots stand in `snapshots/golden/<style>/<project>/`, at the path that the file has in
//! the project. What the first project of the style has, too, letter for letter, is stored there
//! only; so the folders of the others show what depends on the spec.
//! After a change of the templates, `INSTA_UPDATE=always cargo test --test golden` writes them anew
//! and removes those of files that are no longer emitted; `git diff` shows what that means.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::Command;

use scaffold::tree::Tree;

const STYLES: [&str; 2] = ["api", "full"];

/// The starter specs, each with the name that its project gets: the folder's.
const STARTERS: [(&str, &str); 3] = [("user", "app"), ("blog", "blog"), ("shop", "shop")];

const FOLDER: &str = "snapshots/golden";

#[test]
fn every_file_is_the_one_reviewed() {
    let mut changed = Vec::new();
    let mut stored = BTreeSet::new();
    for style in STYLES {
        for (file, text) in files(style) {
            // All that changed is shown, not the first alone.
            if panic::catch_unwind(|| assert_reviewed(&file, &text)).is_err() {
                changed.push(file.display().to_string());
            }
            stored.insert(file);
        }
    }
    assert!(
        changed.is_empty(),
        "{} emitted files are not as reviewed:\n{}",
        changed.len(),
        changed.join("\n")
    );
    assert_no_others(&stored);
}

/// The files of a style that are stored, each with its text.
fn files(style: &str) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut first = Tree::new();
    for (starter, project) in STARTERS {
        let tree = emitted(style, starter, project);
        let own = tree
            .iter()
            .filter(|(path, text)| first.get(path) != Some(text));
        let folder = Path::new(style).join(project);
        files.extend(own.map(|(path, text)| (folder.join(path), text.to_owned())));
        if first.is_empty() {
            first = tree;
        }
    }
    files
}

/// What `scaffold new` writes, without the copies that it keeps for itself.
fn emitted(style: &str, starter: &str, project: &str) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join(project);
    let output = Command::new(env!("CARGO_BIN_EXE_scaffold"))
        .args(["new", "--style", style, "--yes", "--starter", starter])
        .arg(&dir)
        .output()
        .unwrap();
    // Without rustfmt it would say so, and the snapshots would be wrong.
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{stderr}");
    fs::remove_dir_all(dir.join(".scaffold")).unwrap();
    Tree::read(&dir).unwrap()
}

fn assert_reviewed(file: &Path, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(FOLDER).join(file.parent().unwrap()));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = file.file_name().unwrap().to_str().unwrap();
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Asserts that no snapshot is left of a file that is no longer emitted.
fn assert_no_others(stored: &BTreeSet<PathBuf>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(FOLDER);
    let mut others = Vec::new();
    for entry in walkdir::WalkDir::new(&folder) {
        let path = entry.unwrap().into_path();
        let file = path.strip_prefix(&folder).unwrap();
        if file.extension().is_some_and(|end| end == "snap")
            && !stored.contains(&file.with_extension(""))
        {
            others.push(path);
        }
    }
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        for path in &others {
            fs::remove_file(path).unwrap();
        }
    } else {
        assert!(
            others.is_empty(),
            "no longer emitted; INSTA_UPDATE=always removes them: {others:#?}"
        );
    }
}
