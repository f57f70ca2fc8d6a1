//! A random pair of specs with what it means.

use std::collections::BTreeSet;

use scaffold::migration::{Change, Dialect, Schema, Target, diff, reverse};
use scaffold::spec::{self, Spec};

use crate::pair::{Draft, Pair, Style};

/// A pair with what it means.
pub struct Case {
    pub seed: u64,
    pair: Pair,
    pub old: Spec,
    pub new: Spec,
    pub before: Schema,
    pub after: Schema,
    pub changes: Vec<Change>,
}

/// A column that both specs have.
pub struct Same {
    /// Its table and its name.
    pub old: [String; 2],
    pub new: [String; 2],
    pub is_of_one_type: bool,
    /// In the new spec.
    pub is_optional: bool,
}

impl Case {
    pub fn of(seed: u64) -> Option<Case> {
        let pair = Pair::random(seed);
        let load = |draft: &Draft| spec::load(&draft.yaml(), "scaffold.yaml").ok();
        let (old, new) = (load(&pair.old)?, load(&pair.new)?);
        let (before, after) = (Schema::of(&old), Schema::of(&new));
        let undecided = diff(&before, &new, &BTreeSet::new())
            .err()
            .unwrap_or_default();
        let drops: BTreeSet<Target> = undecided
            .vanished
            .into_iter()
            .map(|question| question.target)
            .collect();
        for target in &drops {
            assert_eq!(target.to_string().parse().as_ref(), Ok(target));
        }
        for gone in pair.old.gone(&pair.new) {
            let target = gone.parse().unwrap();
            assert!(
                drops.contains(&target),
                "seed {seed}: {gone} goes without a question"
            );
        }
        let changes = diff(&before, &new, &drops).ok()?;
        Some(Case {
            seed,
            pair,
            old,
            new,
            before,
            after,
            changes,
        })
    }

    pub fn up(&self, dialect: Dialect) -> String {
        dialect.write(&self.before, &self.changes).unwrap()
    }

    pub fn down(&self, dialect: Dialect) -> String {
        let after = self.before.after(&self.changes).unwrap();
        dialect.write(&after, &reverse(&self.changes)).unwrap()
    }

    /// The tables that the style of both specs brings along, if it is for the same identity.
    fn system_tables(&self) -> impl Iterator<Item = (usize, (String, String))> {
        let is_same = self.pair.old.style == self.pair.new.style;
        let tables = self.before.tables.iter();
        let tables = tables.filter(move |table| is_same && table.owner.is_system());
        tables.map(|table| (0, (table.name.clone(), table.name.clone())))
    }

    /// Whether what belongs to an account is nobody's any more.
    pub fn has_other_identity(&self) -> bool {
        let both = (self.pair.old.style, self.pair.new.style);
        matches!(both, (Style::Full, Style::Own) | (Style::Own, Style::Full))
    }

    /// The tables of models, and of links to the same model, that both specs have: before and after.
    pub fn tables(&self) -> Vec<(usize, (String, String))> {
        let mut tables: Vec<_> = self.system_tables().collect();
        for model in &self.pair.old.models {
            let Some(now) = self.pair.new.model(model.number) else {
                continue;
            };
            let (old, new) = (self.old.model(&model.name), self.new.model(&now.name));
            let (old, new) = (old.unwrap(), new.unwrap());
            tables.push((model.number, (old.table.clone(), new.table.clone())));
            for field in &model.fields {
                let same = now.fields.iter().find(|other| other.number == field.number);
                let Some(same) = same.filter(|same| same.kind.is_many() && same.kind == field.kind)
                else {
                    continue;
                };
                let (old, new) = (old.field(&field.name), new.field(&same.name));
                let (old, new) = (old.unwrap().many().unwrap(), new.unwrap().many().unwrap());
                tables.push((field.number, (old.table.clone(), new.table.clone())));
            }
        }
        tables
    }

    /// The columns that both specs have.
    pub fn columns(&self) -> Vec<Same> {
        let mut columns = Vec::new();
        for model in &self.pair.old.models {
            for field in &model.fields {
                let Some((now, is)) = self.pair.new.field(field.number) else {
                    continue;
                };
                if field.kind.is_many() || is.kind.is_many() {
                    continue;
                }
                let (old, new) = (self.old.model(&model.name), self.new.model(&now.name));
                let (old, new) = (old.unwrap(), new.unwrap());
                let was = old.field(&field.name).unwrap();
                let is_now = new.field(&is.name).unwrap();
                columns.push(Same {
                    old: [old.table.clone(), was.column.clone()],
                    new: [new.table.clone(), is_now.column.clone()],
                    is_of_one_type: field.kind == is.kind,
                    is_optional: is.optional,
                });
            }
        }
        columns
    }
}
