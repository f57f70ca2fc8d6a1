//! What the two output streams can take.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use crate::error::Error;

/// Whether to colour: only on a terminal, and never with `NO_COLOR`.
pub fn has_colours(stream: &impl IsTerminal) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Writes to stdout. A reader that has seen enough, such as `head`, is not an error.
pub fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Stdout(error)),
        _ => Ok(()),
    }
}

/// Writes to stderr. Where that fails there is nobody left to tell.
pub fn warn(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// `1 model`, `2 models`.
pub fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}
