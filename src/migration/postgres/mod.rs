//! PostgreSQL's words for a migration.

mod column;
mod table;
pub mod value;

use super::Dialect;
use super::change::Change;
use super::error::Misfit;
use super::guard::{Guard, guards};
use super::plan::{Plan, Source, becomes_unique};
use super::schema::{Schema, Table};
use super::sql::{
    create_index, data_loss, foreign_key, foreign_key_name, index_name, name, text, unique,
    unique_name,
};
use table::{Kind, derived};

/// The statements that make `changes` to the tables `before`.
pub fn write(before: &Schema, changes: &[Change]) -> Result<String, Misfit> {
    let plan = Plan::of(before, changes)?;
    let mut statements: Vec<String> = Vec::new();
    statements.extend(refuse(&guards(Dialect::Postgres, &plan)));
    let mut schema = before.clone();
    for change in changes {
        let was = schema.table(change.table()).cloned();
        schema.apply(change)?;
        statements.push(match change {
            Change::RenameTable { from, to } => {
                let (was, is) = (was.as_ref(), schema.table(&to.name));
                let rename = format!(
                    "ALTER TABLE {} RENAME TO {};\n",
                    name(&from.name),
                    name(&to.name)
                );
                rename_all(rename, from.name != to.name, was, is)
            }
            Change::RenameColumn { table, from, to } => {
                let (was, is) = (was.as_ref(), schema.table(table));
                let rename = format!(
                    "ALTER TABLE {} RENAME COLUMN {} TO {};\n",
                    name(table),
                    name(&from.name),
                    name(&to.name)
                );
                rename_all(rename, from.name != to.name, was, is)
            }
            Change::AddColumn {
                table,
                column,
                fill,
            } => {
                let is_unique = becomes_unique(changes, table, &column.name);
                let source = was.as_ref().map_or(Source::Null, |was| {
                    Source::of_new(was, column, fill.as_ref(), is_unique)
                });
                column::add(table, column, &source)
            }
            other => statement(other),
        });
    }
    statements.retain(|statement| !statement.is_empty());
    Ok(statements.join("\n"))
}

fn statement(change: &Change) -> String {
    let alter = |table: &str, what: String| format!("ALTER TABLE {} {what};\n", name(table));
    let constraint = |of: String| format!("DROP CONSTRAINT {}", name(&of));
    match change {
        Change::CreateTable(table) => table::create(table),
        Change::DropTable(table) => {
            let loss = data_loss(&format!("all rows of `{}`", table.name));
            format!("{loss}DROP TABLE {};\n", name(&table.name))
        }
        Change::DropColumn { table, column } => {
            let loss = data_loss(&format!("`{}` of `{table}`", column.name));
            let drop = alter(table, format!("DROP COLUMN {}", name(&column.name)));
            format!("{loss}{drop}")
        }
        Change::ChangeColumn {
            table,
            from,
            to,
            fill,
        } => column::change(table, from, to, fill.as_ref()),
        Change::AddUnique { table, columns } => {
            alter(table, format!("ADD {}", unique(table, columns)))
        }
        Change::DropUnique { table, columns } => {
            alter(table, constraint(unique_name(table, columns)))
        }
        Change::AddIndex { table, columns } => create_index(table, columns),
        Change::DropIndex { table, columns } => {
            format!("DROP INDEX {};\n", name(&index_name(table, columns)))
        }
        Change::AddForeignKey { table, key } => {
            alter(table, format!("ADD {}", foreign_key(table, key)))
        }
        Change::DropForeignKey { table, key } => {
            alter(table, constraint(foreign_key_name(table, &key.column)))
        }
        // Written above, where the tables are known.
        Change::RenameTable { .. } | Change::RenameColumn { .. } | Change::AddColumn { .. } => {
            String::new()
        }
    }
}

/// A rename, and those of all that is named after the table and its columns.
fn rename_all(rename: String, is_needed: bool, was: Option<&Table>, is: Option<&Table>) -> String {
    let (Some(was), Some(is), true) = (was, is, is_needed) else {
        return String::new();
    };
    let mut sql = rename;
    for ((kind, old), (_, new)) in derived(was).into_iter().zip(derived(is)) {
        if old == new {
            continue;
        }
        let (old, new) = (name(&old), name(&new));
        sql.push_str(&match kind {
            Kind::Constraint => format!(
                "ALTER TABLE {} RENAME CONSTRAINT {old} TO {new};\n",
                name(&is.name)
            ),
            Kind::Index => format!("ALTER INDEX {old} RENAME TO {new};\n"),
            Kind::Sequence => format!("ALTER SEQUENCE {old} RENAME TO {new};\n"),
        });
    }
    sql
}

/// A block that stops the migration where a guard finds a row.
fn refuse(guards: &[Guard]) -> Option<String> {
    if guards.is_empty() {
        return None;
    }
    let raise = |guard: &Guard| {
        format!(
            "    IF EXISTS ({}) THEN\n        RAISE EXCEPTION USING MESSAGE = {};\n    END IF;\n",
            guard.query,
            text(&guard.reason)
        )
    };
    let raises: String = guards.iter().map(raise).collect();
    let mut tag = "guard".to_owned();
    // A word of the spec could end the block otherwise.
    while raises.contains(&format!("${tag}")) {
        tag.push('s');
    }
    Some(format!("DO ${tag}$ BEGIN\n{raises}END ${tag}$;\n"))
}
