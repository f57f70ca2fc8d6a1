//! A table that is made anew, since `ALTER TABLE` cannot change it so.

use super::super::plan::TablePlan;
use super::super::sql::{data_loss, name, names, text};
use super::table::{create_as, indexes};
use super::value::value;

/// The statements that make the table anew with its rows. It has its new name already. Foreign
/// keys have to be off, or the rows that refer to it would go with the old table.
pub fn write(plan: &TablePlan) -> String {
    let table = &plan.after.name;
    let new = format!("_new_{table}");
    let columns: Vec<&String> = plan
        .after
        .columns
        .iter()
        .map(|column| &column.name)
        .collect();
    let values: Vec<String> = plan
        .columns()
        .map(|(column, source)| value(table, column, source))
        .collect();
    let mut sql: String = plan
        .dropped()
        .map(|column| data_loss(&format!("`{}` of `{table}`", column.name)))
        .collect();
    sql.push_str(&create_as(&new, &plan.after));
    sql.push_str(&format!(
        "INSERT INTO {} ({})\nSELECT {}\nFROM {};\n",
        name(&new),
        names(&columns),
        values.join(", "),
        name(table)
    ));
    if plan.after.is_counted() {
        sql.push_str(&keep_counter(table, &new));
    }
    sql.push_str(&format!(
        "DROP TABLE {0};\nALTER TABLE {1} RENAME TO {0};\n",
        name(table),
        name(&new)
    ));
    sql + &indexes(&plan.after)
}

/// An id is never given twice, also not that of a row that was deleted last.
fn keep_counter(table: &str, new: &str) -> String {
    let (table, new) = (text(table), text(new));
    format!(
        "DELETE FROM sqlite_sequence WHERE name = {new};\n\
         INSERT INTO sqlite_sequence (name, seq)\n\
         SELECT {new}, seq FROM sqlite_sequence WHERE name = {table};\n"
    )
}
