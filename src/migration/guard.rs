//! What has to hold before anything changes.

use super::Dialect;
use super::cast::Cast;
use super::plan::{Plan, Source, TablePlan};
use super::schema::{Column, ForeignKey, Type};
use super::sql::{name, names};
use crate::spec::value::Number;

/// A condition that rows could break.
pub struct Guard {
    /// What is wrong then, and what to do.
    pub reason: String,
    /// Finds a row where it is broken.
    pub query: String,
}

/// All that rows could break, in the words of the old tables.
pub fn guards(dialect: Dialect, plan: &Plan) -> Vec<Guard> {
    let mut guards = Vec::new();
    for table in &plan.tables {
        let writer = Writer { dialect, table };
        for (column, source) in table.columns() {
            guards.extend(writer.converts(source));
            guards.extend(writer.is_there(column, source));
            guards.extend(writer.is_within(column, source));
        }
        let uniques = table.after.uniques.iter();
        guards.extend(uniques.filter_map(|columns| writer.is_unique(columns)));
        let keys = table.after.foreign_keys.iter();
        guards.extend(keys.filter_map(|key| writer.refers(key, plan)));
    }
    guards
}

struct Writer<'a> {
    dialect: Dialect,
    table: &'a TablePlan,
}

impl Writer<'_> {
    fn source(&self, column: &str) -> Option<(&Column, &Source)> {
        self.table.columns().find(|(own, _)| own.name == column)
    }

    fn value(&self, column: &Column, source: &Source) -> String {
        self.dialect.value(self.table_name(), column, source)
    }

    fn table_name(&self) -> &str {
        &self.table.before.name
    }

    fn rows(&self, condition: &str) -> String {
        format!(
            "SELECT 1 FROM {} WHERE {condition}",
            name(self.table_name())
        )
    }

    fn converts(&self, source: &Source) -> Option<Guard> {
        let Source::Column { before, cast, .. } = source else {
            return None;
        };
        let condition = self.dialect.misses(*cast, &name(&before.name))?;
        Some(Guard {
            reason: format!(
                "some `{}` of `{}` cannot be converted: correct these rows first",
                before.name,
                self.table_name()
            ),
            query: self.rows(&condition),
        })
    }

    fn is_there(&self, column: &Column, source: &Source) -> Option<Guard> {
        if column.nullable {
            return None;
        }
        match source {
            Source::Column {
                before, fill: None, ..
            } if before.nullable => Some(Guard {
                reason: format!(
                    "some rows of `{}` have no `{}`: give them one first",
                    self.table_name(),
                    before.name
                ),
                query: self.rows(&format!("{} IS NULL", name(&before.name))),
            }),
            Source::Null => Some(Guard {
                reason: format!(
                    "rows of `{}` would have no `{}`: delete them first",
                    self.table_name(),
                    column.name
                ),
                query: format!("SELECT 1 FROM {}", name(self.table_name())),
            }),
            _ => None,
        }
    }

    fn is_within(&self, column: &Column, source: &Source) -> Option<Guard> {
        let is_checked = match source {
            Source::Column { before, cast, .. } => {
                *cast != Cast::Keep || is_narrower(before, column)
            }
            Source::Distinct(_) => true,
            Source::Fill(_) | Source::Null => false,
        };
        let value = self.value(column, source);
        let condition = self.dialect.condition(&value, column);
        let condition = condition.filter(|_| is_checked)?;
        Some(Guard {
            reason: format!(
                "some `{}` of `{}` would not be allowed any more: correct these rows first",
                column.name,
                self.table_name()
            ),
            query: self.rows(&format!("NOT ({condition})")),
        })
    }

    fn is_unique(&self, columns: &[String]) -> Option<Guard> {
        let sources: Vec<_> = columns
            .iter()
            .filter_map(|name| self.source(name))
            .collect();
        let former: Option<Vec<String>> = sources
            .iter()
            .map(|(_, source)| match source {
                Source::Column { before, .. } if source.is_kept() => Some(before.name.clone()),
                _ => None,
            })
            .collect();
        if former.is_some_and(|set| self.table.before.uniques.contains(&set)) {
            return None;
        }
        let aliases: Vec<String> = (1..=sources.len()).map(|at| format!("value{at}")).collect();
        let values: Vec<String> = sources
            .iter()
            .zip(&aliases)
            .map(|((column, source), alias)| format!("{} AS {alias}", self.value(column, source)))
            .collect();
        let present: Vec<String> = aliases
            .iter()
            .map(|alias| format!("{alias} IS NOT NULL"))
            .collect();
        Some(Guard {
            reason: format!(
                "rows of `{}` would have the same `{}`: make them differ first",
                self.table_name(),
                columns.join("`, `")
            ),
            query: format!(
                "SELECT 1 FROM (SELECT {} FROM {}) AS rows_then WHERE {} GROUP BY {} HAVING count(*) > 1",
                values.join(", "),
                name(self.table_name()),
                present.join(" AND "),
                names(&aliases)
            ),
        })
    }

    fn refers(&self, key: &ForeignKey, plan: &Plan) -> Option<Guard> {
        let (column, source) = self.source(&key.column)?;
        let target = plan.former_name(&key.target);
        if let (Source::Column { before, .. }, Some(target)) = (source, target)
            && source.is_kept()
            && let Some(former) = self.table.before.foreign_key(&before.name)
            && former.target == target
        {
            return None;
        }
        if *source == Source::Null {
            return None;
        }
        let found = match target {
            Some(target) => format!(
                "NOT EXISTS (SELECT 1 FROM {0} AS target WHERE target.id = rows_then.value)",
                name(target)
            ),
            // A new table has no rows that one could refer to.
            None => "rows_then.value IS NOT NULL".to_owned(),
        };
        Some(Guard {
            reason: format!(
                "some rows of `{}` would refer by `{}` to rows of `{}` that do not exist: correct \
                 these rows first",
                self.table_name(),
                key.column,
                key.target
            ),
            query: format!(
                "SELECT 1 FROM (SELECT {} AS value FROM {}) AS rows_then WHERE rows_then.value IS NOT NULL AND {found}",
                self.value(column, source),
                name(self.table_name()),
            ),
        })
    }
}

/// Whether values that `before` allowed are not allowed by `after`, of like type.
fn is_narrower(before: &Column, after: &Column) -> bool {
    let tighter = |was: Option<Number>, is: Option<Number>, up: bool| match (was, is) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(was), Some(is)) => match compare(was, is) {
            Some(order) if up => order.is_lt(),
            Some(order) => order.is_gt(),
            None => true,
        },
    };
    let shorter = after
        .max_length
        .is_some_and(|most| before.max_length.is_none_or(|was| was > most));
    let fewer = match (&before.ty, &after.ty) {
        (Type::Enum(was), Type::Enum(is)) => !was.iter().all(|word| is.contains(word)),
        (_, Type::Enum(_)) => true,
        _ => false,
    };
    tighter(before.min, after.min, true)
        || tighter(before.max, after.max, false)
        || shorter
        || fewer
}

fn compare(one: Number, other: Number) -> Option<std::cmp::Ordering> {
    match (one, other) {
        (Number::Integer(one), Number::Integer(other)) => Some(one.cmp(&other)),
        (Number::Float(one), Number::Float(other)) => one.partial_cmp(&other),
        (Number::Decimal(one), Number::Decimal(other)) if one.places == other.places => {
            Some(one.scaled.cmp(&other.scaled))
        }
        _ => None,
    }
}
