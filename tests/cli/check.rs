use crate::test::{SPEC, Test};

#[test]
fn a_valid_spec() {
    let test = Test::new("check").file("scaffold.yaml", SPEC);
    assert_eq!(
        test.run().success(),
        "scaffold.yaml: ok, 1 model, 2 fields\n"
    );
    let test = test.args("check a/b.yaml").file("a/b.yaml", SPEC);
    assert_eq!(test.run().success(), "a/b.yaml: ok, 1 model, 2 fields\n");
}

#[test]
fn a_style_that_is_not_offered_yet_is_valid() {
    let spec = format!("style: full\n{SPEC}");
    Test::new("check")
        .file("scaffold.yaml", spec)
        .run()
        .success();
}

#[test]
fn all_problems_at_once() {
    let spec = SPEC.replace("string", "strng").replace("text?", "txet");
    let message = Test::new("check")
        .file("scaffold.yaml", spec)
        .run()
        .failure(1);
    insta::assert_snapshot!(message);
}

#[test]
fn files_that_are_no_spec() {
    let test = Test::new("")
        .folder("folder")
        .file("binary", b"\x7fELF\0\0\0")
        .file("latin1", b"project: caf\xe9\n")
        .file("empty", "")
        .file("random", [0xff; 64])
        .file("huge", "");
    let huge = std::fs::File::options().write(true).open(test.path("huge"));
    huge.unwrap().set_len(100 * 1024 * 1024).unwrap();
    let mut test = test;
    let mut messages = String::new();
    for name in [
        "folder", "binary", "latin1", "empty", "random", "huge", "absent", "empty/x",
    ] {
        for command in ["check", "new --spec"] {
            test = test.args(&format!("{command} {name}"));
            messages = format!("{messages}$ {command} {name}\n{}\n", test.run().failure(1));
        }
    }
    insta::assert_snapshot!(messages);
    let before = ["binary", "empty", "folder", "huge", "latin1", "random"];
    assert_eq!(test.names(), before, "nothing was written");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_as_a_file() {
    use std::{io::Write, process::Stdio};

    let test = Test::new("check /dev/stdin");
    let mut child = test
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(SPEC.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.stdout, b"/dev/stdin: ok, 1 model, 2 fields\n");
}
