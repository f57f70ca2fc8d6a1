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
fn asks_for_the_style_too() {
    let test = Test::new("new");
    let mut terminal = start(&test);
    terminal.exp_string("Start from").unwrap();
    terminal.send("\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("Style").unwrap();
    terminal.exp_string("A site with admin").unwrap();
    // Down, and enter.
    terminal.send("\x1b[B\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("Folder").unwrap();
    terminal.send("\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("createsuperuser").unwrap();
    terminal.exp_eof().unwrap();
    assert!(test.text("app/scaffold.yaml").contains("style: full"));
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

/// A project whose spec calls a field otherwise than it was generated.
fn renamed() -> Test {
    let test = Test::new("new mine --spec my.yaml").file("my.yaml", SPEC);
    test.run().success();
    let spec = test
        .text("mine/scaffold.yaml")
        .replace("title:", "headline:");
    let test = test.file("mine/scaffold.yaml", spec);
    test.inside("mine").args("generate")
}

#[test]
fn asks_what_became_of_a_field() {
    let test = renamed();
    let mut terminal = start(&test);
    terminal.exp_string("`Note.title` is gone").unwrap();
    terminal.exp_string("it is `headline` now").unwrap();
    terminal.send("\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("changed:").unwrap();
    terminal.exp_eof().unwrap();
    let spec = test.text("scaffold.yaml");
    assert!(spec.contains("renamed_from: title"), "{spec}");
    assert_eq!(test.args("generate --check").run().code(), Some(0));
}

#[test]
fn stops_if_nothing_became_of_it() {
    let test = renamed();
    let before = test.text("scaffold.yaml");
    let mut terminal = start(&test);
    terminal.exp_string("stop, and write nothing").unwrap();
    terminal.send("\x1b[A\r").unwrap();
    terminal.flush().unwrap();
    let output = terminal.exp_eof().unwrap();
    assert!(output.contains("nothing was written"), "{output}");
    assert_eq!(test.text("scaffold.yaml"), before);
    assert!(!test.text("src/models/note.rs").contains("headline"));
}
