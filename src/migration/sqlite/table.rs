//! SQLite's words for a table.

use super::super::schema::{Column, Table, Type};
use super::super::sql::{check, create_index, foreign_key, name, names, unique};
use super::value::literal;
use crate::spec::model::IdType;

/// The table with its indexes.
pub fn create(table: &Table) -> String {
    format!("{}{}", create_as(&table.name, table), indexes(table))
}

/// The table without its indexes, under another name for now.
pub fn create_as(table_name: &str, table: &Table) -> String {
    let counted = table.is_counted();
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    if !counted {
        lines.push(format!("PRIMARY KEY ({})", names(&table.primary_key)));
    }
    let own = &table.name;
    lines.extend(table.uniques.iter().map(|columns| unique(own, columns)));
    lines.extend(table.foreign_keys.iter().map(|key| foreign_key(own, key)));
    let checks = table.columns.iter();
    lines.extend(checks.filter_map(|column| check(own, column, true)));
    // Without a rowid, a key of two columns or of text is stored once, not twice.
    let end = if counted {
        "STRICT"
    } else {
        "STRICT, WITHOUT ROWID"
    };
    format!(
        "CREATE TABLE {} (\n    {}\n) {end};\n",
        name(table_name),
        lines.join(",\n    ")
    )
}

/// The indexes of a table.
pub fn indexes(table: &Table) -> String {
    let indexes = table.indexes.iter();
    indexes
        .map(|columns| create_index(&table.name, columns))
        .collect()
}

/// A column without its check.
pub fn column(column: &Column) -> String {
    let name = name(&column.name);
    let null = if column.nullable { "" } else { " NOT NULL" };
    match &column.ty {
        // AUTOINCREMENT: the id of a deleted row is never given again.
        Type::Id(IdType::Integer) => format!("{name} INTEGER PRIMARY KEY AUTOINCREMENT"),
        Type::Id(id) | Type::Reference(id) => format!("{name} {}{null}", id.sqlite_type()),
        ty => {
            let sqlite = ty.field_type().map_or("TEXT", |ty| ty.row().sqlite);
            let default = column.default.as_ref();
            let default = default.map(|value| format!(" DEFAULT {}", literal(value, ty)));
            format!("{name} {sqlite}{null}{}", default.unwrap_or_default())
        }
    }
}
