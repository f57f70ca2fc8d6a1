//! SQLite's words for a migration.

mod in_place;
mod rebuild;
mod table;
pub mod value;

use super::Dialect;
use super::change::Change;
use super::error::Misfit;
use super::guard::{Guard, guards};
use super::plan::{Plan, TablePlan};
use super::schema::Schema;
use super::sql::{data_loss, index_name, name, text};

/// The statements that make `changes` to the tables `before`. References need none of their own:
/// SQLite takes one to a table that does not exist yet, so they stay in their tables.
pub fn write(before: &Schema, changes: &[Change]) -> Result<String, Misfit> {
    let plan = Plan::of(before, changes)?;
    let after = before.after(changes)?;
    let (altered, rebuilt): (Vec<&TablePlan>, Vec<&TablePlan>) = plan
        .tables
        .iter()
        .partition(|table| in_place::is_possible(table, &plan));
    let mut statements = Vec::new();
    statements.extend(refuse(&guards(Dialect::Sqlite, &plan)));
    statements.extend(changes.iter().filter_map(drop_table));
    statements.extend(changes.iter().filter_map(|change| rename(before, change)));
    statements.extend(rebuilt.into_iter().map(rebuild::write));
    statements.extend(changes.iter().filter_map(|change| match change {
        Change::CreateTable(table) => after.table(&table.name).map(table::create),
        _ => None,
    }));
    statements.extend(altered.into_iter().filter_map(in_place::write));
    Ok(statements.join("\n"))
}

fn drop_table(change: &Change) -> Option<String> {
    let Change::DropTable(table) = change else {
        return None;
    };
    let loss = data_loss(&format!("all rows of `{}`", table.name));
    Some(format!("{loss}DROP TABLE {};\n", name(&table.name)))
}

/// Renames a table, and with it the references of others to it. Its indexes go, since they would
/// keep their names; it is rebuilt with those that it has now.
fn rename(before: &Schema, change: &Change) -> Option<String> {
    let Change::RenameTable { from, to } = change else {
        return None;
    };
    if from.name == to.name {
        return None;
    }
    let indexes = before.table(&from.name).map(|table| &table.indexes);
    let mut sql = String::new();
    for columns in indexes.into_iter().flatten() {
        let index = index_name(&from.name, columns);
        sql.push_str(&format!("DROP INDEX {};\n", name(&index)));
    }
    let (from, to) = (name(&from.name), name(&to.name));
    sql.push_str(&format!("ALTER TABLE {from} RENAME TO {to};\n"));
    Some(sql)
}

/// Statements that stop the migration where a guard finds a row.
fn refuse(guards: &[Guard]) -> Option<String> {
    if guards.is_empty() {
        return None;
    }
    let raise = |guard: &Guard| {
        format!(
            "    SELECT RAISE(ABORT, {})\n    WHERE EXISTS ({});\n",
            text(&guard.reason),
            guard.query
        )
    };
    let raises: String = guards.iter().map(raise).collect();
    Some(format!(
        "CREATE TEMP TABLE _guard (run INTEGER);\n\
         CREATE TEMP TRIGGER _guards BEFORE INSERT ON _guard BEGIN\n{raises}END;\n\
         INSERT INTO _guard VALUES (1);\n\
         DROP TABLE temp._guard;\n"
    ))
}
