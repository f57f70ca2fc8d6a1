//! Where the rows of each table that stays get their values from, over all changes of a migration.

use super::cast::Cast;
use super::change::Change;
use super::error::Misfit;
use super::neutral::neutral;
use super::schema::{Column, Schema, Table, Type};
use crate::spec::model::IdType;
use crate::spec::value::DefaultValue;

/// The tables that are there before and after a migration.
pub struct Plan {
    /// In the order of the schema before.
    pub tables: Vec<TablePlan>,
}

/// A table that stays.
pub struct TablePlan {
    /// As it was.
    pub before: Table,
    /// As it is.
    pub after: Table,
    /// Where each column of `after` gets its values, in their order.
    pub sources: Vec<Source>,
}

/// Where a column gets its values in the rows that exist.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// From the column that it was.
    Column {
        /// As it was.
        before: Box<Column>,
        /// How its type changes.
        cast: Cast,
        /// What takes the place of `NULL`.
        fill: Option<DefaultValue>,
    },
    /// The same value in all rows.
    Fill(DefaultValue),
    /// Another value in each row, made from its id, which is of this type.
    Distinct(IdType),
    /// There is none.
    Null,
}

impl Source {
    /// Whether values are carried over as they are.
    pub fn is_kept(&self) -> bool {
        matches!(
            self,
            Source::Column {
                cast: Cast::Keep,
                fill: None,
                ..
            }
        )
    }

    /// Of a new column of `table`, as [`Change::AddColumn`] says.
    pub fn of_new(
        table: &Table,
        column: &Column,
        fill: Option<&DefaultValue>,
        is_unique: bool,
    ) -> Source {
        let given = || column.default.clone().filter(|_| !column.nullable);
        match fill.cloned().or_else(given) {
            Some(value) => Source::Fill(value),
            None if column.nullable => Source::Null,
            None => match (neutral(column), &column.ty) {
                (None, _) => Source::Null,
                (Some(word), Type::Boolean | Type::Enum(_)) => Source::Fill(word),
                (Some(_), _) if is_unique => Source::Distinct(table.id_type()),
                (Some(value), _) => Source::Fill(value),
            },
        }
    }
}

/// Whether `columns` alone is unique in the end.
pub fn becomes_unique(changes: &[Change], table: &str, column: &str) -> bool {
    changes.iter().any(|change| match change {
        Change::AddUnique {
            table: own,
            columns,
        } => own == table && columns[..] == [column],
        _ => false,
    })
}

impl Plan {
    /// Follows `changes` from the schema `before`.
    ///
    /// # Errors
    /// A change does not fit, or changes a type into one that its values do not convert to.
    pub fn of(before: &Schema, changes: &[Change]) -> Result<Plan, Misfit> {
        let after = before.after(changes)?;
        let mut tracks: Vec<Track> = before.tables.iter().map(Track::of).collect();
        for change in changes {
            if let Some(track) = tracks.iter_mut().find(|track| track.is_about(change)) {
                track.follow(change, changes);
            }
        }
        let kept = tracks.into_iter().filter(|track| !track.dropped);
        let tables = kept.map(|track| track.finish(&after));
        Ok(Plan {
            tables: tables.collect::<Result<_, _>>()?,
        })
    }

    /// What a table that stays was called before.
    pub fn former_name(&self, after: &str) -> Option<&str> {
        let table = self.tables.iter().find(|table| table.after.name == after)?;
        Some(&table.before.name)
    }
}

impl TablePlan {
    /// The columns of `after` and where they get their values.
    pub fn columns(&self) -> impl Iterator<Item = (&Column, &Source)> {
        self.after.columns.iter().zip(&self.sources)
    }

    /// The columns of `before` that are gone.
    pub fn dropped(&self) -> impl Iterator<Item = &Column> {
        let is_kept = |name: &str| {
            self.sources.iter().any(|source| match source {
                Source::Column { before, .. } => before.name == name,
                _ => false,
            })
        };
        let columns = self.before.columns.iter();
        columns.filter(move |column| !is_kept(&column.name))
    }
}

/// A table on its way through the changes.
struct Track<'a> {
    before: &'a Table,
    name: String,
    dropped: bool,
    columns: Vec<(String, Origin)>,
}

enum Origin {
    Column {
        before: Box<Column>,
        fill: Option<DefaultValue>,
    },
    New(Source),
}

impl<'a> Track<'a> {
    fn of(table: &'a Table) -> Track<'a> {
        let columns = table.columns.iter().map(|column| {
            let origin = Origin::Column {
                before: Box::new(column.clone()),
                fill: None,
            };
            (column.name.clone(), origin)
        });
        Track {
            before: table,
            name: table.name.clone(),
            dropped: false,
            columns: columns.collect(),
        }
    }

    fn is_about(&self, change: &Change) -> bool {
        !self.dropped && self.name == change.table()
    }

    fn follow(&mut self, change: &Change, all: &[Change]) {
        match change {
            Change::DropTable(_) => self.dropped = true,
            Change::RenameTable { to, .. } => self.name.clone_from(&to.name),
            Change::AddColumn {
                table,
                column,
                fill,
            } => {
                let is_unique = becomes_unique(all, table, &column.name);
                let source = Source::of_new(self.before, column, fill.as_ref(), is_unique);
                self.columns
                    .push((column.name.clone(), Origin::New(source)));
            }
            Change::DropColumn { column, .. } => {
                self.columns.retain(|(name, _)| *name != column.name);
            }
            Change::RenameColumn { from, to, .. } => {
                for (name, _) in &mut self.columns {
                    if *name == from.name {
                        name.clone_from(&to.name);
                    }
                }
            }
            Change::ChangeColumn {
                to, fill: value, ..
            } => {
                for (name, origin) in &mut self.columns {
                    if let Origin::Column { fill, .. } = origin
                        && *name == to.name
                    {
                        *fill = value.clone().or_else(|| fill.take());
                    }
                }
            }
            _ => {}
        }
    }

    fn finish(self, after: &Schema) -> Result<TablePlan, Misfit> {
        let gone = || Misfit(format!("there is no table `{}`", self.name));
        let after = after.table(&self.name).ok_or_else(gone)?;
        let mut sources = Vec::new();
        for column in &after.columns {
            let origin = self.columns.iter().find(|(name, _)| *name == column.name);
            sources.push(match origin {
                Some((_, Origin::New(source))) => source.clone(),
                Some((_, Origin::Column { before, fill })) => Source::Column {
                    before: before.clone(),
                    cast: Cast::between(&before.ty, &column.ty).ok_or_else(|| {
                        Misfit(format!(
                            "`{}` of `{}` cannot become `{}` from `{}`",
                            column.name, self.name, column.ty, before.ty
                        ))
                    })?,
                    fill: fill.clone(),
                },
                None => Source::Null,
            });
        }
        Ok(TablePlan {
            before: self.before.clone(),
            after: after.clone(),
            sources,
        })
    }
}
