//! A table that `ALTER TABLE` and `CREATE INDEX` can change.

use super::super::plan::{Plan, Source, TablePlan};
use super::super::schema::{Column, Table};
use super::super::sql::{check, create_index, data_loss, index_name, name};
use super::table::column as definition;
use crate::spec::value::DefaultValue;

/// Whether the statements of [`write`] are enough. A constraint cannot come or go, nor get another
/// name, and so a column that has one stays as it is.
pub fn is_possible(plan: &TablePlan, whole: &Plan) -> bool {
    let (before, after) = (&plan.before, &plan.after);
    before.name == after.name
        && before.uniques.len() == after.uniques.len()
        && before.uniques.iter().all(|set| after.uniques.contains(set))
        && has_same_keys(plan, whole)
        && plan
            .dropped()
            .all(|column| is_free(before, column) && after.column(&column.name).is_none())
        && plan.columns().all(|(column, source)| match source {
            Source::Column { before: was, .. } => is_kept(plan, was, column, source),
            Source::Fill(value) => {
                is_default(column, value) && after.foreign_key(&column.name).is_none()
            }
            Source::Null => {
                column.nullable
                    && column.default.is_none()
                    && after.foreign_key(&column.name).is_none()
            }
            Source::Distinct(_) => false,
        })
}

fn has_same_keys(plan: &TablePlan, whole: &Plan) -> bool {
    let (before, after) = (&plan.before.foreign_keys, &plan.after.foreign_keys);
    let was = |column: &str| before.iter().find(|key| key.column == column);
    before.len() == after.len()
        && after.iter().all(|key| {
            was(&key.column).is_some_and(|was| {
                let target = whole.former_name(&key.target);
                target == Some(&was.target) && was.on_delete == key.on_delete
            })
        })
}

fn is_kept(plan: &TablePlan, was: &Column, is: &Column, source: &Source) -> bool {
    let renamed = Column {
        name: is.name.clone(),
        ..was.clone()
    };
    let table = &plan.after.name;
    let is_alike = definition(&renamed) == definition(is)
        && check(table, &renamed, true) == check(table, is, true)
        && source.is_kept();
    let is_renamed = was.name != is.name;
    let can_be_renamed = || {
        is_free(&plan.before, was)
            && is_free(&plan.after, is)
            && plan.before.column(&is.name).is_none()
            && !has_index(&plan.before, was)
            && !has_index(&plan.after, is)
    };
    is_alike && (!is_renamed || can_be_renamed())
}

fn is_default(column: &Column, value: &DefaultValue) -> bool {
    column.default.as_ref() == Some(value)
}

/// Whether no constraint names the column.
fn is_free(table: &Table, column: &Column) -> bool {
    check(&table.name, column, true).is_none()
        && table.foreign_key(&column.name).is_none()
        && !table
            .uniques
            .iter()
            .flatten()
            .any(|name| *name == column.name)
}

fn has_index(table: &Table, column: &Column) -> bool {
    table
        .indexes
        .iter()
        .flatten()
        .any(|name| *name == column.name)
}

/// The statements that change the table, if it changes.
pub fn write(plan: &TablePlan) -> Option<String> {
    let (before, after) = (&plan.before, &plan.after);
    let table = name(&after.name);
    let mut sql = String::new();
    for columns in before
        .indexes
        .iter()
        .filter(|set| !after.indexes.contains(set))
    {
        let index = index_name(&before.name, columns);
        sql.push_str(&format!("DROP INDEX {};\n", name(&index)));
    }
    for column in plan.dropped() {
        sql.push_str(&data_loss(&format!(
            "`{}` of `{}`",
            column.name, after.name
        )));
        sql.push_str(&format!(
            "ALTER TABLE {table} DROP COLUMN {};\n",
            name(&column.name)
        ));
    }
    for (column, source) in plan.columns() {
        match source {
            Source::Column { before, .. } if before.name == column.name => {}
            Source::Column { before, .. } => sql.push_str(&format!(
                "ALTER TABLE {table} RENAME COLUMN {} TO {};\n",
                name(&before.name),
                name(&column.name)
            )),
            _ => sql.push_str(&add(&after.name, column)),
        }
    }
    for columns in after
        .indexes
        .iter()
        .filter(|set| !before.indexes.contains(set))
    {
        sql.push_str(&create_index(&after.name, columns));
    }
    (!sql.is_empty()).then_some(sql)
}

fn add(table: &str, column: &Column) -> String {
    let check = check(table, column, true);
    let check = check.map(|check| format!(" {check}")).unwrap_or_default();
    format!(
        "ALTER TABLE {} ADD COLUMN {}{check};\n",
        name(table),
        definition(column)
    )
}
