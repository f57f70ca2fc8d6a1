//! Random edits × changes of the spec: what the user wrote is never lost, and the result is git's,
//! or differs for a reason that is checked.
//!
//! The pairs follow from `SCAFFOLD_SEED` (0), so they are the same in every run: a rare way to differ
//! from git's must not fail a change at random.

mod edit;
mod git;
mod lines;
mod reason;
mod variants;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestRunner},
};
use scaffold::{
    saved::Saved,
    tree::{Tree, hash},
    update::{Action, Before, FileUpdate, Mine, Moves, Update},
};

use crate::environment::number;
use crate::support::{Options, Project, go_on, plan, saved, tree};
use edit::{FileEdits, edits};
use lines::lines;
use reason::Reason;
use variants::{Change, changes};

/// Pairs of edits and a change.
const PAIRS: u32 = 500;

#[test]
fn edits_survive_changes_of_the_spec() {
    let counts = Mutex::new(BTreeMap::<Reason, usize>::new());
    let config = ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("SCAFFOLD_SEED", 0)),
        max_shrink_iters: 200,
        ..ProptestConfig::with_cases(PAIRS)
    };
    let has_own_style = prop::bool::weighted(0.1);
    let pairs = (any::<prop::sample::Index>(), edits(), has_own_style);
    TestRunner::new(config)
        .run(&pairs, |(which, edits, has_own_style)| {
            let change = which.get(changes());
            let reasons = check(change, &edited(change, &edits, has_own_style));
            let mut counts = counts.lock().unwrap();
            for reason in reasons {
                *counts.entry(reason).or_default() += 1;
            }
            Ok(())
        })
        .unwrap();
    let counts = counts.into_inner().unwrap();
    eprintln!("merged files: {counts:?}");
    let count = |reason| counts.get(&reason).copied().unwrap_or_default();
    let all: usize = counts.values().sum();
    assert!(
        all > 300 && count(Reason::AsGit) * 10 > all * 6,
        "{counts:?}"
    );
    assert!(count(Reason::Formatted) > 0, "{counts:?}");
    for (reason, percent) in reason::BOUNDS {
        assert!(
            count(reason) * 100 <= all * percent,
            "{reason:?}: {counts:?}"
        );
    }
}

/// A project after its user's edits.
fn edited(change: &Change, edits: &[FileEdits], has_own_style: bool) -> BTreeMap<String, String> {
    let mut disk = disk(&change.base);
    for edit in edits {
        edit.apply(change, &mut disk);
    }
    if has_own_style {
        edit::format_with_tabs(&mut disk);
    }
    disk
}

/// Checks one pair, and answers why each merged file is as it is.
fn check(change: &Change, disk: &BTreeMap<String, String>) -> Vec<Reason> {
    let options = Options {
        moves: change.moves.clone(),
        ..Options::default()
    };
    let update = plan(&change.base, &mine(disk), &change.new, &options).unwrap();
    assert_nothing_lost(change, disk, &update);
    let reasons = update.files.iter().filter_map(|file| {
        let from = file.moved_from.as_ref().unwrap_or(&file.path);
        let base = change.base.get(from)?;
        reason::of(
            config(disk),
            base,
            file.before.as_deref()?,
            change.new.get(&file.path)?,
            file,
        )
    });
    let reasons = reasons.collect();

    let after = written(disk, &update);
    for (path, text) in disk {
        let is_generated = change.base.get(path).is_some() || change.new.get(path).is_some();
        assert!(
            is_generated || after.get(path) == Some(text),
            "{path} is the user's own"
        );
    }
    let again = plan(&change.new, &mine(&after), &change.new, &Options::default()).unwrap();
    assert!(
        again.is_empty() && again.writes().is_empty(),
        "a second run changes something"
    );
    reasons
}

fn config(disk: &BTreeMap<String, String>) -> &str {
    disk.get("rustfmt.toml").map_or("", String::as_str)
}

fn disk(tree: &Tree) -> BTreeMap<String, String> {
    tree.clone().into_iter().collect()
}

fn mine(disk: &BTreeMap<String, String>) -> Mine {
    disk.iter().map(|(path, text)| (&**path, &**text)).collect()
}

/// The files after an update. Each write finds what it expects.
fn written(disk: &BTreeMap<String, String>, update: &Update) -> BTreeMap<String, String> {
    let mut after = disk.clone();
    for write in update.writes() {
        let expected = disk.get(&write.path).map(hash);
        let expected = expected.map_or(Before::Absent, Before::Hash);
        assert_eq!(write.before, expected, "{}", write.path);
        match write.after {
            Some(text) => after.insert(write.path, text),
            None => after.remove(&write.path),
        };
    }
    after
}

/// Every line that the user added is in the result, unless only its formatting was the user's.
fn assert_nothing_lost(change: &Change, disk: &BTreeMap<String, String>, update: &Update) {
    let config = config(disk);
    let from = |file: &FileUpdate| file.moved_from.clone().unwrap_or_else(|| file.path.clone());
    let files = update.files.iter().map(|file| (from(file), file));
    let files: BTreeMap<String, &FileUpdate> = files.collect();
    for (path, text) in disk {
        let base = change.base.get(path).unwrap_or_default();
        match files.get(path).map(|file| (file.action, &file.after)) {
            None => assert!(base.is_empty() || base == text, "{path} is gone"),
            Some((Action::Update | Action::Delete, _)) => {
                let is_formatted = reason::is_only_formatted(config, base, text);
                assert!(is_formatted, "{path} was edited");
            }
            Some((Action::Beside, _) | (_, None)) => {}
            Some((_, Some(result))) => {
                let is_kept = has_added(base, text, result)
                    || reason::formatted(config, base)
                        .is_some_and(|base| has_added(&base, text, result));
                assert!(
                    is_kept,
                    "{path}: a line is lost\n{text}\n--- result\n{result}"
                );
            }
        }
    }
}

fn has_added(base: &str, mine: &str, result: &str) -> bool {
    let (base, mine, result) = (lines(base), lines(mine), lines(result));
    mine.iter()
        .all(|(line, count)| result.count(line) >= count - base.count(line))
}

/// The user indents by tabs, and deleted a line with the empty one above or below it. A line at
/// the head makes the two differ about which one that was.
#[test]
fn formatted_files_may_differ_from_gits() {
    let version = |name: &str| {
        format!(
            "use a::a;\n\nconst PATH: &str = \"{name}\";\n\nfn f() {{\n    a(\"{name}\");\n}}\n"
        )
    };
    let change = Change {
        base: tree([("a.rs", &*version("label"))]),
        new: tree([("a.rs", &*version("tag"))]),
        moves: Moves::new(),
    };
    let mine = "// mine\nuse a::a;\n\nfn f() {\n\ta(\"label\");\n}\n";
    let disk = [("a.rs", mine), ("rustfmt.toml", "hard_tabs = true\n")];
    let disk = disk.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(check(&change, &disk.into()), [Reason::FormattedOtherwise]);
}

/// The same on disk, once for each change, with the record.
#[test]
fn changes_of_the_spec_are_written_and_recorded() {
    for change in changes() {
        let project = Project::generated(&change.base);
        project.write(
            "src/main.rs",
            format!("{}// mine\n", project.text("src/main.rs")),
        );
        let writes = project.writes(&change.base, &change.new);
        scaffold::update::write(project.root(), &writes, &mut go_on).unwrap();
        assert_eq!(Saved::read(project.root()).unwrap(), saved(&change.new));
        assert!(project.text("src/main.rs").ends_with("// mine\n"));
        assert_eq!(project.writes(&change.new, &change.new), []);
        let found = Tree::read(project.root()).unwrap();
        let found: BTreeSet<&str> = found.iter().map(|(path, _)| path).collect();
        assert!(change.new.iter().all(|(path, _)| found.contains(path)));
    }
}
