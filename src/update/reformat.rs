//! Where formatting, not content, keeps two texts apart.

use std::collections::BTreeMap;

use super::{
    Error, Formatter, Input, lines,
    merge::{Merged, merge},
    plan::Case,
};
use crate::{
    project::format::CONFIG,
    tree::{self, Tree},
};

/// What is better than the plain merge of a file.
pub(super) enum Better {
    /// The user only formatted the file: the new text.
    Whole(String),
    /// The merge with the generated texts formatted as the user formats.
    Merged(Merged),
}

/// Looks again at the Rust files that conflict, and those that may differ by formatting only. All
/// are formatted as the user's `rustfmt.toml` says, in one batch.
pub(super) fn better<'a>(
    cases: &'a [Case],
    merges: &BTreeMap<&str, Merged>,
    input: &Input,
    format: Formatter,
) -> Result<BTreeMap<&'a str, Better>, Error> {
    let doubtful: Vec<Doubtful> = cases
        .iter()
        .filter_map(|case| Doubtful::of(case, merges))
        .collect();
    if doubtful.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut tree = Tree::new();
    if let Some(config) = input.mine.get(CONFIG).text() {
        tree.insert(CONFIG, config)?;
    }
    for file in &doubtful {
        file.stage(&mut tree)?;
    }
    let formatted = format(&tree)?;
    let better = doubtful
        .iter()
        .filter_map(|file| Some((file.path, file.better(&formatted, input)?)));
    Ok(better.collect())
}

/// A file that rustfmt may help with.
struct Doubtful<'a> {
    path: &'a str,
    base: &'a str,
    mine: &'a str,
    new: &'a str,
    clashes: usize,
}

impl<'a> Doubtful<'a> {
    fn of(case: &'a Case, merges: &BTreeMap<&str, Merged>) -> Option<Self> {
        let (base, mine, new) = case.three_ways()?;
        let path = case.path.as_str();
        let clashes = merges.get(path)?.clashes;
        let is_doubtful = path.ends_with(".rs") && (clashes > 0 || has_same_words(base, mine));
        is_doubtful.then_some(Self {
            path,
            base,
            mine,
            new,
            clashes,
        })
    }

    fn stage(&self, tree: &mut Tree) -> Result<(), tree::Error> {
        tree.insert(format!("base/{}", self.path), self.base)?;
        tree.insert(format!("mine/{}", self.path), lines::normal(self.mine))?;
        tree.insert(format!("new/{}", self.path), self.new)
    }

    fn better(&self, formatted: &Tree, input: &Input) -> Option<Better> {
        let base = formatted.get(&format!("base/{}", self.path))?;
        let mine = formatted.get(&format!("mine/{}", self.path))?;
        let new = formatted.get(&format!("new/{}", self.path))?;
        let is_formatted = mine == lines::normal(self.mine);
        if mine == base {
            let new = if is_formatted { new } else { self.new };
            let end = lines::usual_end(self.mine);
            return Some(Better::Whole(lines::with_end(new, end).into_owned()));
        }
        let merged = is_formatted.then(|| merge(base, self.mine, new, input.conflict))?;
        (merged.clashes < self.clashes).then_some(Better::Merged(merged))
    }
}

/// Formatting moves words, but makes none and drops none.
fn has_same_words(a: &str, b: &str) -> bool {
    let words = |text| {
        let is_letter = |c: char| c.is_alphanumeric() || c == '_';
        let mut words: Vec<&str> = str::split(text, |c| !is_letter(c)).collect();
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words
    };
    words(a) == words(b)
}
