use std::fs;

use crate::test::{SPEC, Test};

const OWNERS: &str = "\
project: notes
models:
  User:
    fields: { name: string }   # one line

  Note:
    # What it says.
    fields:
      title: string
      # Later: tags.
    ordering: [title]
";

fn add(args: &str, spec: &str) -> Test {
    Test::new(&format!("add {args}")).file("scaffold.yaml", spec)
}

/// The message of a refused command, which left everything as it was.
fn refused(args: &str, spec: &str) -> String {
    let test = add(args, spec);
    let message = test.run().failure(1);
    assert_eq!(test.text("scaffold.yaml"), spec);
    assert_eq!(test.names(), ["scaffold.yaml"]);
    format!("$ add {args}\n{message}\n")
}

#[test]
fn fields_of_every_kind() {
    let test = add(
        "field Note body:text? author:User editor:references:User?:on_delete=cascade \
         readers:many:User friends:[User] email:email:unique status:enum:draft,on:default=draft \
         price:decimal:10,2:min=0:default=0.50 size:integer:index:min=-1:max=9 \
         site:url:default=https://x.y/?a=b:optional:help=Where code:string:pattern=^a:b{2}$ \
         extra:json:default={\"a\":[1,null]} slug:slug:from=title since:date:default=now \
         done:boolean:default=false:read_only rate:decimal:4 secret:string:write_only",
        OWNERS,
    );
    insta::assert_snapshot!(test.run().success());
    insta::assert_snapshot!(test.text("scaffold.yaml"));
    test.args("check").run().success();
}

#[test]
fn fields_in_brackets() {
    let test = add("field User age:integer? email:email:unique", OWNERS);
    test.run().success();
    let expected = OWNERS.replace(
        "{ name: string }",
        "{ name: string, age: integer?, email: { type: email, unique: true } }",
    );
    assert_eq!(test.text("scaffold.yaml"), expected);
}

#[test]
fn a_model() {
    let test = add(
        "model Tag name:string:unique notes:many:Note parent:Tag?",
        OWNERS,
    );
    insta::assert_snapshot!(test.run().success());
    insta::assert_snapshot!(test.text("scaffold.yaml"));
}

#[test]
fn a_dry_run_prints_the_change_and_writes_nothing() {
    let test = add("model Tag name:string --dry-run", OWNERS);
    insta::assert_snapshot!(test.run().success());
    assert_eq!(test.text("scaffold.yaml"), OWNERS);
}

#[test]
fn line_ends_and_a_byte_order_mark_are_kept() {
    let spec = format!("\u{feff}{}", SPEC.replace('\n', "\r\n"));
    let test = add("field Note size:integer?", &spec);
    test.run().success();
    let expected = format!("{spec}      size: integer?\r\n");
    assert_eq!(test.text("scaffold.yaml"), expected);
}

#[test]
fn all_problems_of_the_arguments_at_once() {
    let mut messages = refused(
        "field Note a:strng title:text b:string:uniqe c d: e:enum f:references g:integer:min=x \
         h:integer:min=5:max=1 i:Usr j:[Usr] Kk:text l:text:unique=true m:integer:min m:integer \
         n:string:min=1 o:text:unique:unique :text p:many:user q:references:Usr \
         r:references:string s:many:unique",
        OWNERS,
    );
    messages += &refused("model order_item a:strng b:text:c", OWNERS);
    messages += &refused("model Users name:string", OWNERS);
    messages += &refused("model User name:string:d=1", OWNERS);
    messages += &refused("model Vec a:many:User", OWNERS);
    messages += &refused("field Note a:text:d", OWNERS);
    insta::assert_snapshot!(messages);
}

#[test]
fn problems_elsewhere_in_the_spec_are_shown_there() {
    let spec = OWNERS.replace(
        "title: string\n",
        "title: string\n      of: { type: User, related_name: notes }\n",
    );
    insta::assert_snapshot!(refused("field User notes:string", &spec));
}

#[test]
fn layouts_that_are_not_edited() {
    let alias = "project: a\nmodels:\n  A: { fields: &f { name: string } }\n  B: { fields: *f }\n";
    let merge = "project: a\nmodels:\n  A: &a\n    fields: { name: string }\n  B:\n    <<: *a\n";
    let tag = "project: a\nmodels:\n  A:\n    fields: !!map\n      name: string\n";
    let mut messages = String::new();
    for (args, spec) in [
        ("field A age:integer", alias),
        ("field B age:integer", alias),
        ("field A age:integer", merge),
        ("field B age:integer:unique", merge),
        ("field A age:integer", tag),
    ] {
        messages += &refused(args, spec);
    }
    insta::assert_snapshot!(messages);
    let test = add("model C name:string", merge);
    test.run().success();
}

#[test]
fn a_spec_that_is_invalid_before() {
    insta::assert_snapshot!(refused(
        "field Note a:text",
        &SPEC.replace("text?", "txet?")
    ));
}

#[test]
fn a_folder_without_a_spec() {
    let test = Test::new("add field Note a:text");
    insta::assert_snapshot!(test.run().failure(1));
    assert!(test.names().is_empty());
}

#[cfg(unix)]
#[test]
fn the_file_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;

    let test = add("field Note a:text", SPEC);
    let path = test.path("scaffold.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    test.run().success();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(test.names(), ["scaffold.yaml"]);

    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let before = test.text("scaffold.yaml");
    let test = test.args("add field Note b:text");
    let message = test.run().failure(1);
    assert_eq!(
        message,
        "error: cannot write `scaffold.yaml`: it is read-only\n"
    );
    assert_eq!(test.text("scaffold.yaml"), before);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let test = Test::new("add field Note a:text").file("real.yaml", SPEC);
    std::os::unix::fs::symlink("real.yaml", test.path("scaffold.yaml")).unwrap();
    let message = test.run().failure(1);
    assert!(
        message.contains("`scaffold.yaml` is a symbolic link"),
        "{message}"
    );
    assert_eq!(test.text("real.yaml"), SPEC);
}
