//! What commands tell the user beside their result, on stderr.

use crate::{
    terminal,
    update::{BESIDE, Recovery},
};

/// Why the code may look rough.
pub fn no_rustfmt() {
    terminal::warn(
        "note: there is no working `rustfmt`, so the Rust files are not formatted; \
         `rustup component add rustfmt` installs it, then run `cargo fmt` in the project\n",
    );
}

/// Files that were edited while they should have been written.
pub fn edited_meanwhile(recovery: &Recovery) {
    for path in &recovery.beside {
        terminal::warn(&format!(
            "note: `{path}` was edited meanwhile; its new text is in `{path}{BESIDE}`\n"
        ));
    }
    for path in &recovery.kept {
        terminal::warn(&format!("note: `{path}` was edited meanwhile, and stays\n"));
    }
}
