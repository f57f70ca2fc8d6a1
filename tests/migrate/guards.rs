//! Rows that stand in the way: the migration says so, before anything changes.

use std::collections::BTreeSet;

use scaffold::migration::{Schema, diff, reverse};
use scaffold::spec::{self, Spec};

use crate::database::{Database, create};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;

/// Two users and a post of the first one; `fields` of each.
struct Case {
    old: [&'static str; 2],
    new: [&'static str; 2],
    /// Further rows.
    rows: &'static str,
    reason: &'static str,
}

const CASES: &[Case] = &[
    Case {
        old: ["nick: string?", ""],
        new: ["nick: string", ""],
        rows: "",
        reason: "some rows of `users` have no `nick`: give them one first",
    },
    Case {
        old: ["nick: string", ""],
        new: ["nick: { type: string, unique: true }", ""],
        rows: "UPDATE users SET nick = 'same'",
        reason: "rows of `users` would have the same `nick`: make them differ first",
    },
    Case {
        old: ["", ""],
        new: ["nick: { type: string, unique: true, backfill: same }", ""],
        rows: "",
        reason: "rows of `users` would have the same `nick`: make them differ first",
    },
    Case {
        old: ["nick: { type: string, unique: true, optional: true }", ""],
        new: ["nick: { type: string, unique: true, backfill: same }", ""],
        rows: "",
        reason: "rows of `users` would have the same `nick`: make them differ first",
    },
    Case {
        old: ["", ""],
        new: [
            "",
            "editor: { type: User, backfill: 3, related_name: edited }",
        ],
        rows: "",
        reason: "some rows of `posts` would refer by `editor_id` to rows of `users` that do not \
                 exist: correct these rows first",
    },
    Case {
        old: ["", "editor: integer"],
        new: ["", "editor: { type: User, related_name: edited }"],
        rows: "UPDATE posts SET editor = 7",
        reason: "some rows of `posts` would refer by `editor_id` to rows of `users` that do not \
                 exist: correct these rows first",
    },
];

#[test]
fn rows_in_the_way_are_named_on_sqlite() {
    CASES.iter().for_each(|case| case.check(&mut Sqlite::new()));
}

#[test]
fn rows_in_the_way_are_named_on_postgres() {
    let Some(mut database) = Postgres::new("guards") else {
        return;
    };
    for case in CASES {
        database.clear();
        case.check(&mut database);
    }
}

/// A required reference has no neutral value, so its way back is for empty tables only.
#[test]
fn a_required_reference_does_not_come_back_to_rows() {
    let mut database = Sqlite::new();
    let (old, new) = (
        load(["", "editor: { type: User, related_name: edited }"]),
        load(["", ""]),
    );
    let (before, after) = (Schema::of(&old), Schema::of(&new));
    let drops = BTreeSet::from(["Post.editor".parse().unwrap()]);
    let changes = diff(&before, &new, &drops).unwrap();
    create(&mut database, &old);
    database.run(
        "INSERT INTO users (id, name) VALUES (1, 'a');
         INSERT INTO posts (id, title, author_id, editor_id) VALUES (1, 'b', 1, 1)",
    );
    database
        .migrate(&database.dialect().write(&before, &changes).unwrap())
        .unwrap();
    let down = database
        .dialect()
        .write(&after, &reverse(&changes))
        .unwrap();
    let reason = "rows of `posts` would have no `editor_id`: delete them first";
    assert_eq!(database.migrate(&down), Err(reason.to_owned()));
    database.run("DELETE FROM posts");
    assert_eq!(database.migrate(&down), Ok(()));
}

/// What comes back for a required field is within its bounds, and differs where it has to.
#[test]
fn neutral_values_are_valid() {
    let fields = [
        "a: { type: integer, min: 5, unique: true }, b: { type: integer, max: -5 }, \
         c: { type: decimal, min: \"2.50\", unique: true }, d: { type: float, unique: true }, \
         e: { type: date, unique: true }, f: { type: datetime, unique: true }, g: json, \
         h: { type: uuid, unique: true }, i: { type: enum, values: [x, y] }, j: boolean, \
         k: { type: string, unique: true, max_length: 5 }, l: { type: time, unique: true }",
        "",
    ];
    let mut databases: Vec<Box<dyn Database>> = vec![Box::new(Sqlite::new())];
    databases.extend(Postgres::new("neutral").map(|own| Box::new(own) as Box<dyn Database>));
    for mut database in databases {
        let (old, new) = (load(fields), load(["", ""]));
        let (before, after) = (Schema::of(&old), Schema::of(&new));
        let drops: Vec<String> = ('a'..='l').map(|name| format!("User.{name}")).collect();
        let drops = drops.iter().map(|name| name.parse().unwrap()).collect();
        let changes = diff(&before, &new, &drops).unwrap();
        create(&mut *database, &new);
        database.run("INSERT INTO users (id, name) VALUES (1, 'a'), (2, 'b'), (9, 'c')");
        let down = database
            .dialect()
            .write(&after, &reverse(&changes))
            .unwrap();
        database.migrate(&down).unwrap();
        let row = database.texts("SELECT a, b, e, i, k, l FROM users WHERE id = 9");
        let row: Vec<&str> = row[0].iter().flatten().map(String::as_str).collect();
        assert_eq!(row[..5], ["14", "-5", "1970-01-10", "x", "9"]);
        assert!(row[5].starts_with("00:00:09"));
    }
}

impl Case {
    fn check(&self, database: &mut dyn Database) {
        let (old, new) = (load(self.old), load(self.new));
        create(database, &old);
        database.run(
            "INSERT INTO users (id, name) VALUES (1, 'a'), (2, 'b');
             INSERT INTO posts (id, title, author_id) VALUES (1, 'c', 1)"
                .replace(", name)", &self.columns(0, ", name"))
                .replace("'a')", &self.values(0, "'a'"))
                .replace("'b')", &self.values(0, "'b'"))
                .replace("author_id)", &self.columns(1, "author_id"))
                .replace("'c', 1)", &self.values(1, "'c', 1"))
                .as_str(),
        );
        database.run(self.rows);
        let before = Schema::of(&old);
        let changes = diff(&before, &new, &BTreeSet::new()).unwrap();
        let sql = database.dialect().write(&before, &changes).unwrap();
        let (catalogue, rows) = (database.catalogue(), database.rows(&before));
        assert_eq!(database.migrate(&sql), Err(self.reason.to_owned()), "{sql}");
        assert_eq!(database.catalogue(), catalogue);
        assert_eq!(database.rows(&before), rows);
    }

    /// A required column of the old spec needs a value.
    fn required(&self, model: usize) -> Option<(&'static str, &'static str)> {
        match self.old[model] {
            "nick: string" => Some(("nick", "'x'")),
            "editor: integer" => Some(("editor", "0")),
            _ => None,
        }
    }

    fn columns(&self, model: usize, before: &str) -> String {
        let more = self.required(model).map(|(name, _)| format!(", {name}"));
        format!("{before}{})", more.unwrap_or_default())
    }

    fn values(&self, model: usize, before: &str) -> String {
        let more = self.required(model).map(|(_, value)| format!(", {value}"));
        format!("{before}{})", more.unwrap_or_default())
    }
}

/// A spec of users and their posts, with more fields of each.
fn load([users, posts]: [&str; 2]) -> Spec {
    let yaml = format!(
        "project: blog\nmodels:\n  User:\n    timestamps: false\n    fields: {{ name: string, \
         {users} }}\n  Post:\n    timestamps: false\n    fields: {{ title: string, author: \
         User, {posts} }}\n"
    );
    spec::load(&yaml, "scaffold.yaml").unwrap_or_else(|problems| panic!("{problems}"))
}
