//! Edits of generated files on two branches, whose specs differ by options of the API only.

use std::fs;

use super::{API, MODEL, Repo};

/// Generates with other options of the API, from which no migration follows.
fn api(repo: &Repo, options: &str) {
    repo.edit("scaffold.yaml", API, &format!("    api: {{ {options} }}\n"));
    repo.done("generate");
}

/// A repository where `before` was committed, and git stopped to merge a change of each branch.
/// The spec is resolved.
fn merged_options(
    before: impl FnOnce(&Repo),
    theirs: impl FnOnce(&Repo),
    ours: impl FnOnce(&Repo),
) -> Repo {
    merged_with("page_size: 10, filter: [age]", before, theirs, ours)
}

/// The same with options of this branch that may not be next to those of the other one.
fn merged_with(
    options: &str,
    before: impl FnOnce(&Repo),
    theirs: impl FnOnce(&Repo),
    ours: impl FnOnce(&Repo),
) -> Repo {
    let repo = Repo::new("");
    repo.change(before);
    repo.branch("other", |repo| {
        api(repo, "search: [name]");
        theirs(repo);
    });
    repo.change(|repo| {
        api(repo, options);
        ours(repo);
    });
    repo.stops("merge other");
    assert!(repo.test.text(MODEL).contains("\n<<<<<<< HEAD\n"));
    let text = repo.test.text("scaffold.yaml");
    let start = text.find("<<<<<<<").unwrap();
    let both = format!("    api: {{ {options}, search: [name] }}\n");
    let spec = text[..start].to_owned() + &both;
    fs::write(repo.test.path("scaffold.yaml"), spec).unwrap();
    repo
}

/// Asserts that `generate` resolves everything.
fn assert_resolves(repo: &Repo) {
    let planned = repo.scaffold("generate --check");
    assert_eq!(planned.0, 1, "{planned:?}");
    repo.done("generate");
    repo.assert_resolved();
}

fn nothing(_: &Repo) {}

const EMAIL: &str = "static EMAIL: validate::Email = validate::Email::new(\"email\");\n";

/// A line of `main`, to which the merged spec adds another one.
const NULLABLE: &str = "    nullable: &[\"age\"],\n";

#[test]
fn edits_that_both_branches_had_are_changed_and_removed_by_one() {
    let repo = merged_options(
        |repo| {
            repo.edit(MODEL, EMAIL, &format!("{EMAIL}// One.\n"));
            repo.edit(MODEL, "/// A user as", "// Two.\n/// A user as");
            repo.edit(MODEL, "impl db::FromRow", "// Three.\nimpl db::FromRow");
        },
        |repo| {
            repo.edit(MODEL, "// One.\n", "");
            repo.edit(MODEL, "// Two.\n", "// Two, theirs.\n");
        },
        |repo| repo.edit(MODEL, "// Three.\n", "// Three, ours.\n"),
    );
    assert_resolves(&repo);
    repo.assert_holds(
        MODEL,
        &["// Two, theirs.\n", "// Three, ours.\n", "page_size: 10,"],
    );
    assert!(!repo.test.text(MODEL).contains("// One."));
}

#[test]
fn edits_that_contradict_each_other_are_marked() {
    let repo = merged_options(
        nothing,
        |repo| repo.edit(MODEL, EMAIL, "// Theirs.\n"),
        |repo| repo.edit(MODEL, EMAIL, "// Ours.\n"),
    );
    let (code, stdout, _) = repo.scaffold("generate");
    assert_eq!(code, 2);
    insta::assert_snapshot!(stdout);
    insta::assert_snapshot!(marked(&repo));
    let (code, _, unresolved) = repo.scaffold("generate");
    assert_eq!(code, 1);
    insta::assert_snapshot!(unresolved);
}

#[test]
fn what_git_merged_of_the_record_does_not_count() {
    let repo = merged_with(
        "page_size: 10",
        nothing,
        |repo| repo.edit(MODEL, EMAIL, "// Theirs.\n"),
        |repo| repo.edit(MODEL, EMAIL, "// Ours.\n"),
    );
    let record = repo.test.text(".scaffold/base/src/models/user.rs");
    assert!(record.contains("page_size: 10") && record.contains("search: &["));
    assert_eq!(repo.scaffold("generate").0, 2);
    repo.assert_holds(
        MODEL,
        &["    page_size: 10,\n", "    search: &[\"name\"],\n"],
    );
}

#[test]
fn an_edit_that_contradicts_what_the_other_branch_generated_is_marked() {
    let page = "    page_size: 100,\n";
    let repo = merged_options(
        nothing,
        |repo| repo.edit(MODEL, page, "    page_size: 7,\n"),
        nothing,
    );
    assert_eq!(repo.scaffold("generate").0, 2);
    insta::assert_snapshot!(marked(&repo));

    let repo = merged_options(nothing, nothing, |repo| {
        repo.edit(MODEL, NULLABLE, "    nullable: &[],\n");
    });
    assert_eq!(repo.scaffold("generate").0, 2);
    insta::assert_snapshot!(marked(&repo));
}

/// The conflicts in the model's file.
fn marked(repo: &Repo) -> String {
    let mut is_in = false;
    let text = repo.test.text(MODEL);
    let lines = text.split_inclusive('\n').filter(|line| {
        is_in |= line.starts_with("<<<<<<<");
        let is_shown = is_in;
        is_in &= !line.starts_with(">>>>>>>");
        is_shown
    });
    lines.collect()
}

#[test]
fn two_contradictions_in_one_file_are_left_to_the_user() {
    let repo = merged_options(
        nothing,
        |repo| repo.edit(MODEL, EMAIL, "// Theirs.\n"),
        |repo| {
            repo.edit(MODEL, EMAIL, "// Ours.\n");
            repo.edit(MODEL, NULLABLE, "    nullable: &[],\n");
        },
    );
    assert_left_to_the_user(&repo);
}

/// Asserts that conflicts are refused, and everything stays as it is.
fn assert_left_to_the_user(repo: &Repo) {
    let before = repo.files();
    let (code, _, unresolved) = repo.scaffold("generate");
    assert_eq!(code, 1);
    assert!(unresolved.contains(&format!("{MODEL}:")), "{unresolved}");
    assert_eq!(repo.scaffold("generate --check").0, 2);
    assert!(repo.files() == before);
}

fn conflict_in_the_model() -> Repo {
    merged_options(
        nothing,
        |repo| repo.edit(MODEL, EMAIL, "// Theirs.\n"),
        |repo| repo.edit(MODEL, "/// A user as", "// Ours.\n/// A user as"),
    )
}

#[test]
fn what_was_edited_after_the_merge_is_left_to_the_user() {
    let repo = conflict_in_the_model();
    repo.edit(MODEL, "<<<<<<< HEAD\n", "<<<<<<< HEAD\n// Later.\n");
    assert_left_to_the_user(&repo);

    let repo = conflict_in_the_model();
    repo.resolve(MODEL);
    repo.edit(MODEL, "//! Users", "//! Later: users");
    repo.done("generate");
    repo.assert_holds(MODEL, &["//! Later: users", "// Ours.\n", "// Theirs.\n"]);
    repo.assert_resolved();
}

#[test]
fn without_a_merge_markers_are_left_to_the_user() {
    let repo = conflict_in_the_model();
    let mut command = repo.test.command();
    let ran = command.arg("generate").env("PATH", "").output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    repo.commit();
    assert_left_to_the_user(&repo);
}

#[test]
fn what_git_has_staged_with_its_markers_is_resolved() {
    let repo = conflict_in_the_model();
    assert!(repo.git("add -A"));
    repo.done("generate");
    repo.assert_holds(MODEL, &["// Ours.\n", "// Theirs.\n"]);
    repo.assert_resolved();
}

#[test]
fn edits_alone_are_left_as_git_left_them() {
    let repo = Repo::new("");
    repo.branch("other", |repo| repo.edit(MODEL, EMAIL, "// Theirs.\n"));
    repo.change(|repo| repo.edit(MODEL, EMAIL, "// Ours.\n"));
    repo.stops("merge other");
    assert_left_to_the_user(&repo);
}
