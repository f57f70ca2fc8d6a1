//! `scaffold check`.

use std::path::Path;

use crate::{
    cli::Check,
    error::Error,
    migration::{self, History},
    saved,
    spec::{self, Spec},
    terminal,
};

/// Checks a spec, and in a project whether its migrations are in one line. Problems are an error.
pub fn run(args: &Check) -> Result<(), Error> {
    let spec = spec::load_file(&args.spec)?;
    check_history(args.spec.parent().unwrap_or(Path::new("")), &spec)?;
    let fields: usize = spec.models.iter().map(|model| model.fields.len()).sum();
    terminal::print(&format!(
        "{}: ok, {}, {}\n",
        args.spec.display(),
        terminal::count(spec.models.len(), "model"),
        terminal::count(fields, "field"),
    ))
}

/// Says which renames no migration needs any more.
fn check_history(dir: &Path, spec: &Spec) -> Result<(), Error> {
    let recorded = saved::migrations(dir)?;
    if recorded.is_empty() {
        return Ok(());
    }
    let schema = History::parse(&recorded)?.schema()?;
    for target in migration::spent_renames(&schema, spec) {
        terminal::warn(&format!(
            "note: the `renamed_from` of `{target}` has done its work and can go\n"
        ));
    }
    Ok(())
}
