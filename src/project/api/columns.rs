//! The columns of a model as its SQL statements name them.

use serde::Serialize;

use super::field_view::FieldView;
use super::rule::sql_in_rust;
use crate::spec::field::{Field, Kind};
use crate::spec::model::{IdType, Model};

/// A column of a row, read.
#[derive(Clone, Debug, Serialize)]
pub struct Getter {
    /// The field.
    pub ident: String,
    /// The expression.
    pub value: String,
}

/// A comma list that goes on in further lines of a Rust string where it is long.
pub fn wrapped(items: &[String], indent: &str) -> String {
    let mut out = String::new();
    let mut width = indent.len() + 16;
    for (at, item) in items.iter().enumerate() {
        let last = at + 1 == items.len();
        let text = if last {
            item.clone()
        } else {
            format!("{item},")
        };
        if at > 0 {
            width += 1;
            out.push(' ');
            if width + text.len() > 92 {
                out.push_str(&format!("\\\n{indent}"));
                width = indent.len();
            }
        }
        width += text.len();
        out.push_str(&text);
    }
    out
}

/// The columns of a public record. A many-to-many field is a list of ids in one text, which
/// SQLite and PostgreSQL make with the same words.
pub fn columns(model: &Model) -> Vec<String> {
    let mut columns = vec!["id".to_owned()];
    for field in model.fields.iter().filter(|field| field.readable()) {
        columns.push(match &field.kind {
            Kind::Many(many) => {
                let (to, table) = (sql_in_rust(&many.to_column), sql_in_rust(&many.table));
                let (from, own) = (sql_in_rust(&many.from_column), sql_in_rust(&model.table));
                format!(
                    "(SELECT string_agg(CAST({to} AS TEXT), ',' ORDER BY {to}) \
                     FROM {table} WHERE {from} = {own}.id)"
                )
            }
            _ => sql_in_rust(&field.column),
        });
    }
    if model.timestamps {
        columns.extend(["created_at".to_owned(), "updated_at".to_owned()]);
    }
    columns
}

/// How each field of a public record is read from a row.
pub fn getters(model: &Model) -> Vec<Getter> {
    let mut getters = vec![("id".to_owned(), None)];
    let readable = model.fields.iter().filter(|field| field.readable());
    getters.extend(readable.map(|field| (field.ident.clone(), Some(field))));
    if model.timestamps {
        getters.push(("created_at".to_owned(), None));
        getters.push(("updated_at".to_owned(), None));
    }
    let read = |(at, (ident, field)): (usize, (String, Option<&Field>))| {
        let value = match (
            field.map(|field| &field.kind),
            field.is_some_and(|f| f.optional),
        ) {
            (Some(Kind::Decimal { places, .. }), false) => format!("row.decimal({at}, {places})?"),
            (Some(Kind::Decimal { places, .. }), true) => {
                format!("row.decimal_opt({at}, {places})?")
            }
            (Some(Kind::Enum(_)), false) => format!("row.word({at})?"),
            (Some(Kind::Enum(_)), true) => format!("row.word_opt({at})?"),
            (Some(Kind::Many(_)), _) => format!("row.ids({at})?"),
            _ => format!("row.get({at})?"),
        };
        Getter { ident, value }
    };
    getters.into_iter().enumerate().map(read).collect()
}

/// The columns of an INSERT and their values; the two timestamps share one.
pub struct Insert {
    /// The columns.
    pub columns: Vec<String>,
    /// The number of each one's parameter.
    pub numbers: Vec<String>,
    /// The parameters, as Rust expressions.
    pub values: Vec<String>,
}

impl Insert {
    /// The columns that a new record of `model` is given.
    pub fn of(model: &Model, fields: &[FieldView]) -> Insert {
        let mut insert = Insert {
            columns: Vec::new(),
            numbers: Vec::new(),
            values: Vec::new(),
        };
        if model.id == IdType::Uuid {
            insert.push("id", Some("id".to_owned()));
        }
        for field in fields.iter().filter(|field| field.is_column) {
            let sent = || field.writable.then(|| format!("new.{}", field.ident));
            if let Some(value) = field.fixed.clone().or_else(sent) {
                insert.push(&field.column, Some(value));
            }
        }
        if model.timestamps {
            insert.push("created_at", Some("now".to_owned()));
            insert.push("updated_at", None);
        }
        insert
    }

    /// A column with a value of its own, or with that of the column before.
    fn push(&mut self, column: &str, value: Option<String>) {
        self.columns.push(column.to_owned());
        self.values.extend(value);
        self.numbers.push(format!("${}", self.values.len()));
    }
}
