//! `generate`, `status`, and `add` in a project.

use std::{fs, thread, time::Duration};

use scaffold::{saved::Saved, tree::Tree};

use crate::test::Test;

const SPEC: &str = "\
project: notes
style: api
models:
  # Whoever writes.
  Owner:
    fields:
      name: string
  Note:
    fields:
      title: string   # short
      body: text?
      owner: Owner
";

/// A project, with its spec edited since.
fn project(edit: impl Fn(&str) -> String) -> Test {
    let outside = Test::new("").file("my.yaml", SPEC);
    let spec = outside.path("my.yaml");
    let test = Test::new(&format!("new . --spec {}", spec.display()));
    test.run().success();
    test.file("scaffold.yaml", edit(SPEC))
}

fn same(spec: &str) -> String {
    spec.to_owned()
}

fn with_pages(spec: &str) -> String {
    spec.replace("body: text?\n", "body: text?\n      pages: integer?\n")
}

fn with_headline(spec: &str) -> String {
    spec.replace("title: string", "headline: string")
}

/// The files of a project, but for what is there only while it is worked on.
fn files(test: &Test) -> Vec<(String, String)> {
    let all = Tree::read(&test.path("")).unwrap().into_iter();
    all.filter(|(path, _)| path != ".scaffold/run.lock")
        .collect()
}

fn assert_same(test: &Test, before: &[(String, String)]) {
    let after = files(test);
    let is_in_one = |file: &&(String, String)| !(after.contains(file) && before.contains(file));
    let all = after.iter().chain(before);
    let changed: Vec<&String> = all.filter(is_in_one).map(|(path, _)| path).collect();
    assert!(changed.is_empty(), "{changed:?}");
}

/// Asserts that nothing is left to do, by all commands that could tell.
fn assert_up_to_date(test: Test) -> Test {
    let before = files(&test);
    let test = test.args("generate --check");
    assert_eq!(test.run().success(), "up to date\n");
    let test = test.args("generate");
    assert_eq!(test.run().success(), "up to date\n");
    assert_same(&test, &before);
    test
}

#[test]
fn a_new_project_is_up_to_date() {
    let test = assert_up_to_date(project(same)).args("status");
    insta::assert_snapshot!(test.run().success());
}

#[test]
fn a_field_comes_and_edits_stay() {
    let test = project(with_pages);
    let routes = test.text("src/routes/notes.rs");
    let edited = routes.replace("    note::create(", "    // Mine.\n    note::create(");
    assert_ne!(routes, edited);
    let test = test
        .file("src/routes/notes.rs", &edited)
        .args("generate --check");
    let check = test.run();
    assert_eq!(check.code(), Some(1));
    insta::assert_snapshot!("a_field_comes", check.stdout());
    let test = test.args("generate");
    insta::assert_snapshot!(test.run().success());
    assert_eq!(test.text("src/routes/notes.rs"), edited);
    assert!(
        test.text("src/models/note.rs")
            .contains("pub pages: Option<i64>")
    );
    let test = assert_up_to_date(test).args("status");
    insta::assert_snapshot!(test.run().success());
}

#[test]
fn the_plan_is_json_too() {
    let test = project(with_pages).args("generate --dry-run --json");
    let before = files(&test);
    let plan: serde_json::Value = serde_json::from_str(&test.run().success()).unwrap();
    assert_eq!(plan["status"], "stale");
    insta::assert_snapshot!(format!("{:#}", plan["migration"]));
    let files = plan["files"].as_array().unwrap();
    let model = files
        .iter()
        .find(|file| file["path"] == "src/models/note.rs");
    insta::assert_snapshot!(format!("{:#}", model.unwrap()));
    assert_same(&test, &before);
}

#[test]
fn git_applies_the_diff() {
    let test = project(with_pages).args("generate --diff");
    let diff = test.run().success();
    let test = test.file("../patch", diff);
    let apply = std::process::Command::new("git")
        .args(["apply", "../patch"])
        .current_dir(test.path(""))
        .status();
    assert!(apply.unwrap().success());
    let of_user = |test: &Test| -> Vec<_> {
        let all = files(test).into_iter();
        all.filter(|(path, _)| !path.starts_with(".scaffold"))
            .collect()
    };
    let by_git = of_user(&test);
    let test = project(with_pages).args("generate");
    test.run().success();
    assert!(by_git == of_user(&test));
}

#[test]
fn what_is_gone_was_renamed_or_dropped() {
    let test = project(with_headline).args("generate");
    insta::assert_snapshot!(test.run().failure(1));
    let test = test.args("generate --check");
    test.run().failure(1);
    let test = test.args("generate --rename Note.title:headline");
    insta::assert_snapshot!(test.run().success());
    insta::assert_snapshot!(test.text("scaffold.yaml"));
    assert_up_to_date(test);

    let test = project(with_headline).args("generate --drop Note.title");
    insta::assert_snapshot!(test.run().failure(1));
    let with_default = with_headline(SPEC).replace(
        "headline: string",
        "headline: { type: string, backfill: none }",
    );
    let test = test.file("scaffold.yaml", with_default);
    test.run().success();
    insta::assert_snapshot!(
        test.text("migrations/sqlite/0002_add_headline_to_notes_and_more.up.sql")
    );
    assert_up_to_date(test);
}

#[test]
fn flags_that_fit_nothing() {
    for args in [
        "--rename Note.title:subject",
        "--rename Note.x:body",
        "--rename A:B",
        "--rename Memo:Note",
        "--drop Note.body",
        "--drop A",
        "--restore x",
        "--restore Dockerfile",
    ] {
        let test = project(same).args(&format!("generate {args}"));
        let before = files(&test);
        let name = format!("flags {args}").replace([':', '.', ' '], "_");
        insta::assert_snapshot!(name, test.run().failure(1));
        assert_same(&test, &before);
    }
}

#[test]
fn files_move_with_their_renamed_model() {
    let test = project(|spec| spec.replace("  Note:", "  Memo:"));
    let mine = test.text("src/models/note.rs") + "\n// Mine.\n";
    let test = test
        .file("src/models/note.rs", mine)
        .args("generate --rename Note:Memo");
    insta::assert_snapshot!(test.run().success());
    assert!(!test.path("src/models/note.rs").exists());
    assert!(test.text("src/models/memo.rs").ends_with("\n// Mine.\n"));
    assert_up_to_date(test);
}

#[test]
fn a_contradiction_is_marked_until_it_is_resolved() {
    let test = project(with_headline);
    let model = test.text("src/models/note.rs");
    let mine = model.replace("    pub title: String,", "    pub title: Box<str>,");
    let rename = "generate --rename Note.title:headline";
    let test = test.file("src/models/note.rs", mine).args(rename);
    let ran = test.run();
    assert_eq!(ran.code(), Some(2));
    insta::assert_snapshot!(ran.stdout());
    let marked = test.text("src/models/note.rs");
    assert!(
        marked.contains("\n<<<<<<< yours\n    pub title: Box<str>,\n"),
        "{marked}"
    );

    let before = files(&test);
    let test = test.args("generate");
    let refused = test.run();
    assert_eq!(refused.code(), Some(1));
    insta::assert_snapshot!(refused.stderr());
    let test = test.args("generate --check");
    assert_eq!(test.run().code(), Some(2));
    let test = test.args("status");
    insta::assert_snapshot!(test.run().success());
    assert_same(&test, &before);

    let resolved = Saved::read(&test.path("")).unwrap().base;
    let test = test.file(
        "src/models/note.rs",
        resolved.get("src/models/note.rs").unwrap(),
    );
    assert_up_to_date(test);
}

#[test]
fn line_ends_of_the_spec_are_kept() {
    let outside = Test::new("").file("my.yaml", SPEC.replace('\n', "\r\n"));
    let spec = outside.path("my.yaml");
    let test = Test::new(&format!("new . --spec {}", spec.display()));
    test.run().success();
    let test = assert_up_to_date(test).args("add field Note stars:integer?");
    test.run().success();
    let text = test.text("scaffold.yaml");
    assert!(text.contains("      stars: integer?\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_up_to_date(test);
}

#[test]
fn an_invalid_spec_changes_nothing() {
    let test = project(|spec| spec.replace("text?", "txt?")).args("generate");
    let before = files(&test);
    insta::assert_snapshot!(test.run().failure(1));
    let test = test.args("generate --check");
    test.run().failure(3);
    assert_same(&test, &before);
}

#[test]
fn a_deleted_file_stays_deleted_until_it_is_wanted() {
    let test = project(same);
    fs::remove_file(test.path("Dockerfile")).unwrap();
    let test = assert_up_to_date(test).args("generate --restore Dockerfile");
    insta::assert_snapshot!(test.run().success());
    assert!(test.path("Dockerfile").exists());
    assert_up_to_date(test);
}

#[test]
fn a_field_is_added_with_all_that_follows_or_not_at_all() {
    let test = project(same).args("add field Note stars:integer");
    insta::assert_snapshot!(test.run().failure(1));
    assert_eq!(test.text("scaffold.yaml"), SPEC);
    let test = test.args("add field Note stars:integer:default=0");
    test.run().success();
    assert!(test.text("scaffold.yaml").contains("      stars: "));
    assert!(
        test.path("migrations/sqlite/0002_add_stars_to_notes.up.sql")
            .exists()
    );
    assert_up_to_date(test);
}

#[test]
fn a_migration_by_hand_is_listed() {
    let test = project(same);
    let mut test = test.args("generate");
    for folder in ["sqlite", "postgres"] {
        for direction in ["up", "down"] {
            let path = format!("migrations/{folder}/0002_by_hand.{direction}.sql");
            test = test.file(&path, "SELECT 1;\n");
        }
    }
    test.run().success();
    assert!(test.text("src/db/migrations.rs").contains("0002_by_hand"));
    let test = assert_up_to_date(test).file("scaffold.yaml", with_pages(SPEC));
    test.run().success();
    assert!(
        test.path("migrations/sqlite/0003_add_pages_to_notes.up.sql")
            .exists()
    );
    let test = assert_up_to_date(test).args("generate");
    fs::remove_file(test.path("migrations/postgres/0002_by_hand.up.sql")).unwrap();
    test.run().success();
    assert!(!test.text("src/db/migrations.rs").contains("0002_by_hand"));
    assert_up_to_date(test);
}

/// Makes the record say that another version with other templates wrote the project.
fn written_before(test: &Test, edit: impl Fn(&mut Saved)) {
    let mut saved = Saved::read(&test.path("")).unwrap();
    saved.version = "0.0.9".to_owned();
    saved.generator = "another".to_owned();
    edit(&mut saved);
    let schema = test.text(".scaffold/spec.schema.json");
    for (path, text) in saved.to_tree(&schema).unwrap() {
        fs::write(test.path(&path), text).unwrap();
    }
}

#[test]
fn newer_templates_come_by_the_same_merge() {
    let test = project(same);
    written_before(&test, |_| ());
    let test = test.args("generate --check");
    assert_eq!(test.run().success(), "up to date\n");
    let test = test.args("generate");
    assert_eq!(test.run().success(), "up to date\n");
    let version = Saved::read(&test.path("")).unwrap().version;
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    let test = assert_up_to_date(test);

    let old = test.text("src/state.rs").replace("pub ", "pub(crate) ");
    written_before(&test, |saved| {
        *saved.base.get_mut("src/state.rs").unwrap() = old.clone();
        saved.base.remove("src/lib.rs");
        saved.raw.clear();
    });
    let new = test.text("src/state.rs");
    let test = test
        .file("src/state.rs", old + "\n// Mine.\n")
        .args("generate");
    fs::remove_file(test.path("src/lib.rs")).unwrap();
    insta::assert_snapshot!(test.run().success());
    assert_eq!(test.text("src/state.rs"), new + "\n// Mine.\n");
    assert!(test.path("src/lib.rs").exists());
    assert_up_to_date(test);
}

#[test]
fn one_run_at_a_time() {
    let test = project(with_pages).args("generate");
    let lock = fs::File::create(test.path(".scaffold/run.lock")).unwrap();
    lock.lock().unwrap();
    insta::assert_snapshot!(test.run().failure(1));
    drop(lock);
    test.run().success();
}

#[test]
fn a_damaged_record_stops_it() {
    let damage: [(&str, &str, &str); 4] = [
        ("lock", ".scaffold/lock.json", "{"),
        ("base", ".scaffold/base/src/lib.rs", "// Nothing.\n"),
        ("spec", ".scaffold/scaffold.yaml", "project: x\n"),
        ("migration", ".scaffold/migrations/0001_initial.json", "{}"),
    ];
    for (name, path, text) in damage {
        let test = project(with_pages).file(path, text).args("generate");
        let before = files(&test);
        insta::assert_snapshot!(format!("damaged_{name}"), test.run().failure(1));
        assert_same(&test, &before);
    }
    let test = project(with_pages).args("generate");
    fs::remove_file(test.path(".scaffold/base/src/lib.rs")).unwrap();
    insta::assert_snapshot!("damaged_missing", test.run().failure(1));
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_is_left_alone() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("note.rs"), "// Theirs.\n").unwrap();
    let test = project(with_pages).args("generate");
    let model = test.path("src/models/note.rs");
    fs::remove_file(&model).unwrap();
    symlink(outside.path().join("note.rs"), &model).unwrap();
    insta::assert_snapshot!("symlink", test.run().failure(1));

    let test = project(with_pages).args("generate");
    let models = test.path("src/models");
    fs::rename(&models, outside.path().join("models")).unwrap();
    symlink(outside.path().join("models"), &models).unwrap();
    insta::assert_snapshot!("symlink_above", test.run().failure(1));

    let test = project(with_pages).args("generate");
    let mut mode = fs::metadata(test.path("README.md")).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(test.path("README.md"), mode).unwrap();
    let before = files(&test);
    insta::assert_snapshot!("read_only", test.run().failure(1));
    assert_same(&test, &before);
}

#[test]
fn the_project_is_found_from_its_folders() {
    let test = project(same);
    let ran = test
        .args("generate --check")
        .command()
        .current_dir(project(same).path("src"))
        .output()
        .unwrap();
    assert!(ran.status.success());
    let test = Test::new("generate");
    let folder = test
        .path("Cargo.toml")
        .parent()
        .unwrap()
        .display()
        .to_string();
    insta::assert_snapshot!(test.run().failure(1).replace(&folder, "[folder]"));
}

#[test]
fn a_spent_rename_is_pointed_out() {
    let test = project(with_headline).args("generate --rename Note.title:headline");
    test.run().success();
    let ran = test.args("check").run();
    assert_eq!(ran.code(), Some(0));
    insta::assert_snapshot!(ran.stderr());
}

#[test]
fn kills_at_any_time_are_made_good_by_the_next_run() {
    for round in 0..12 {
        let test = project(with_pages).args("generate");
        let mut child = test
            .command()
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(5) * round);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(test.run().code(), Some(0));
        assert_eq!(Saved::read(&test.path("")).unwrap().spec, with_pages(SPEC));
        assert_up_to_date(test);
    }
}
