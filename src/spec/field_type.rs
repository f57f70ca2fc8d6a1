//! The table of the field types, one row each, in every language that the project speaks: a new
//! type starts with a row here.

/// The type of a field without its particulars: the key of the type table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum FieldType {
    String,
    Text,
    Slug,
    Email,
    Url,
    Integer,
    Float,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Uuid,
    Json,
    Enum,
    Reference,
    Many,
}

impl FieldType {
    /// The type of this name in the spec; references go by a model's name and have none.
    pub fn from_name(name: &str) -> Option<FieldType> {
        TYPES
            .iter()
            .filter(|row| row.named)
            .find(|row| row.name == name)
            .map(|row| row.key)
    }

    /// The names that a spec can use.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TYPES.iter().filter(|row| row.named).map(|row| row.name)
    }

    /// Its row of the table.
    pub fn row(self) -> &'static TypeRow {
        &TYPES[self as usize]
    }

    /// Whether a constraint means something on this type.
    pub fn allows(self, constraint: Constraint) -> bool {
        self.row().allows.contains(&constraint)
    }
}

/// A constraint that only some types take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the key of its name in the spec")]
pub enum Constraint {
    Optional,
    Unique,
    Index,
    Default,
    Range,
    Length,
    Pattern,
    Values,
    Digits,
    From,
    OnDelete,
    RelatedName,
    ReadOnly,
    WriteOnly,
}

/// One field type, in every language that the project speaks.
#[derive(Debug)]
pub struct TypeRow {
    /// Which type this is the row of.
    pub key: FieldType,
    /// Its name in the spec, or for messages where it has none.
    pub name: &'static str,
    /// Whether a spec can write that name.
    pub named: bool,
    /// The Rust type; enums and references have their own.
    pub rust: &'static str,
    /// The path that brings the Rust type into scope.
    pub import: Option<&'static str>,
    /// The column type in SQLite.
    pub sqlite: &'static str,
    /// The column type in PostgreSQL.
    pub postgres: &'static str,
    /// The JSON type; empty for any.
    pub json: &'static str,
    /// The OpenAPI format.
    pub format: Option<&'static str>,
    /// The HTML control: the `type` of an `input`, or `textarea`, `select`, `select-multiple`.
    pub html: &'static str,
    /// Whether its values are text that can be searched.
    pub text: bool,
    /// Whether a list can be filtered and ordered by it.
    pub comparable: bool,
    /// The constraints that mean something on it.
    pub allows: &'static [Constraint],
}

macro_rules! allows {
    ($($name:ident)*) => { &[$(Constraint::$name),*] };
}

macro_rules! row {
    ($key:ident $name:literal, $named:literal, $rust:literal $import:expr, $sqlite:literal $postgres:literal,
     $json:literal $format:expr, $html:literal, $text:literal $comparable:literal, $allows:expr) => {
        TypeRow {
            key: FieldType::$key,
            name: $name,
            named: $named,
            rust: $rust,
            import: $import,
            sqlite: $sqlite,
            postgres: $postgres,
            json: $json,
            format: $format,
            html: $html,
            text: $text,
            comparable: $comparable,
            allows: $allows,
        }
    };
}

const TEXT: &[Constraint] =
    allows![Optional Unique Index Default Length Pattern ReadOnly WriteOnly];
const NUMBER: &[Constraint] = allows![Optional Unique Index Default Range ReadOnly WriteOnly];
const DECIMAL: &[Constraint] =
    allows![Optional Unique Index Default Range Digits ReadOnly WriteOnly];
const PLAIN: &[Constraint] = allows![Optional Unique Index Default ReadOnly WriteOnly];
const SLUG: &[Constraint] =
    allows![Optional Unique Index Default Length Pattern From ReadOnly WriteOnly];
const ENUM: &[Constraint] = allows![Optional Unique Index Default Values ReadOnly WriteOnly];
const JSON: &[Constraint] = allows![Optional Default ReadOnly WriteOnly];
const REFERENCE: &[Constraint] =
    allows![Optional Unique Index OnDelete RelatedName ReadOnly WriteOnly];
const MANY: &[Constraint] = allows![RelatedName];

// In the order of `FieldType`, which `row` relies on and a test checks.
//
// key, name, named | Rust type, import | SQLite, PostgreSQL | JSON type, format | HTML | text, comparable | constraints
#[rustfmt::skip]
static TYPES: [TypeRow; 17] = [
    row!(String "string", true, "String" None, "TEXT" "TEXT", "string" None, "text", true true, TEXT),
    row!(Text "text", true, "String" None, "TEXT" "TEXT", "string" None, "textarea", true true, TEXT),
    row!(Slug "slug", true, "String" None, "TEXT" "TEXT", "string" None, "text", true true, SLUG),
    row!(Email "email", true, "String" None, "TEXT" "TEXT", "string" Some("email"), "email", true true, TEXT),
    row!(Url "url", true, "String" None, "TEXT" "TEXT", "string" Some("uri"), "url", true true, TEXT),
    row!(Integer "integer", true, "i64" None, "INTEGER" "BIGINT", "integer" None, "number", false true, NUMBER),
    row!(Float "float", true, "f64" None, "REAL" "DOUBLE PRECISION", "number" None, "number", false true, NUMBER),
    row!(Decimal "decimal", true, "Decimal" Some("rust_decimal::Decimal"), "INTEGER" "NUMERIC", "string" None, "number", false true, DECIMAL),
    row!(Boolean "boolean", true, "bool" None, "INTEGER" "BOOLEAN", "boolean" None, "checkbox", false true, PLAIN),
    row!(Date "date", true, "NaiveDate" Some("chrono::NaiveDate"), "TEXT" "DATE", "string" Some("date"), "date", false true, PLAIN),
    row!(Time "time", true, "NaiveTime" Some("chrono::NaiveTime"), "TEXT" "TIME", "string" Some("time"), "time", false true, PLAIN),
    row!(DateTime "datetime", true, "DateTime<Utc>" Some("chrono::{DateTime, Utc}"), "TEXT" "TIMESTAMPTZ", "string" Some("date-time"), "datetime-local", false true, PLAIN),
    row!(Uuid "uuid", true, "Uuid" Some("uuid::Uuid"), "TEXT" "UUID", "string" Some("uuid"), "text", false true, PLAIN),
    row!(Json "json", true, "Value" Some("serde_json::Value"), "TEXT" "JSONB", "" None, "textarea", false false, JSON),
    row!(Enum "enum", true, "" None, "TEXT" "TEXT", "string" None, "select", false true, ENUM),
    row!(Reference "reference", false, "" None, "INTEGER" "BIGINT", "integer" None, "select", false true, REFERENCE),
    row!(Many "many-to-many", false, "" None, "" "", "array" None, "select-multiple", false false, MANY),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_their_keys() {
        for (at, row) in TYPES.iter().enumerate() {
            assert_eq!(row.key as usize, at, "{}", row.name);
        }
    }
}
