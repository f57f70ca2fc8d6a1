//! What a person at a terminal sees.

use rexpect::session::{PtySession, spawn_command};

use crate::{
    new::assert_complete,
    test::{SPEC, Test},
};

fn start(test: &Test) -> PtySession {
    let mut command = test.command();
    command.env("TERM", "xterm");
    spawn_command(command, Some(20_000)).unwrap()
}

#[test]
fn asks_for_what_is_missing() {
    let test = Test::new("new --style api");
    let mut terminal = start(&test);
    terminal.exp_string("Start from").unwrap();
    // Down, and enter.
    terminal.send("\x1b[B\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("Folder").unwrap();
    terminal.exp_string("blog").unwrap();
    terminal.send("mine\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("created").unwrap();
    terminal.exp_eof().unwrap();
    assert_complete(&test.path("mine"));
    assert!(test.text("mine/scaffold.yaml").contains("Post:"));
}

#[test]
fn asks_nothing_that_is_known() {
    for args in [
        "new --yes",
        "new mine --starter user",
        "new mine --spec my.yaml",
    ] {
        let test = Test::new(args).file("my.yaml", SPEC);
        let output = start(&test).exp_eof().unwrap();
        assert!(output.starts_with("created"), "{output}");
    }
}

#[test]
fn ctrl_c_at_a_question() {
    let test = Test::new("new");
    let mut terminal = start(&test);
    terminal.exp_string("Start from").unwrap();
    terminal.send_control('c').unwrap();
    let output = terminal.exp_eof().unwrap();
    assert!(output.contains("error: interrupted"), "{output}");
    assert!(
        output.contains("\x1b[?25h"),
        "the cursor is shown: {output:?}"
    );
    assert!(test.names().is_empty());
}

#[test]
fn colours_only_where_they_are_wanted() {
    let spec = SPEC.replace("string", "strng");
    let run = |test: Test| start(&test.file("scaffold.yaml", &spec)).exp_eof().unwrap();
    assert!(run(Test::new("check")).contains("\x1b["));
    assert!(!run(Test::new("check").env("NO_COLOR", "1")).contains("\x1b["));
    assert!(
        !Test::new("check")
            .file("scaffold.yaml", &spec)
            .run()
            .stderr()
            .contains('\x1b')
    );
}
