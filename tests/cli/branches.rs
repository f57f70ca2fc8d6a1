//! Two branches that each generated something, brought together by git.

mod edits;
mod repo;

use std::fs;

use repo::Repo;

const MODEL: &str = "src/models/user.rs";

/// What the starter says about the API.
const API: &str = "    # api: { filter: [age], search: [name, email], order: [name, age] }\n";

/// A field of each branch, with edits in the same files.
fn bio(repo: &Repo) {
    repo.done("add field User bio:text?");
    repo.edit(
        MODEL,
        "    table: \"users\",",
        "    // Theirs.\n    table: \"users\",",
    );
    let end = repo.test.text(MODEL) + "\n// The end, theirs.\n";
    fs::write(repo.test.path(MODEL), end).unwrap();
    repo.edit("README.md", "# Work", "# Work, theirs");
}

fn score(repo: &Repo) {
    repo.done("add field User score:integer?");
    repo.edit(MODEL, "//! Users:", "//! Users, ours:");
    repo.edit(MODEL, "/// A user as", "/// A user, ours, as");
    repo.edit("tests/api/users.rs", "use ", "// Ours.\nuse ");
}

const BOTH_EDITS: [&str; 6] = [
    "    // Theirs.\n    table: \"users\",\n",
    "\n// The end, theirs.\n",
    "//! Users, ours:",
    "/// A user, ours, as",
    "    pub bio: Option<String>,\n",
    "    pub score: Option<i64>,\n",
];

fn merged(top: &str) -> Repo {
    let repo = Repo::new(top);
    repo.branch("bio", bio);
    repo.change(score);
    repo.stops("merge bio");
    repo
}

#[test]
fn a_merge_is_resolved_by_the_spec_alone() {
    let repo = merged("");
    let before = repo.files();
    let (code, _, unresolved) = repo.scaffold("generate --check");
    assert_eq!(code, 3);
    insta::assert_snapshot!(unresolved);
    assert_eq!(repo.scaffold("generate").0, 1);
    assert!(repo.files() == before);

    repo.resolve("scaffold.yaml");
    let before = repo.files();
    let (code, _, forked) = repo.scaffold("generate");
    assert_eq!(code, 1);
    insta::assert_snapshot!(forked);
    assert!(repo.files() == before);

    insta::assert_snapshot!(repo.done("migrate rebase 0002_add_bio_to_users"));
    repo.assert_resolved();
    repo.assert_holds(MODEL, &BOTH_EDITS);
    repo.assert_holds("README.md", &["# Work, theirs\n"]);
    repo.assert_holds("tests/api/users.rs", &["// Ours.\nuse "]);
    repo.commit();
    repo.assert_resolved();
}

#[test]
fn the_own_migration_can_go_behind_the_other() {
    let repo = merged("..");
    repo.resolve("scaffold.yaml");
    repo.done("migrate rebase 0002_add_score_to_users");
    repo.assert_resolved();
    repo.assert_holds(MODEL, &BOTH_EDITS);
}

#[test]
fn a_rebase_is_resolved_commit_by_commit() {
    let repo = Repo::new("");
    repo.branch("bio", |repo| {
        bio(repo);
        repo.commit();
        repo.edit(MODEL, "// Theirs.", "// Theirs, changed.");
        repo.edit("scaffold.yaml", API, "    api: { search: [name] }\n");
        repo.done("generate");
    });
    repo.change(|repo| {
        score(repo);
        repo.edit("scaffold.yaml", API, "    api: { page_size: 10 }\n");
        repo.done("generate");
    });
    repo.git("checkout -q bio");
    repo.stops("rebase main");
    repo.resolve("scaffold.yaml");
    repo.done("migrate rebase 0002_add_bio_to_users");
    repo.assert_resolved();
    assert!(repo.git("add -A"));
    repo.stops("rebase --continue");
    repo.resolve("scaffold.yaml");
    repo.edit("scaffold.yaml", "    api: { page_size: 10 }\n", "");
    repo.done("generate");
    repo.assert_resolved();
    assert!(repo.git("add -A") && repo.git("rebase --continue"));
    repo.assert_resolved();
    let edits = BOTH_EDITS.map(|edit| edit.replace("// Theirs.", "// Theirs, changed."));
    repo.assert_holds(MODEL, &edits.each_ref().map(String::as_str));
}

#[test]
fn a_picked_commit_brings_its_own_edits_only() {
    let repo = Repo::new("");
    repo.branch("bio", |repo| {
        repo.edit(
            MODEL,
            "impl db::FromRow",
            "// Not picked.\nimpl db::FromRow",
        );
        repo.commit();
        bio(repo);
    });
    repo.change(score);
    repo.stops("cherry-pick bio");
    repo.resolve("scaffold.yaml");
    repo.done("migrate rebase 0002_add_bio_to_users");
    repo.assert_resolved();
    repo.assert_holds(MODEL, &BOTH_EDITS);
    assert!(!repo.test.text(MODEL).contains("// Not picked."));
}

#[test]
fn line_ends_that_git_converts_are_kept() {
    let repo = Repo::new("");
    assert!(repo.git("config core.autocrlf true"));
    repo.branch("bio", bio);
    repo.change(score);
    assert!(repo.git("rm -q --cached -r .") && repo.git("reset -q --hard"));
    repo.stops("merge bio");
    assert!(repo.test.text(MODEL).contains("<<<<<<< HEAD\r\n"));
    repo.resolve("scaffold.yaml");
    repo.done("migrate rebase 0002_add_bio_to_users");
    repo.assert_resolved();
    let text = repo.test.text(MODEL);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    repo.assert_holds(MODEL, &BOTH_EDITS);
}
