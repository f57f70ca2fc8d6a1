//! What a later run has to know about an earlier one.

use std::collections::BTreeMap;

use super::templates::{Scope, TEMPLATES, model_target};
use crate::{
    spec::{Model, Spec},
    tree::Tree,
};

/// The file that lists the migrations.
const LIST: &str = "src/db/migrations.rs";

/// Whether generated files list these migrations and no others.
pub fn lists(base: &Tree, migrations: &[String]) -> bool {
    let lines = base.get(LIST).unwrap_or_default().lines();
    let listed = lines.filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","));
    listed.eq(migrations)
}

/// The files that each model had and has, where their paths differ: its module follows from its
/// name and its plural.
pub fn moves(last: &Spec, spec: &Spec) -> BTreeMap<String, String> {
    let mut moves = BTreeMap::new();
    for model in &spec.models {
        if let Some(former) = former(last, spec, model) {
            let rows = TEMPLATES
                .iter()
                .filter(|row| row.scope == Scope::Model && row.serves(spec.style));
            let paths = rows.map(|row| row.path);
            let pairs = paths.map(|path| (model_target(path, former), model_target(path, model)));
            moves.extend(pairs.filter(|(old, new)| old != new));
        }
    }
    moves
}

/// The model as it was: by its name, or by the one it had.
fn former<'a>(last: &'a Spec, spec: &Spec, model: &Model) -> Option<&'a Model> {
    let renamed = || {
        let name = model.renamed_from.as_deref()?;
        last.model(name).filter(|_| spec.model(name).is_none())
    };
    last.model(&model.name).or_else(renamed)
}
