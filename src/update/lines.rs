//! Line ends: a merge compares text without carriage returns, and what the user has is kept.

use std::borrow::Cow;

/// Text as it is compared: its lines end with `\n`.
pub fn normal(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n")),
        false => Cow::Borrowed(text),
    }
}

/// Whether some carriage return ends no line, so that lines are not what they seem.
pub fn has_lone_returns(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut returns = text.match_indices('\r');
    returns.any(|(at, _)| bytes.get(at + 1) != Some(&b'\n'))
}

/// The line end that most lines of a text have.
pub fn usual_end(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    match 2 * text.matches("\r\n").count() > all {
        true => "\r\n",
        false => "\n",
    }
}

/// A text with `\n` as its line end, with another one.
pub fn with_end<'a>(text: &'a str, end: &str) -> Cow<'a, str> {
    match end {
        "\n" => Cow::Borrowed(text),
        end => Cow::Owned(text.replace('\n', end)),
    }
}
