//! `scaffold check`.

use crate::{cli::Check, error::Error, spec, terminal};

/// Checks a spec. Its problems are an error.
pub fn run(args: &Check) -> Result<(), Error> {
    let spec = spec::load_file(&args.spec)?;
    let fields: usize = spec.models.iter().map(|model| model.fields.len()).sum();
    terminal::print(&format!(
        "{}: ok, {}, {}\n",
        args.spec.display(),
        terminal::count(spec.models.len(), "model"),
        terminal::count(fields, "field"),
    ))
}
