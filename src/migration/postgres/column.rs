//! PostgreSQL's words for a column that comes or changes.

use super::super::cast::Cast;
use super::super::plan::Source;
use super::super::schema::Column;
use super::super::sql::{check, check_name, name};
use super::value::{convert, literal, sql_type, value};
use crate::spec::value::DefaultValue;

/// A column comes, filled from `source`.
pub fn add(table: &str, column: &Column, source: &Source) -> String {
    let alter = Alter { table, column };
    let default = column.default.as_ref();
    let is_default = matches!(source, Source::Fill(value) if Some(value) == default);
    let is_plain = is_default || (*source == Source::Null && default.is_none());
    let mut sql = match is_plain {
        true => {
            let null = if column.nullable { "" } else { " NOT NULL" };
            let default = default.map(|value| format!(" DEFAULT {}", literal(value, &column.ty)));
            alter.add(&format!("{null}{}", default.unwrap_or_default()))
        }
        false => {
            let mut sql = alter.add("");
            let value = match source {
                Source::Null => None,
                Source::Fill(value) => Some(literal(value, &column.ty)),
                source => Some(value(table, column, source)),
            };
            if let Some(value) = value {
                let (table, column) = (name(table), name(&column.name));
                sql.push_str(&format!("UPDATE {table} SET {column} = {value};\n"));
            }
            sql + &alter.set_default() + &alter.set_not_null()
        }
    };
    sql.push_str(&alter.add_check());
    sql
}

/// A column changes its type, default, bounds or whether it can be `NULL`.
pub fn change(table: &str, from: &Column, to: &Column, fill: Option<&DefaultValue>) -> String {
    let alter = Alter { table, column: to };
    let (old_check, new_check) = (check(table, from, false), check(table, to, false));
    let retyped = sql_type(&from.ty) != sql_type(&to.ty);
    let mut sql = String::new();
    if old_check.is_some() && (retyped || old_check != new_check) {
        let check = name(&check_name(table, &from.name));
        sql.push_str(&alter.table(&format!("DROP CONSTRAINT {check}")));
    }
    let new_default = retyped || from.default != to.default;
    if from.default.is_some() && (retyped || to.default.is_none()) && new_default {
        sql.push_str(&alter.column("DROP DEFAULT"));
    }
    if retyped {
        let cast = Cast::between(&from.ty, &to.ty).unwrap_or(Cast::Keep);
        let value = convert(cast, &name(&from.name));
        sql.push_str(&alter.column(&format!("TYPE {} USING {value}", sql_type(&to.ty))));
    }
    if let Some(fill) = fill {
        sql.push_str(&format!(
            "UPDATE {} SET {1} = {2} WHERE {1} IS NULL;\n",
            name(table),
            name(&to.name),
            literal(fill, &to.ty)
        ));
    }
    if new_default {
        sql.push_str(&alter.set_default());
    }
    match (from.nullable, to.nullable) {
        (true, false) => sql.push_str(&alter.set_not_null()),
        (false, true) => sql.push_str(&alter.column("DROP NOT NULL")),
        _ => {}
    }
    if retyped || old_check != new_check {
        sql.push_str(&alter.add_check());
    }
    sql
}

struct Alter<'a> {
    table: &'a str,
    column: &'a Column,
}

impl Alter<'_> {
    fn table(&self, what: &str) -> String {
        format!("ALTER TABLE {} {what};\n", name(self.table))
    }

    fn column(&self, what: &str) -> String {
        self.table(&format!("ALTER COLUMN {} {what}", name(&self.column.name)))
    }

    fn add(&self, constraints: &str) -> String {
        let (name, ty) = (name(&self.column.name), sql_type(&self.column.ty));
        self.table(&format!("ADD COLUMN {name} {ty}{constraints}"))
    }

    fn set_default(&self) -> String {
        let default = self.column.default.as_ref();
        let default = default.map(|value| literal(value, &self.column.ty));
        default.map_or_else(String::new, |value| {
            self.column(&format!("SET DEFAULT {value}"))
        })
    }

    fn set_not_null(&self) -> String {
        match self.column.nullable {
            true => String::new(),
            false => self.column("SET NOT NULL"),
        }
    }

    fn add_check(&self) -> String {
        let check = check(self.table, self.column, false);
        check.map_or_else(String::new, |check| self.table(&format!("ADD {check}")))
    }
}
