//! SQL that both dialects share: names, literals, checks.

use super::schema::{Check, ForeignKey, Index, Table, Unique};
use crate::spec::value::{DefaultValue, Number};

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

/// A default as an SQL literal. `Now` has none.
pub fn default(value: &DefaultValue, scaled: bool, boolean: fn(bool) -> &'static str) -> String {
    match value {
        DefaultValue::Now => "NULL".to_owned(),
        DefaultValue::Text(value) | DefaultValue::Date(value) | DefaultValue::Uuid(value) => {
            text(value)
        }
        DefaultValue::Time(value) | DefaultValue::DateTime(value) => text(&micros(value)),
        DefaultValue::Integer(value) => value.to_string(),
        DefaultValue::Float(value) => number(Number::Float(*value), scaled),
        DefaultValue::Decimal(value) => number(Number::Decimal(*value), scaled),
        DefaultValue::Boolean(value) => boolean(*value).to_owned(),
        DefaultValue::Json(value) => text(&value.to_string()),
    }
}

/// A time with all six digits of its microseconds, as SQLite stores it so that text sorts.
fn micros(time: &str) -> String {
    let (time, zone) = match time.strip_suffix('Z') {
        Some(time) => (time, "Z"),
        None => (time, ""),
    };
    let (seconds, fraction) = time.split_once('.').unwrap_or((time, ""));
    format!("{seconds}.{fraction:0<6}{zone}")
}

/// The condition of a column's check, if it has one.
pub fn condition(column: &str, checks: &[Check], scaled: bool, booleans: bool) -> Option<String> {
    let column = name(column);
    let terms: Vec<String> = checks
        .iter()
        .filter_map(|check| match check {
            Check::Min(least) => Some(format!("{column} >= {}", number(*least, scaled))),
            Check::Max(most) => Some(format!("{column} <= {}", number(*most, scaled))),
            Check::MaxLength(most) => Some(format!("length({column}) <= {most}")),
            Check::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| text(word)).collect();
                Some(format!("{column} IN ({})", words.join(", ")))
            }
            Check::Boolean => (!booleans).then(|| format!("{column} IN (0, 1)")),
        })
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// `CREATE INDEX`.
pub fn create_index(table: &Table, index: &Index) -> String {
    format!(
        "CREATE INDEX {} ON {} ({});\n",
        name(&index.name),
        name(&table.name),
        names(&index.columns)
    )
}

/// A reference as a table constraint.
pub fn foreign_key(key: &ForeignKey) -> String {
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} (id) ON DELETE {}",
        name(&key.name),
        name(&key.column),
        name(&key.target),
        key.on_delete.sql()
    )
}

/// A set of columns that is unique, as a table constraint.
pub fn unique(unique: &Unique) -> String {
    format!(
        "CONSTRAINT {} UNIQUE ({})",
        name(&unique.name),
        names(&unique.columns)
    )
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
