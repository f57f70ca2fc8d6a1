//! Which table and column of the old schema is which of the new one: by name, or by
//! `renamed_from`, and never by a guess.

use super::schema::{Column, ForeignKey, Owner, Schema, Table};
use super::target::Target;
use crate::spec::field::Field;
use crate::spec::model::{Model, Spec};

/// What two schemas have in common, and what only one of them has.
pub struct Pairs<'a> {
    /// Tables of both.
    pub kept: Vec<Pair<'a>>,
    /// Tables of the old schema alone.
    pub dropped: Vec<&'a Table>,
    /// Tables of the new schema alone.
    pub created: Vec<&'a Table>,
}

/// A table that both schemas have.
pub struct Pair<'a> {
    /// As it was.
    pub old: &'a Table,
    /// As it is.
    pub new: &'a Table,
    /// Its columns of both schemas.
    pub columns: Vec<(&'a Column, &'a Column)>,
}

impl<'a> Pairs<'a> {
    /// Compares the schema `old` with `new`, which is that of `spec`.
    pub fn of(old: &'a Schema, new: &'a Schema, spec: &Spec) -> Pairs<'a> {
        let (mut kept, mut created) = (Vec::new(), Vec::new());
        for table in &new.tables {
            match former_table(old, new, spec, table) {
                Some(former) => kept.push(Pair::of(former, table, spec)),
                None => created.push(table),
            }
        }
        let is_kept = |table: &&Table| kept.iter().any(|pair| pair.old.name == table.name);
        let dropped = old.tables.iter().filter(|table| !is_kept(table)).collect();
        Pairs {
            kept,
            dropped,
            created,
        }
    }

    /// What a table of the old schema is called now, if it is still there.
    pub fn new_name(&self, old: &str) -> Option<&'a str> {
        let pair = self.kept.iter().find(|pair| pair.old.name == old)?;
        Some(&pair.new.name)
    }
}

impl<'a> Pair<'a> {
    fn of(old: &'a Table, new: &'a Table, spec: &Spec) -> Pair<'a> {
        let columns = match &new.owner {
            // Their names follow from those of the models; their places say which is which.
            Owner::Link { .. } => old.columns.iter().zip(&new.columns).collect(),
            Owner::Model(model) => {
                let model = spec.model(model);
                let former =
                    |column: &'a Column| Some((former_column(old, model, column)?, column));
                new.columns.iter().filter_map(former).collect()
            }
        };
        Pair { old, new, columns }
    }

    /// What a column of the old table is called now, if it is still there.
    pub fn new_name(&self, old: &str) -> Option<&'a str> {
        let pair = self.columns.iter().find(|(own, _)| own.name == old)?;
        Some(&pair.1.name)
    }

    /// The columns of the old table alone.
    pub fn dropped(&self) -> impl Iterator<Item = &'a Column> {
        let is_kept = |column: &Column| self.columns.iter().any(|(old, _)| old.name == column.name);
        self.old
            .columns
            .iter()
            .filter(move |column| !is_kept(column))
    }

    /// The columns of the new table alone.
    pub fn added(&self) -> impl Iterator<Item = &'a Column> {
        let is_kept = |column: &Column| self.columns.iter().any(|(_, new)| new.name == column.name);
        self.new
            .columns
            .iter()
            .filter(move |column| !is_kept(column))
    }
}

/// Every `renamed_from` of `spec` that does nothing, since `old` knows the new name already, or
/// does not know the former one: it can be removed.
pub fn spent_renames(old: &Schema, spec: &Spec) -> Vec<Target> {
    let mut spent = Vec::new();
    for model in &spec.models {
        let table = former_model(old, model);
        if model.renamed_from.is_some() && is_own_name(table, &model.name) {
            spent.push(Target::Model(model.name.clone()));
        }
        for field in &model.fields {
            let Some(from) = &field.renamed_from else {
                continue;
            };
            let former = |name: &str| has_field(old, table, name);
            if former(&field.name) || !former(from) {
                spent.push(Target::field(&model.name, &field.name));
            }
        }
    }
    spent
}

/// Whether a rename of the model does nothing: it has this name already, or is new.
fn is_own_name(table: Option<&Table>, name: &str) -> bool {
    match table.map(|table| &table.owner) {
        Some(Owner::Model(former)) => former == name,
        _ => true,
    }
}

fn has_field(old: &Schema, table: Option<&Table>, field: &str) -> bool {
    let Some(table) = table else {
        return false;
    };
    let is_column = table.columns.iter().any(|column| column.label() == field);
    is_column || link(old, &table.owner, field).is_some()
}

/// What stored the model's records.
fn former_model<'a>(old: &'a Schema, model: &Model) -> Option<&'a Table> {
    let renamed = || old.model(model.renamed_from.as_deref()?);
    old.model(&model.name).or_else(renamed)
}

fn former_table<'a>(
    old: &'a Schema,
    new: &Schema,
    spec: &Spec,
    table: &Table,
) -> Option<&'a Table> {
    match &table.owner {
        Owner::Model(model) => {
            let former = former_model(old, spec.model(model)?)?;
            let is_kept = !table.owner.is_system() || refers_alike(old, former, new, table, spec);
            is_kept.then_some(former)
        }
        Owner::Link { model, field } => {
            let model = spec.model(model)?;
            let owner = &former_model(old, model)?.owner;
            let renamed = || link(old, owner, model.field(field)?.renamed_from.as_deref()?);
            let former = link(old, owner, field).or_else(renamed)?;
            links_alike(old, former, new, table, spec).then_some(former)
        }
    }
}

/// The link table of a field of the model that `owner` is.
fn link<'a>(old: &'a Schema, owner: &Owner, field: &str) -> Option<&'a Table> {
    let Owner::Model(model) = owner else {
        return None;
    };
    let owner = Owner::Link {
        model: model.clone(),
        field: field.to_owned(),
    };
    old.tables.iter().find(|table| table.owner == owner)
}

/// Whether both link tables link to the same model, by whatever name.
pub fn links_alike(old: &Schema, former: &Table, new: &Schema, table: &Table, spec: &Spec) -> bool {
    let was = former.foreign_keys.get(1).and_then(|key| target(old, key));
    let is = table.foreign_keys.get(1).and_then(|key| target(new, key));
    was.is_some() && was == is.and_then(formerly(old, spec))
}

/// Whether all references of a table are to the same models as before, by whatever names. What
/// belongs to an account must not pass to a record of another model that has the same id.
fn refers_alike(old: &Schema, former: &Table, new: &Schema, table: &Table, spec: &Spec) -> bool {
    table.foreign_keys.iter().all(|key| {
        let was = former.foreign_key(&key.column);
        let was = was.and_then(|was| target(old, was));
        was.is_none() || was == target(new, key).and_then(formerly(old, spec))
    })
}

fn target<'a>(schema: &'a Schema, key: &ForeignKey) -> Option<&'a Owner> {
    Some(&schema.table(&key.target)?.owner)
}

/// What stored the records of the model that has a table now.
fn formerly<'a>(old: &'a Schema, spec: &Spec) -> impl Fn(&Owner) -> Option<&'a Owner> {
    move |owner| match owner {
        Owner::Model(model) => Some(&former_model(old, spec.model(model)?)?.owner),
        Owner::Link { .. } => None,
    }
}

fn former_column<'a>(old: &'a Table, model: Option<&Model>, column: &Column) -> Option<&'a Column> {
    let find = |name: &str| old.columns.iter().find(|column| column.label() == name);
    let field = || -> Option<&Field> { model?.field(column.field.as_deref()?) };
    find(column.label()).or_else(|| find(field()?.renamed_from.as_deref()?))
}
