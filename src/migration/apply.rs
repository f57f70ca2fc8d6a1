//! A change, made to a schema.

use super::change::{Change, ColumnName, TableName};
use super::error::Misfit;
use super::schema::{Column, ForeignKey, Owner, Schema, Table};

type Result<T> = std::result::Result<T, Misfit>;

impl Schema {
    /// This schema after `changes`.
    ///
    /// # Errors
    /// The first change that does not fit.
    pub fn after(&self, changes: &[Change]) -> Result<Schema> {
        let mut schema = self.clone();
        changes.iter().try_for_each(|change| schema.apply(change))?;
        Ok(schema)
    }

    /// Makes one change.
    ///
    /// # Errors
    /// The change does not fit: what it is about is not there, is there already, or is not what
    /// the change takes it for. The schema is as it was.
    pub fn apply(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::CreateTable(table) => self.create(table),
            Change::DropTable(table) => self.drop(table),
            Change::RenameTable { from, to } => self.rename(from, to),
            Change::AddColumn { table, column, .. } => self.find(table)?.add_column(column),
            Change::DropColumn { table, column } => self.find(table)?.drop_column(column),
            Change::RenameColumn { table, from, to } => self.find(table)?.rename_column(from, to),
            Change::ChangeColumn {
                table, from, to, ..
            } => self.find(table)?.change_column(from, to),
            Change::AddUnique { table, columns } => {
                let table = self.find(table)?;
                table.has_all(columns)?;
                add(&mut table.uniques, columns.clone(), "unique")
            }
            Change::DropUnique { table, columns } => {
                remove(&mut self.find(table)?.uniques, columns, "unique")
            }
            Change::AddIndex { table, columns } => {
                let table = self.find(table)?;
                table.has_all(columns)?;
                add(&mut table.indexes, columns.clone(), "index")
            }
            Change::DropIndex { table, columns } => {
                remove(&mut self.find(table)?.indexes, columns, "index")
            }
            Change::AddForeignKey { table, key } => self.add_foreign_key(table, key),
            Change::DropForeignKey { table, key } => {
                remove(&mut self.find(table)?.foreign_keys, key, "reference")
            }
        }
    }

    fn find(&mut self, name: &str) -> Result<&mut Table> {
        let table = self.tables.iter_mut().find(|table| table.name == name);
        table.ok_or_else(|| Misfit(format!("there is no table `{name}`")))
    }

    fn create(&mut self, table: &Table) -> Result<()> {
        self.is_free(&table.name)?;
        self.is_unowned(&table.owner)?;
        for key in &table.foreign_keys {
            if key.target != table.name && self.table(&key.target).is_none() {
                return Err(Misfit(format!("there is no table `{}`", key.target)));
            }
        }
        self.tables.push(table.clone());
        Ok(())
    }

    fn drop(&mut self, table: &Table) -> Result<()> {
        if !self.find(&table.name)?.is_same(table) {
            return Err(Misfit(format!("`{}` has changed", table.name)));
        }
        let refers = |other: &&Table| {
            let mut keys = other.foreign_keys.iter();
            other.name != table.name && keys.any(|key| key.target == table.name)
        };
        if let Some(other) = self.tables.iter().find(refers) {
            return Err(Misfit(format!(
                "`{}` refers to `{}`",
                other.name, table.name
            )));
        }
        self.tables.retain(|other| other.name != table.name);
        Ok(())
    }

    fn rename(&mut self, from: &TableName, to: &TableName) -> Result<()> {
        if from.name != to.name {
            self.is_free(&to.name)?;
        }
        if from.owner != to.owner {
            self.is_unowned(&to.owner)?;
        }
        let table = self.find(&from.name)?;
        if table.owner != from.owner {
            return Err(Misfit(format!("`{}` stores something else", from.name)));
        }
        (table.name, table.owner) = (to.name.clone(), to.owner.clone());
        for key in self
            .tables
            .iter_mut()
            .flat_map(|table| &mut table.foreign_keys)
        {
            rename(&mut key.target, &from.name, &to.name);
        }
        Ok(())
    }

    fn add_foreign_key(&mut self, table: &str, key: &ForeignKey) -> Result<()> {
        if self.table(&key.target).is_none() {
            return Err(Misfit(format!("there is no table `{}`", key.target)));
        }
        let table = self.find(table)?;
        table.has_all(std::slice::from_ref(&key.column))?;
        if table.foreign_key(&key.column).is_some() {
            return Err(Misfit(format!("`{}` refers already", key.column)));
        }
        table.foreign_keys.push(key.clone());
        Ok(())
    }

    fn is_free(&self, name: &str) -> Result<()> {
        match self.table(name) {
            Some(_) => Err(Misfit(format!("there is a table `{name}` already"))),
            None => Ok(()),
        }
    }

    fn is_unowned(&self, owner: &Owner) -> Result<()> {
        match self.tables.iter().find(|table| table.owner == *owner) {
            Some(table) => Err(Misfit(format!("`{}` stores that already", table.name))),
            None => Ok(()),
        }
    }
}

impl Table {
    /// Whether both are the same, up to the order of what they consist of.
    pub fn is_same(&self, other: &Table) -> bool {
        self.name == other.name
            && self.owner == other.owner
            && self.primary_key == other.primary_key
            && same(&self.columns, &other.columns)
            && same(&self.uniques, &other.uniques)
            && same(&self.foreign_keys, &other.foreign_keys)
            && same(&self.indexes, &other.indexes)
    }

    fn has_all(&self, columns: &[String]) -> Result<()> {
        match columns.iter().find(|name| self.column(name).is_none()) {
            Some(name) => Err(self.misses(name)),
            None => Ok(()),
        }
    }

    fn misses(&self, column: &str) -> Misfit {
        Misfit(format!("`{}` has no column `{column}`", self.name))
    }

    fn add_column(&mut self, column: &Column) -> Result<()> {
        self.has_free(&column.name)?;
        self.columns.push(column.clone());
        Ok(())
    }

    fn has_free(&self, column: &str) -> Result<()> {
        match self.column(column) {
            Some(_) => Err(Misfit(format!(
                "`{}` has a column `{column}` already",
                self.name
            ))),
            None => Ok(()),
        }
    }

    fn drop_column(&mut self, column: &Column) -> Result<()> {
        let at = self.position(column)?;
        let mut sets = self.uniques.iter().chain(&self.indexes);
        if self.foreign_key(&column.name).is_some() || sets.any(|set| set.contains(&column.name)) {
            return Err(Misfit(format!(
                "an index or a reference of `{}` needs `{}`",
                self.name, column.name
            )));
        }
        self.columns.remove(at);
        Ok(())
    }

    fn change_column(&mut self, from: &Column, to: &Column) -> Result<()> {
        let at = self.position(from)?;
        if from.name != to.name {
            return Err(Misfit(format!("`{}` is not `{}`", from.name, to.name)));
        }
        self.columns[at] = to.clone();
        Ok(())
    }

    fn position(&self, column: &Column) -> Result<usize> {
        let at = self.columns.iter().position(|own| own.name == column.name);
        let at = at.ok_or_else(|| self.misses(&column.name))?;
        match self.columns[at] == *column {
            true => Ok(at),
            false => Err(Misfit(format!(
                "`{}` of `{}` has changed",
                column.name, self.name
            ))),
        }
    }

    fn rename_column(&mut self, from: &ColumnName, to: &ColumnName) -> Result<()> {
        if from.name != to.name {
            self.has_free(&to.name)?;
        }
        let column = self.columns.iter_mut().find(|own| own.name == from.name);
        let Some(column) = column.filter(|own| own.field == from.field) else {
            return Err(self.misses(&from.name));
        };
        (column.name, column.field) = (to.name.clone(), to.field.clone());
        let keys = self.foreign_keys.iter_mut().map(|key| &mut key.column);
        let sets = self.uniques.iter_mut().chain(&mut self.indexes).flatten();
        for name in keys.chain(sets).chain(&mut self.primary_key) {
            rename(name, &from.name, &to.name);
        }
        Ok(())
    }
}

fn rename(name: &mut String, from: &str, to: &str) {
    if name == from {
        to.clone_into(name);
    }
}

fn same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|item| other.contains(item))
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T, what: &str) -> Result<()> {
    if list.contains(&item) {
        return Err(Misfit(format!("it has this {what} already")));
    }
    list.push(item);
    Ok(())
}

fn remove<T: PartialEq>(list: &mut Vec<T>, item: &T, what: &str) -> Result<()> {
    let at = list.iter().position(|own| own == item);
    let at = at.ok_or_else(|| Misfit(format!("it has no such {what}")))?;
    list.remove(at);
    Ok(())
}
