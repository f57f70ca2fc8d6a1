//! The words of the command line as one text, so that a problem can point at one of them.

use std::ops::Range;

use crate::problem::{Problem, Problems};

/// The words, joined by spaces.
pub struct CommandLine {
    text: String,
    places: Vec<Range<usize>>,
}

impl CommandLine {
    /// The command and its arguments.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut line = Self {
            text: String::new(),
            places: Vec::new(),
        };
        for word in words {
            if !line.text.is_empty() {
                line.text.push(' ');
            }
            let start = line.text.len();
            line.text.push_str(word);
            line.places.push(start..line.text.len());
        }
        line
    }

    /// The words with their places.
    pub fn words(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let word = |place: &Range<usize>| (&self.text[place.clone()], place.clone());
        self.places.iter().map(word)
    }

    /// Problems with the words.
    pub fn problems(&self, list: Vec<Problem>) -> Problems {
        Problems::new("command line", &self.text, list)
    }
}
