//! What is written for each kind of change: `cases/<case>/{old,new}.yaml`, and in `drops` what may
//! go, as it would stand behind `--drop`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use scaffold::migration::{History, Schema, Target, diff, reverse, spent_renames};
use scaffold::spec::{self, Spec};

use crate::database::{Database, create};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;

#[test]
fn migrations_are_the_ones_reviewed() {
    each("cases", |folder| {
        let (history, spec) = (History::first(&load(folder, "old")), load(folder, "new"));
        let before = history.schema().unwrap();
        let changes = diff(&before, &spec, &drops(folder)).unwrap();
        let next = history.next(changes, &[]);
        let mut out = next.to_json();
        for (path, text) in next.files(&before).unwrap() {
            let _ = write!(out, "\n==> {path}\n{text}");
        }
        out
    });
}

#[test]
fn reviewed_migrations_run_on_sqlite() {
    for folder in folders("cases") {
        run(&folder, &mut Sqlite::new(), &mut Sqlite::new());
    }
}

#[test]
fn reviewed_migrations_run_on_postgres() {
    let (Some(mut one), Some(mut other)) = (Postgres::new("cases"), Postgres::new("others")) else {
        return;
    };
    for folder in folders("cases") {
        one.clear();
        other.clear();
        run(&folder, &mut one, &mut other);
    }
}

fn run<D: Database>(folder: &Path, database: &mut D, fresh: &mut D) {
    let (old, new) = (load(folder, "old"), load(folder, "new"));
    let before = Schema::of(&old);
    let changes = diff(&before, &new, &drops(folder)).unwrap();
    create(database, &old);
    create(fresh, &new);
    let (was, wanted) = (database.catalogue(), fresh.catalogue());
    let dialect = database.dialect();
    let up = dialect.write(&before, &changes).unwrap();
    assert_eq!(database.migrate(&up), Ok(()), "{}", folder.display());
    assert_eq!(database.catalogue(), wanted, "{}", folder.display());
    let after = before.after(&changes).unwrap();
    let down = dialect.write(&after, &reverse(&changes)).unwrap();
    assert_eq!(database.migrate(&down), Ok(()), "{}", folder.display());
    assert_eq!(database.catalogue(), was, "{}", folder.display());
}

#[test]
fn questions_are_the_ones_reviewed() {
    each("questions", |folder| {
        let (old, spec) = (Schema::of(&load(folder, "old")), load(folder, "new"));
        let undecided = diff(&old, &spec, &drops(folder)).unwrap_err();
        format!("{undecided}\n\n{undecided:#?}")
    });
}

#[test]
fn renames_that_are_done_can_go() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrate/cases/renames");
    let (old, new) = (load(&folder, "old"), load(&folder, "new"));
    assert_eq!(spent_renames(&Schema::of(&old), &new), []);
    let spent: Vec<String> = spent_renames(&Schema::of(&new), &new)
        .iter()
        .map(Target::to_string)
        .collect();
    assert_eq!(
        spent,
        ["Account", "Account.full_name", "Article", "Article.labels"]
    );
    let again = diff(&Schema::of(&new), &new, &BTreeSet::new());
    assert_eq!(again, Ok(Vec::new()));
}

fn each(kind: &str, result: impl Fn(&Path) -> String) {
    for folder in folders(kind) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("result", result(&folder)));
    }
}

fn folders(kind: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrate");
    let entries = fs::read_dir(root.join(kind)).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no {kind}");
    folders
}

fn load(folder: &Path, name: &str) -> Spec {
    let path = folder.join(format!("{name}.yaml"));
    let text = fs::read_to_string(&path).unwrap();
    spec::load(&text, &path.display().to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn drops(folder: &Path) -> BTreeSet<Target> {
    let text = fs::read_to_string(folder.join("drops")).unwrap_or_default();
    text.split_whitespace()
        .map(|target| target.parse().unwrap())
        .collect()
}
