use std::path::Path;

use scaffold::{saved::Saved, tree::Tree};

use crate::test::{SPEC, Test};

/// Asserts that a whole project is at `dir`, and returns its files without the record.
pub fn assert_complete(dir: &Path) -> Vec<String> {
    let saved = Saved::read(dir).unwrap();
    let tree = Tree::read(dir).unwrap();
    for (path, text) in saved.base.iter() {
        assert_eq!(tree.get(path), Some(text), "{path}");
    }
    assert_eq!(tree.get("scaffold.yaml"), Some(&*saved.spec));
    assert_eq!(
        tree.len(),
        2 * saved.base.len() + 5 + saved.migrations.len()
    );
    let paths = tree.iter().map(|(path, _)| path.to_owned());
    paths
        .filter(|path| !path.starts_with(".scaffold/base/"))
        .collect()
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let test = Test::new("new --style api");
    let output = test.run().success();
    insta::assert_snapshot!(
        output
            .split_once(": ")
            .unwrap()
            .1
            .split_once(" files")
            .unwrap()
            .1
    );
    assert!(output.starts_with("created `app`: "), "{output}");
    assert_eq!(test.names(), ["app"]);
    let files = assert_complete(&test.path("app"));
    insta::assert_snapshot!("files_of_the_starter", files.join("\n"));
}

#[test]
fn a_starter_takes_the_name_of_its_folder() {
    let test = Test::new("new a/my-blog --starter blog");
    test.run().success();
    let spec = test.text("a/my-blog/scaffold.yaml");
    assert!(spec.contains("\nproject: my-blog\nstyle: api\n"), "{spec}");
    assert_eq!(test.text("a/my-blog/.scaffold/scaffold.yaml"), spec);

    let test = Test::new("").folder("My Shop");
    let output = test.command().args(["new", "My Shop"]).output().unwrap();
    assert!(output.status.success());
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains("  cd -- 'My Shop'\n"), "{output}");
    assert!(
        test.text("My Shop/scaffold.yaml")
            .contains("\nproject: my-shop\n")
    );
}

#[test]
fn a_spec_of_ones_own_keeps_its_name_and_comments() {
    let test = Test::new("new other --spec my.yaml").file("my.yaml", SPEC);
    test.run().success();
    let expected = SPEC.replace("notes\n", "notes\nstyle: api\n");
    assert_eq!(test.text("other/scaffold.yaml"), expected);

    let test = test.args("new --spec my.yaml --style api");
    test.run().success();
    assert_complete(&test.path("notes"));
}

#[test]
fn the_flag_wins_over_the_style_of_the_spec() {
    let spec = format!("style: hybrid # for now\n{SPEC}");
    let test = Test::new("new --spec my.yaml").file("my.yaml", &spec);
    let message = test.run().failure(1);
    assert_eq!(
        message,
        "error: style `hybrid` is not available in this version: use `api` or `full`\n"
    );
    let test = test.args("new --spec my.yaml --style full");
    let output = test.run().success();
    assert_eq!(
        test.text("notes/scaffold.yaml"),
        spec.replace("hybrid", "full")
    );
    assert_complete(&test.path("notes"));
    assert!(output.contains("cargo run -- createsuperuser"), "{output}");
    assert!(output.contains("8000/admin/"), "{output}");
}

#[test]
fn a_style_that_is_not_offered_yet() {
    let test = Test::new("new --style hybrid");
    let message = test.run().failure(1);
    assert!(
        message.contains("style `hybrid` is not available"),
        "{message}"
    );
    assert!(test.names().is_empty());

    let test = Test::new("new notes --spec my.yaml").file("my.yaml", SPEC);
    test.run().success();
    let spec = test.text("notes/scaffold.yaml").replace("api", "hybrid");
    let test = test.file("notes/scaffold.yaml", spec).inside("notes");
    let message = test.args("generate").run().failure(1);
    assert!(
        message.contains("style `hybrid` is not available"),
        "{message}"
    );
}

/// What was just written is what would be written.
#[test]
fn a_new_full_project_is_up_to_date() {
    for starter in ["user", "blog", "shop"] {
        let test = Test::new(&format!("new site --style full --starter {starter}"));
        test.run().success();
        assert_complete(&test.path("site"));
        let test = test.inside("site").args("generate --check");
        assert_eq!(test.run().success(), "up to date\n");
        assert_eq!(test.args("generate").run().success(), "up to date\n");
    }
}

#[test]
fn a_style_that_cannot_be_written_down() {
    let spec = "project: notes\nstyle: >-\n  full\nmodels: {Note: {fields: {title: string}}}";
    let test = Test::new("new --style api --spec my.yaml").file("my.yaml", spec);
    let message = test.run().failure(1);
    assert_eq!(
        message,
        "error: cannot set `style` in the spec: write `style: api` on a line of its own\n"
    );
    assert_eq!(test.names(), ["my.yaml"]);
}

#[test]
fn the_current_folder() {
    let test = Test::new("new .").folder("blog");
    let output = test
        .command()
        .current_dir(test.path("blog"))
        .output()
        .unwrap();
    assert_eq!(output.stderr, b"");
    assert_complete(&test.path("blog"));
    assert!(
        test.text("blog/scaffold.yaml")
            .contains("\nproject: blog\n")
    );
    assert!(!String::from_utf8(output.stdout).unwrap().contains("cd "));
}

#[test]
fn a_dry_run_writes_nothing() {
    let test = Test::new("new --dry-run");
    let output = test.run().success();
    assert!(output.starts_with("would create `app`: "), "{output}");
    assert!(output.contains("  src/main.rs\n"), "{output}");
    assert!(test.names().is_empty());

    let test = test.args("new full --dry-run").file("full/x", "");
    test.run().failure(1);
}

#[test]
fn an_invalid_spec_writes_nothing() {
    let spec = SPEC.replace("string", "strng");
    let test = Test::new("new x --spec my.yaml").file("my.yaml", spec);
    test.run().failure(1);
    assert_eq!(test.names(), ["my.yaml"]);
}

#[test]
fn a_folder_that_is_no_name() {
    let test = Test::new("new 2fast");
    let message = test.run().failure(1);
    assert!(message.contains("2fast"), "{message}");
    assert!(test.names().is_empty());
}

#[test]
fn folders_that_cannot_be_used() {
    let mut test = Test::new("").file("full/x", "").file("file", "");
    let mut args = vec!["full", ".", "file", "file/below", "file/a/b"];
    if cfg!(target_os = "linux") {
        // Not even root can create these.
        args.extend(["/proc/blog", "/sys/blog/deep", "/"]);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("full", test.path("link")).unwrap();
        args.extend(["link", "link/"]);
    }
    let before = test.names();
    for dir in args {
        test = test.args(&format!("new --starter user {dir}"));
        let message = test.run().failure(1);
        assert!(message.starts_with("error: "), "{dir}: {message}");
        assert_eq!(message.lines().count(), 1, "{dir}: {message}");
    }
    assert_eq!(test.names(), before, "nothing was written");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;

    let test = Test::new("new locked/blog").folder("locked");
    let mode = std::fs::Permissions::from_mode;
    std::fs::set_permissions(test.path("locked"), mode(0o500)).unwrap();
    // Root is not bound by permissions, and then there is nothing to see.
    if std::fs::write(test.path("locked/probe"), "").is_err() {
        let message = test.run().failure(1);
        assert!(message.contains("Permission denied"), "{message}");
    }
}

#[test]
fn without_rustfmt() {
    let test = Test::new("new").env("PATH", "");
    let ran = test.run();
    assert_eq!(ran.code(), Some(0));
    assert!(
        ran.stderr()
            .starts_with("note: there is no working `rustfmt`")
    );
    assert_complete(&test.path("app"));

    let test = Test::new("new").env("RUSTFMT", "/nonexistent");
    assert!(test.run().stderr().starts_with("note: "));
}

#[cfg(unix)]
#[test]
fn run_becomes_cargo_run() {
    let test = Test::new("new --run").env("CARGO", "/bin/echo");
    let output = test.run().success();
    assert!(output.starts_with("created `app`"), "{output}");
    assert!(output.ends_with("\nrun\n"), "{output}");

    // `ls run` fails with a code of its own.
    let test = Test::new("new --run").env("CARGO", "/bin/ls");
    assert_eq!(test.run().code(), Some(2));

    let test = Test::new("new --run").env("CARGO", "/nonexistent");
    let ran = test.run();
    assert_eq!(ran.code(), Some(1));
    assert!(ran.stderr().starts_with("error: cannot run `cargo`: "));
    assert_complete(&test.path("app"));
}
