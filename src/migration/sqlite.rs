//! SQLite's words for a change.

use super::change::Change;
use super::schema::{Column, ForeignKey, Table, Type};
use super::sql::{condition, create_index, default, foreign_key, name, names, unique};
use crate::spec::model::IdType;

/// The statements that make `changes`. A reference needs no statement of its own: SQLite takes
/// one to a table that does not exist yet, so it stays in its table.
pub fn write(changes: &[Change]) -> String {
    let statements: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            Change::CreateTable(table) => Some(create_table(table, &late(changes, table))),
            Change::DropTable(table) => Some(format!("DROP TABLE {};\n", name(&table.name))),
            Change::AddForeignKey { .. } | Change::DropForeignKey { .. } => None,
        })
        .collect();
    statements.join("\n")
}

/// The references of `table` that other databases add later.
fn late<'a>(changes: &'a [Change], table: &Table) -> Vec<&'a ForeignKey> {
    let keys = changes.iter().filter_map(|change| match change {
        Change::AddForeignKey { table: owner, key } if *owner == table.name => Some(key),
        _ => None,
    });
    keys.collect()
}

fn create_table(table: &Table, late: &[&ForeignKey]) -> String {
    let counted = matches!(table.columns[0].ty, Type::Id(IdType::Integer));
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    if !counted {
        lines.push(format!("PRIMARY KEY ({})", names(&table.primary_key)));
    }
    lines.extend(table.uniques.iter().map(unique));
    let keys = table.foreign_keys.iter().chain(late.iter().copied());
    lines.extend(keys.map(foreign_key));
    lines.extend(table.columns.iter().filter_map(check));
    // Without a rowid, a key of two columns or of text is stored once, not twice.
    let end = if counted {
        "STRICT"
    } else {
        "STRICT, WITHOUT ROWID"
    };
    let mut sql = format!(
        "CREATE TABLE {} (\n    {}\n) {end};\n",
        name(&table.name),
        lines.join(",\n    ")
    );
    for index in &table.indexes {
        sql.push_str(&create_index(table, index));
    }
    sql
}

fn column(column: &Column) -> String {
    let name = name(&column.name);
    let null = if column.nullable { "" } else { " NOT NULL" };
    match &column.ty {
        // AUTOINCREMENT: the id of a deleted row is never given again.
        Type::Id(IdType::Integer) => format!("{name} INTEGER PRIMARY KEY AUTOINCREMENT"),
        Type::Id(id) | Type::Reference(id) => format!("{name} {}{null}", id.sqlite_type()),
        Type::Field { sqlite, .. } => {
            let default = column.default.as_ref().map(|value| {
                let literal = default(value, true, |value| if value { "1" } else { "0" });
                format!(" DEFAULT {literal}")
            });
            format!("{name} {sqlite}{null}{}", default.unwrap_or_default())
        }
    }
}

fn check(column: &Column) -> Option<String> {
    let condition = condition(&column.name, &column.checks, true, false)?;
    let name = name(&column.check_name);
    Some(format!("CONSTRAINT {name} CHECK ({condition})"))
}
