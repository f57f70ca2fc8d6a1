use crate::test::Test;

#[test]
fn help_texts() {
    for command in [
        "",
        "new",
        "generate",
        "status",
        "migrate",
        "migrate rebase",
        "check",
        "add",
        "add model",
        "add field",
        "schema",
        "completions",
    ] {
        let help = Test::new(&format!("{command} --help")).run().success();
        let name = format!("help_{}", command.replace(' ', "_"));
        insta::assert_snapshot!(name, help);
    }
}

#[test]
fn version() {
    let version = Test::new("--version").run().success();
    assert_eq!(
        version,
        concat!("scaffold ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn wrong_usage() {
    for args in [
        "",
        "nonsense",
        "new --style nonsense",
        "new --starter blog --spec x",
        "new --dry-run --run",
        "check a b",
        "completions nonsense",
        "generate --check --diff",
        "generate --rename User.name",
        "generate --drop a-b",
        "generate --conflict both",
        "migrate",
        "migrate rebase",
        "add",
        "add field",
        "add model A",
    ] {
        Test::new(args).run().failure(2);
    }
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Test::new(&format!("completions {shell}")).run().success();
        assert!(
            script.contains("scaffold") && script.contains("dry-run"),
            "{shell}"
        );
    }
}

#[test]
fn schema_is_json() {
    let schema = Test::new("schema").run().success();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert!(schema["properties"]["models"].is_object());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    for args in [
        "schema",
        "completions bash",
        "new blog --starter blog --dry-run",
    ] {
        let test = Test::new(args);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = test.command().stdout(writer).output().unwrap();
        assert_eq!(output.stderr, b"", "{args}");
        assert_eq!(output.status.code(), Some(0), "{args}");
    }
}

#[test]
fn a_closed_stderr_is_no_panic() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = Test::new("check").command().stderr(writer).status();
    assert_eq!(status.unwrap().code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = Test::new("schema").command().stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("error: cannot write the output: No space"),
        "{message}"
    );
}
