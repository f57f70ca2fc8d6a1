//! `scaffold schema`.

use crate::{error::Error, spec, terminal};

/// Prints the JSON Schema of the spec.
pub fn run() -> Result<(), Error> {
    terminal::print(&spec::json_schema())
}
