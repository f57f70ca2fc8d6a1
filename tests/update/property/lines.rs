//! A text as a bag of lines.

use std::collections::BTreeMap;

/// How often each line is there.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines<'a>(BTreeMap<&'a str, isize>);

pub fn lines(text: &str) -> Lines<'_> {
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        *lines.entry(line).or_default() += 1;
    }
    Lines(lines)
}

impl Lines<'_> {
    pub fn count(&self, line: &str) -> isize {
        self.0.get(line).copied().unwrap_or_default()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, isize)> {
        self.0.iter().map(|(line, count)| (*line, *count))
    }
}

/// How often each line would be there with the changes of both other texts to a base.
pub fn both_changes<'a>([base, mine, new]: &[Lines<'a>; 3]) -> Lines<'a> {
    let mut counts = BTreeMap::new();
    for (lines, sign) in [(base, -1), (mine, 1), (new, 1)] {
        for (line, count) in &lines.0 {
            *counts.entry(*line).or_default() += sign * count;
        }
    }
    counts.retain(|_, count| *count != 0);
    Lines(counts)
}
