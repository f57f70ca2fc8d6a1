//! The styles that this version writes.

use crate::{error::Error, spec::Style};

/// Refuses a style that is known, but not written yet.
///
/// # Errors
/// Such a style.
pub fn check(style: Style) -> Result<(), Error> {
    match style.is_offered() {
        true => Ok(()),
        false => Err(Error::Style(style)),
    }
}
