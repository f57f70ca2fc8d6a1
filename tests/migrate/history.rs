//! The record of migrations: names, order, forks, and what a broken one says.

use std::collections::BTreeSet;

use scaffold::migration::{Error, History, Migration, Schema, Target, diff};
use scaffold::spec::{self, Spec};

fn load(fields: &str) -> Spec {
    let yaml =
        format!("project: blog\nmodels:\n  User:\n    fields: {{ name: string, {fields} }}\n");
    spec::load(&yaml, "scaffold.yaml").unwrap_or_else(|problems| panic!("{problems}"))
}

/// The history after a further change of the spec.
fn grown(history: &History, fields: &str, taken: &[String]) -> History {
    let before = history.schema().unwrap();
    let spec = load(fields);
    let vanished = diff(&before, &spec, &BTreeSet::new())
        .err()
        .unwrap_or_default()
        .vanished;
    let drops = vanished
        .into_iter()
        .map(|question| question.target)
        .collect();
    let mut grown = history.clone();
    grown.push(history.next(diff(&before, &spec, &drops).unwrap(), taken));
    grown
}

/// Both branches in one folder, as git merges them.
fn merged(one: &History, other: &History) -> Result<History, Error> {
    let mut files = files(one);
    files.extend(self::files(other));
    files.sort();
    files.dedup();
    History::parse(files)
}

fn files(history: &History) -> Vec<(String, String)> {
    let migrations = history.migrations().iter();
    migrations
        .map(|own| {
            (
                format!(".scaffold/migrations/{}.json", own.name),
                own.to_json(),
            )
        })
        .collect()
}

#[test]
fn names_say_what_happens() {
    let first = History::first(&load(""));
    let taken = ["0007_by_hand".to_owned()];
    let history = grown(&first, "bio: text?", &[]);
    let history = grown(&history, "bio: text?, age: integer?, boss: User?", &taken);
    let history = grown(
        &history,
        "age: integer?, boss: { type: User?, index: true }",
        &[],
    );
    let history = grown(
        &history,
        "age: { type: integer?, unique: true }, boss: User?",
        &[],
    );
    assert_eq!(
        history.names(),
        [
            "0001_initial",
            "0002_add_bio_to_users",
            "0008_add_age_to_users_and_more",
            "0009_drop_bio_from_users",
            "0010_add_unique_age_to_users",
        ]
    );
    assert_eq!(merged(&history, &first), Ok(history.clone()));
    let wanted = Schema::of(&load("age: { type: integer?, unique: true }, boss: User?"));
    assert!(history.schema().unwrap().is_same(&wanted));
}

#[test]
fn a_branch_goes_behind_the_other() {
    let first = History::first(&load(""));
    let ours = grown(&first, "bio: text?, age: integer?", &[]);
    let ours = grown(
        &ours,
        "bio: text?, age: { type: integer?, index: true }",
        &[],
    );
    let theirs = grown(&first, "age: integer?, mail: string?", &[]);
    let merged = merged(&ours, &theirs).unwrap();
    let forks = merged.forks();
    assert_eq!(forks.len(), 1);
    assert_eq!(forks[0].parent.as_deref(), Some("0001_initial"));
    assert_eq!(
        forks[0].children,
        [
            "0002_add_age_to_users_and_more",
            "0002_add_bio_to_users_and_more"
        ]
    );
    let error = merged.schema().unwrap_err().to_string();
    assert_eq!(
        error,
        "`0002_add_age_to_users_and_more` and `0002_add_bio_to_users_and_more`, of different \
         branches, follow the same migration: put the one that no shared database has applied yet \
         behind the other, by `scaffold migrate rebase 0002_add_age_to_users_and_more` or \
         `scaffold migrate rebase 0002_add_bio_to_users_and_more`"
    );

    let rebased = merged
        .rebase("0002_add_bio_to_users_and_more", &[])
        .unwrap();
    assert_eq!(rebased.history.forks(), []);
    assert_eq!(
        rebased.history.names(),
        [
            "0001_initial",
            "0002_add_age_to_users_and_more",
            "0003_add_bio_to_users_and_more",
            "0004_add_index_age_to_users",
        ]
    );
    let wanted = load("bio: text?, age: { type: integer?, index: true }, mail: string?");
    let schema = rebased.history.schema().unwrap();
    assert!(schema.is_same(&Schema::of(&wanted)));
    assert_eq!(diff(&schema, &wanted, &BTreeSet::new()), Ok(Vec::new()));
    let moved: Vec<(&str, Option<&str>)> = rebased
        .moved
        .iter()
        .map(|moved| {
            (
                moved.from.as_str(),
                moved.to.as_ref().map(|to| to.name.as_str()),
            )
        })
        .collect();
    assert_eq!(
        moved,
        [
            (
                "0002_add_bio_to_users_and_more",
                Some("0003_add_bio_to_users_and_more")
            ),
            (
                "0003_add_index_age_to_users",
                Some("0004_add_index_age_to_users")
            ),
        ]
    );
    // What the other branch made, too, is left out of the files.
    let files = rebased.history.files().unwrap();
    let up = "migrations/postgres/0003_add_bio_to_users_and_more.up.sql";
    let sql = files
        .iter()
        .find(|(path, _)| path == up)
        .map(|(_, sql)| sql.as_str());
    assert_eq!(sql, Some("ALTER TABLE users ADD COLUMN bio TEXT;\n"));
}

#[test]
fn a_branch_that_the_other_made_whole_vanishes() {
    let first = History::first(&load(""));
    let ours = grown(&first, "bio: text?", &[]);
    let theirs = grown(&first, "bio: text?, age: integer?", &[]);
    let merged = merged(&ours, &theirs).unwrap();
    let rebased = merged.rebase("0002_add_bio_to_users", &[]).unwrap();
    assert_eq!(rebased.history, theirs);
    assert_eq!(rebased.moved[0].to, None);
}

#[test]
fn a_branch_that_contradicts_the_other_says_so() {
    let first = History::first(&load("age: integer?"));
    let ours = grown(&first, "", &[]);
    let theirs = grown(&first, "age: integer?, bio: text?", &[]);
    let theirs = grown(
        &theirs,
        "age: { type: integer?, index: true }, bio: text?",
        &[],
    );
    let merged = merged(&ours, &theirs).unwrap();
    let error = merged.rebase("0002_drop_age_from_users", &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot drop `age` from `users` (`0002_drop_age_from_users`) behind the other branch: an \
         index or a reference of `users` needs `age`; delete the files of \
         `0002_drop_age_from_users` and run `scaffold generate`, which writes what is still missing"
    );
    let error = merged.rebase("0001_initial", &[]).unwrap_err();
    assert!(matches!(error, Error::NotForked { .. }), "{error}");
}

#[test]
fn broken_records_are_named() {
    let history = grown(&History::first(&load("")), "bio: text?", &[]);
    let [first, second] = files(&history).try_into().unwrap();
    let parse = |files: &[&(String, String)]| {
        let files = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        History::parse(files).unwrap_err().to_string()
    };
    let edited = |file: &(String, String), from: &str, to: &str| {
        let text = file.1.replace(from, to);
        assert_ne!(text, file.1);
        (file.0.clone(), text)
    };
    let errors = [
        parse(&[&(first.0.clone(), first.1[..40].to_owned())]),
        parse(&[&edited(&first, "create_table", "create_view")]),
        parse(&[&edited(&first, "\"parent\"", "\"since\": 2, \"parent\"")]),
        parse(&[&edited(&first, "0001_initial", "0009_initial")]),
        parse(&[&second]),
        parse(&[
            &edited(&first, "null", "\"0002_add_bio_to_users\""),
            &second,
        ]),
        parse(&[&(first.0.clone(), "<<<<<<< yours\n".to_owned())]),
    ];
    insta::assert_snapshot!(errors.join("\n"));

    let twice = edited(&second, "\"name\": \"bio\"", "\"name\": \"name\"");
    let error = History::parse([first, twice])
        .unwrap()
        .schema()
        .unwrap_err();
    assert!(matches!(error, Error::Misfit { .. }));
    insta::assert_snapshot!("a_record_that_does_not_fit", error.to_string());
}

#[test]
fn targets_are_read_as_they_are_shown() {
    for text in ["Post", "Post.title", "HTTPServer.created_at"] {
        assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
    }
    for text in ["", ".", "Post.", ".title", "Post.title.x", "Post title"] {
        assert!(text.parse::<Target>().is_err(), "{text}");
    }
}

#[test]
fn records_survive_json() {
    let history = grown(
        &History::first(&load(
            "a: { type: decimal, default: \"0.50\" }, b: { type: json, default: { x: 1.50 } }, c: { type: float, min: 1e-7 }",
        )),
        "",
        &[],
    );
    for migration in history.migrations() {
        let read = Migration::from_json("file", &migration.to_json()).unwrap();
        assert_eq!(read, *migration);
    }
}
