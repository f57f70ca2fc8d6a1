//! What becomes of values whose type changes, up and down, and which of them are refused.

use std::collections::BTreeSet;

use scaffold::migration::{Dialect, Schema, diff, reverse};
use scaffold::spec;

use crate::database::{Database, create};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;

/// A change of a field's type: the values as each database stores them, before and after.
struct Cast {
    from: &'static str,
    to: &'static str,
    /// Before and after, in SQLite.
    sqlite: [&'static str; 2],
    /// Before and after, in PostgreSQL.
    postgres: [&'static str; 2],
    /// Values that are refused, in both.
    refused: &'static [&'static str],
}

const fn alike(
    from: &'static str,
    to: &'static str,
    values: [&'static str; 2],
    refused: &'static [&'static str],
) -> Cast {
    Cast {
        from,
        to,
        sqlite: values,
        postgres: values,
        refused,
    }
}

const DECIMAL: &str = "decimal, digits: 6, places: 2";

const CASTS: &[Cast] = &[
    alike(
        "string",
        "integer",
        ["-12", "-12"],
        &["012", "1.0", "", "one", "- 1"],
    ),
    alike("integer", "string", ["-12", "-12"], &[]),
    alike(
        "string",
        "enum, values: [a, \"it's\"]",
        ["it's", "it's"],
        &["b", ""],
    ),
    alike("enum, values: [a, \"it's\"]", "text", ["it's", "it's"], &[]),
    alike(
        "enum, values: [a, b]",
        "enum, values: [b, c]",
        ["b", "b"],
        &["a"],
    ),
    alike(
        "string",
        "date",
        ["2024-02-29", "2024-02-29"],
        &["24-2-29", "tomorrow"],
    ),
    alike(
        "string",
        "uuid",
        [
            "123e4567-e89b-12d3-a456-426614174000",
            "123e4567-e89b-12d3-a456-426614174000",
        ],
        &["123E4567-e89b-12d3-a456-426614174000", "x"],
    ),
    alike("integer", "float", ["7", "7"], &["9007199254740993"]),
    alike("float", "integer", ["-7", "-7"], &["0.5", "1e300"]),
    alike(
        "string, max_length: 9",
        "string, max_length: 3",
        ["abc", "abc"],
        &["abcd"],
    ),
    alike(
        "integer",
        "integer, min: 1, max: 5",
        ["5", "5"],
        &["0", "6"],
    ),
    Cast {
        from: "boolean",
        to: "integer",
        sqlite: ["1", "1"],
        postgres: ["true", "1"],
        refused: &[],
    },
    Cast {
        from: "integer",
        to: "boolean",
        sqlite: ["1", "1"],
        postgres: ["1", "true"],
        refused: &["2", "-1"],
    },
    Cast {
        from: "boolean",
        to: "string",
        sqlite: ["0", "false"],
        postgres: ["false", "false"],
        refused: &[],
    },
    Cast {
        from: "string",
        to: "boolean",
        sqlite: ["true", "1"],
        postgres: ["true", "true"],
        refused: &["yes", "1"],
    },
    Cast {
        from: "integer",
        to: DECIMAL,
        sqlite: ["-12", "-1200"],
        postgres: ["-12", "-12.00"],
        refused: &["10000", "-10000"],
    },
    Cast {
        from: DECIMAL,
        to: "integer",
        sqlite: ["-1200", "-12"],
        postgres: ["-12.00", "-12"],
        refused: &["12.5"],
    },
    Cast {
        from: DECIMAL,
        to: "decimal, digits: 5, places: 3",
        sqlite: ["-1250", "-12500"],
        postgres: ["-12.50", "-12.500"],
        refused: &["100", "-100"],
    },
    Cast {
        from: DECIMAL,
        to: "decimal, digits: 4, places: 1",
        sqlite: ["99990", "9999"],
        postgres: ["999.90", "999.9"],
        refused: &["0.01", "1000"],
    },
    Cast {
        from: DECIMAL,
        to: "float",
        sqlite: ["-1250", "-12.5"],
        postgres: ["-12.50", "-12.5"],
        refused: &[],
    },
    Cast {
        from: "float",
        to: DECIMAL,
        sqlite: ["0.1", "10"],
        postgres: ["0.1", "0.10"],
        refused: &["0.125", "1e4", "1e300"],
    },
    Cast {
        from: DECIMAL,
        to: "string",
        sqlite: ["-5", "-0.05"],
        postgres: ["-0.05", "-0.05"],
        refused: &[],
    },
    Cast {
        from: "string",
        to: DECIMAL,
        sqlite: ["-12.50", "-1250"],
        postgres: ["-12.50", "-12.50"],
        refused: &["1.5", "12", "12345.00", "x"],
    },
    Cast {
        from: "date",
        to: "datetime",
        sqlite: ["2024-02-29", "2024-02-29T00:00:00.000000Z"],
        postgres: ["2024-02-29", "2024-02-29 00:00:00+00"],
        refused: &[],
    },
    Cast {
        from: "datetime",
        to: "date",
        sqlite: ["2024-02-29T00:00:00.000000Z", "2024-02-29"],
        postgres: ["2024-02-29 00:00:00+00", "2024-02-29"],
        refused: &["2024-02-29T00:00:00.000001Z"],
    },
    Cast {
        from: "datetime",
        to: "string",
        sqlite: ["2024-02-29T10:00:00.123456Z", "2024-02-29T10:00:00.123456Z"],
        postgres: [
            "2024-02-29 10:00:00.123456+00",
            "2024-02-29T10:00:00.123456Z",
        ],
        refused: &[],
    },
    Cast {
        from: "string",
        to: "time",
        sqlite: ["10:00:00.120000", "10:00:00.120000"],
        postgres: ["10:00:00.120000", "10:00:00.12"],
        refused: &["10:00", "noon"],
    },
];

#[test]
fn values_follow_their_type_on_sqlite() {
    CASTS
        .iter()
        .for_each(|cast| check(cast, &mut Sqlite::new(), cast.sqlite));
}

#[test]
fn values_follow_their_type_on_postgres() {
    let Some(mut database) = Postgres::new("casts") else {
        return;
    };
    database.run("SET timezone = 'UTC'");
    for cast in CASTS {
        database.clear();
        check(cast, &mut database, cast.postgres);
    }
}

fn check(cast: &Cast, database: &mut dyn Database, [was, is]: [&str; 2]) {
    let (from, to) = (cast.from, cast.to);
    let load = |ty: &str| {
        let yaml = format!(
            "project: casts\nmodels:\n  Thing:\n    timestamps: false\n    fields:\n      \
             name: string\n      value: {{ type: {ty}, optional: true }}\n"
        );
        spec::load(&yaml, "scaffold.yaml").unwrap_or_else(|problems| panic!("{problems}"))
    };
    let dialect = database.dialect();
    let (old, new) = (load(from), load(to));
    let before = Schema::of(&old);
    create(database, &old);
    let insert = |value: &str| format!("INSERT INTO things (id, name, value) VALUES ({value})");
    database.run(&insert(&format!("1, 'a', '{}'", was.replace('\'', "''"))));
    database.run(&insert("2, 'b', NULL"));
    let changes = diff(&before, &new, &BTreeSet::new()).unwrap();
    let up = dialect.write(&before, &changes).unwrap();
    let down = dialect
        .write(&Schema::of(&new), &reverse(&changes))
        .unwrap();

    for value in cast.refused {
        let stored = stored(dialect, from, value);
        database.run(&insert(&format!("3, 'c', '{stored}'")));
        let reason = database
            .migrate(&up)
            .expect_err(&format!("{value}: {from} to {to}"));
        assert!(
            reason.ends_with(" first"),
            "{value}: {from} to {to}: {reason}"
        );
        database.run("DELETE FROM things WHERE id = 3");
    }
    let values = |database: &mut dyn Database| -> Vec<Option<String>> {
        let rows = database.texts("SELECT CAST(value AS TEXT) FROM things ORDER BY id");
        rows.into_iter().flatten().collect()
    };
    let first = values(database);
    database
        .migrate(&up)
        .unwrap_or_else(|error| panic!("{from} to {to}: {error}\n{up}"));
    let text = values(database);
    let plain = |value: &str| value.trim_end_matches(".0").to_owned();
    assert_eq!(
        text[0].as_deref().map(plain).as_deref(),
        Some(is),
        "{from} to {to}"
    );
    assert_eq!(text[1], None, "{from} to {to}");
    database
        .migrate(&down)
        .unwrap_or_else(|error| panic!("{to} to {from}: {error}\n{down}"));
    assert_eq!(values(database), first, "{to} to {from}");
}

/// A refused value as SQLite stores it: decimals without their point.
fn stored(dialect: Dialect, from: &str, value: &str) -> String {
    match (dialect, from) {
        (Dialect::Sqlite, DECIMAL) => {
            let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
            format!("{whole}{fraction:0<2}")
        }
        _ => value.to_owned(),
    }
}
