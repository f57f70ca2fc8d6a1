//! SQL that both dialects share: names, literals, checks.

use super::schema::{Column, ForeignKey, Type};
use crate::spec::name::sql_name;
use crate::spec::value::Number;

/// A name as SQL text, in quotes where it is a word of SQLite's or PostgreSQL's grammar.
pub fn name(name: &str) -> String {
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let starts_well = !name.starts_with(|c: char| c.is_ascii_digit());
    if plain && starts_well && KEYWORDS.binary_search(&name).is_err() {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names in a comma list.
pub fn names<S: AsRef<str>>(list: &[S]) -> String {
    let names: Vec<String> = list.iter().map(|item| name(item.as_ref())).collect();
    names.join(", ")
}

/// Text as an SQL literal.
pub fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// A number as SQL text; a decimal as its digits without the point where `scaled`.
pub fn number(value: Number, scaled: bool) -> String {
    match value {
        Number::Decimal(decimal) if scaled => decimal.scaled.to_string(),
        other => other.to_string(),
    }
}

/// A time with all six digits of its microseconds, as SQLite stores it so that text sorts.
pub fn micros(time: &str) -> String {
    let (time, zone) = match time.strip_suffix('Z') {
        Some(time) => (time, "Z"),
        None => (time, ""),
    };
    let (seconds, fraction) = time.split_once('.').unwrap_or((time, ""));
    format!("{seconds}.{fraction:0<6}{zone}")
}

/// The condition that a column's check asks of a value, if it has one; decimals as their digits
/// without the point, and booleans as numbers, where they are stored so.
pub fn condition(value: &str, column: &Column, scaled: bool) -> Option<String> {
    let mut terms = Vec::new();
    if let Some(least) = column.min {
        terms.push(format!("{value} >= {}", number(least, scaled)));
    }
    if let Some(most) = column.max {
        terms.push(format!("{value} <= {}", number(most, scaled)));
    }
    if let Some(most) = column.max_length {
        terms.push(format!("length({value}) <= {most}"));
    }
    match &column.ty {
        Type::Enum(words) => {
            let words: Vec<String> = words.iter().map(|word| text(word)).collect();
            terms.push(format!("{value} IN ({})", words.join(", ")));
        }
        Type::Boolean if scaled => terms.push(format!("{value} IN (0, 1)")),
        _ => {}
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// The name of a column's check.
pub fn check_name(table: &str, column: &str) -> String {
    sql_name(&[table, column, "check"])
}

/// The name of a constraint that makes columns unique.
pub fn unique_name(table: &str, columns: &[String]) -> String {
    set_name(table, columns, "key")
}

/// The name of an index.
pub fn index_name(table: &str, columns: &[String]) -> String {
    set_name(table, columns, "idx")
}

/// The name of a reference.
pub fn foreign_key_name(table: &str, column: &str) -> String {
    sql_name(&[table, column, "fkey"])
}

fn set_name(table: &str, columns: &[String], ending: &str) -> String {
    let mut parts = vec![table];
    parts.extend(columns.iter().map(String::as_str));
    parts.push(ending);
    sql_name(&parts)
}

/// `CREATE INDEX`.
pub fn create_index(table: &str, columns: &[String]) -> String {
    format!(
        "CREATE INDEX {} ON {} ({});\n",
        name(&index_name(table, columns)),
        name(table),
        names(columns)
    )
}

/// A reference as a table constraint.
pub fn foreign_key(table: &str, key: &ForeignKey) -> String {
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} (id) ON DELETE {}",
        name(&foreign_key_name(table, &key.column)),
        name(&key.column),
        name(&key.target),
        key.on_delete.sql()
    )
}

/// A set of columns that is unique, as a table constraint.
pub fn unique(table: &str, columns: &[String]) -> String {
    format!(
        "CONSTRAINT {} UNIQUE ({})",
        name(&unique_name(table, columns)),
        names(columns)
    )
}

/// A column's check as a constraint, if it has one.
pub fn check(table: &str, column: &Column, scaled: bool) -> Option<String> {
    let condition = condition(&name(&column.name), column, scaled)?;
    let name = name(&check_name(table, &column.name));
    Some(format!("CONSTRAINT {name} CHECK ({condition})"))
}

/// What is said above a statement that loses data.
pub fn data_loss(what: &str) -> String {
    format!("-- data loss: {what}\n")
}

/// SQLite's keywords and PostgreSQL's reserved words, sorted.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "abort", "action", "add", "after", "all", "alter", "always", "analyse", "analyze", "and",
    "any", "array", "as", "asc", "asymmetric", "attach", "authorization", "autoincrement",
    "before", "begin", "between", "bigint", "binary", "bit", "boolean", "both", "by", "cascade",
    "case", "cast", "char", "character", "check", "coalesce", "collate", "collation", "column",
    "commit", "concurrently", "conflict", "constraint", "create", "cross", "current",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "database", "dec", "decimal", "default", "deferrable",
    "deferred", "delete", "desc", "detach", "distinct", "do", "drop", "each", "else", "end",
    "escape", "except", "exclude", "exclusive", "exists", "explain", "extract", "fail", "false",
    "fetch", "filter", "first", "float", "following", "for", "foreign", "freeze", "from", "full",
    "generated", "glob", "grant", "greatest", "group", "grouping", "groups", "having", "if",
    "ignore", "ilike", "immediate", "in", "index", "indexed", "initially", "inner", "inout",
    "insert", "instead", "int", "integer", "intersect", "interval", "into", "is", "isnull",
    "join", "key", "last", "lateral", "leading", "least", "left", "like", "limit", "localtime",
    "localtimestamp", "match", "materialized", "national", "natural", "nchar", "no", "none",
    "normalize", "not", "nothing", "notnull", "null", "nullif", "nulls", "numeric", "of",
    "offset", "on", "only", "or", "order", "others", "out", "outer", "over", "overlaps",
    "overlay", "partition", "placing", "plan", "position", "pragma", "preceding", "precision",
    "primary", "query", "raise", "range", "real", "recursive", "references", "regexp", "reindex",
    "release", "rename", "replace", "restrict", "returning", "right", "rollback", "row", "rows",
    "savepoint", "select", "session_user", "set", "setof", "similar", "smallint", "some",
    "substring", "symmetric", "system_user", "table", "tablesample", "temp", "temporary", "then",
    "ties", "time", "timestamp", "to", "trailing", "transaction", "treat", "trigger", "trim",
    "true", "unbounded", "union", "unique", "update", "user", "using", "vacuum", "values",
    "varchar", "variadic", "verbose", "view", "virtual", "when", "where", "window", "with",
    "without",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_the_grammar_are_quoted() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(name("email"), "email");
        assert_eq!(name("order"), "\"order\"");
        assert_eq!(name("we\"ird"), "\"we\"\"ird\"");
        assert_eq!(names(&["id", "group"]), "id, \"group\"");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(
            text("it's '; DROP TABLE users; --"),
            "'it''s ''; DROP TABLE users; --'"
        );
    }
}
