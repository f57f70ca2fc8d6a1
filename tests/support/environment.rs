//! What a run of the tests is asked for.

use std::{env, str::FromStr};

/// A number from an environment variable, or the default.
pub fn number<T: FromStr>(name: &str, default: T) -> T {
    let Ok(text) = env::var(name) else {
        return default;
    };
    text.parse()
        .unwrap_or_else(|_| panic!("{name} is no number: {text}"))
}
