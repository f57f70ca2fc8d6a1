//! Deciding what happens to each file.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Action, Before, Conflict, Error, FileUpdate, Mine, Moves, OnDisk, Update, lines,
    merge::{Merged, merge},
    moves,
    reformat::{self, Better},
};
use crate::{project::format, tree::Tree};

/// Formats the Rust files of a tree by its `rustfmt.toml`, and leaves out those that rustfmt does
/// not accept: [`format::accepted`].
pub type Formatter<'a> = &'a mut dyn FnMut(&Tree) -> Result<Tree, format::Error>;

/// What a plan is made from.
pub struct Input<'a> {
    /// The files as they were generated last.
    pub base: &'a Tree,
    /// The user's files, at least at the paths of `base` and `new`.
    pub mine: &'a Mine,
    /// The files as they are generated now.
    pub new: &'a Tree,
    /// Files of renamed models.
    pub moves: &'a Moves,
    /// What to do about contradictions within a file.
    pub conflict: Conflict,
    /// Deleted files that the user wants back.
    pub restore: &'a BTreeSet<String>,
}

/// Plans the update of a project. Pure, but for `format`, which is called at most once and only
/// where formatting may be what keeps two texts apart.
///
/// # Errors
/// [`Error::NotDeleted`], and what `format` says.
pub fn plan(input: &Input, format: Formatter) -> Result<Update, Error> {
    let cases = cases(input);
    for path in input.restore {
        if !cases.iter().any(|case| case.is_restored(path)) {
            return Err(Error::NotDeleted(path.clone()));
        }
    }
    let mut merges: BTreeMap<&str, Merged> = BTreeMap::new();
    for case in &cases {
        if let Some((base, mine, new)) = case.three_ways() {
            merges.insert(&case.path, merge(base, mine, new, input.conflict));
        }
    }
    let mut better = reformat::better(&cases, &merges, input, format)?;
    let files = cases.iter().map(|case| {
        let path = case.path.as_str();
        case.decide(merges.remove(path), better.remove(path), input)
    });
    Ok(Update {
        files: files.collect(),
    })
}

/// The three states of a file.
pub(super) struct Case<'a> {
    pub path: String,
    moved_from: Option<String>,
    base: Option<Cow<'a, str>>,
    mine: &'a OnDisk,
    new: Option<Cow<'a, str>>,
    /// Whether texts can be merged line by line.
    has_lines: bool,
    restore: bool,
}

fn cases<'a>(input: &'a Input) -> Vec<Case<'a>> {
    let sources = moves::by_target(input.moves, input.base, input.mine, input.new);
    let left: BTreeSet<&str> = sources.values().map(String::as_str).collect();
    let trees = [input.base, input.new].into_iter();
    let paths: BTreeSet<&str> = trees.flat_map(Tree::iter).map(|(path, _)| path).collect();
    let is_left = |path: &str| left.contains(path) || *input.mine.get(path) == OnDisk::Absent;
    let here = paths
        .into_iter()
        .filter(|path| input.new.get(path).is_some() || !is_left(path));
    here.map(|path| {
        let source = sources.get(path).map(String::as_str);
        let from = source.filter(|old| *input.mine.get(old) != OnDisk::Absent);
        let base = match source {
            Some(old) => input.base.get(old),
            None if left.contains(path) => None,
            None => input.base.get(path),
        };
        let mine = match from {
            Some(old) => input.mine.get(old),
            None if left.contains(path) => &OnDisk::Absent,
            None => input.mine.get(path),
        };
        let new = input.new.get(path);
        let is_plain = |text: Option<&str>| !text.is_some_and(lines::has_lone_returns);
        Case {
            path: path.to_owned(),
            moved_from: from.map(str::to_owned),
            has_lines: is_plain(base) && is_plain(new),
            base: base.map(lines::normal),
            mine,
            new: new.map(lines::normal),
            restore: input.restore.contains(path),
        }
    })
    .collect()
}

/// What the table says about a file.
enum Row<'a> {
    Is(Action),
    ThreeWay(&'a str, &'a str, &'a str),
}

impl Case<'_> {
    fn row(&self) -> Row<'_> {
        let base = self.base.as_deref();
        let is_base = base.is_some_and(|base| self.mine.is(base));
        let Some(new) = self.new.as_deref() else {
            return Row::Is(match is_base {
                true => Action::Delete,
                false => Action::KeepOrphan,
            });
        };
        match (self.mine, base) {
            (OnDisk::Absent, None) => Row::Is(Action::Create),
            (OnDisk::Absent, Some(_)) if self.restore => Row::Is(Action::Restore),
            (OnDisk::Absent, Some(_)) => Row::Is(Action::KeepDeleted),
            (mine, _) if mine.is(new) => Row::Is(Action::Same),
            _ if is_base => Row::Is(Action::Update),
            (_, Some(base)) if base == new => Row::Is(Action::KeepEdited),
            (OnDisk::Text(mine), Some(base)) if self.has_lines => Row::ThreeWay(base, mine, new),
            (OnDisk::Text(_) | OnDisk::Bytes(_), _) => Row::Is(Action::Beside),
        }
    }

    /// The texts of base, mine and new, if all three exist and differ.
    pub(super) fn three_ways(&self) -> Option<(&str, &str, &str)> {
        match self.row() {
            Row::ThreeWay(base, mine, new) => Some((base, mine, new)),
            Row::Is(_) => None,
        }
    }

    fn is_restored(&self, path: &str) -> bool {
        self.path == path && matches!(self.row(), Row::Is(Action::Restore))
    }

    fn decide(&self, merged: Option<Merged>, better: Option<Better>, input: &Input) -> FileUpdate {
        let new = self.new.as_deref();
        let text = self.mine.text();
        let (action, after, conflicts) = match (self.row(), better, merged) {
            (Row::ThreeWay(..), Some(Better::Whole(new)), _) => (Action::Update, Some(new), 0),
            (Row::ThreeWay(..), Some(Better::Merged(merged)), _)
            | (Row::ThreeWay(..), None, Some(merged)) => of_merge(merged, text, input.conflict),
            (Row::ThreeWay(..), None, None) => (Action::KeepEdited, None, 0),
            (Row::Is(action), ..) => match action {
                Action::Create | Action::Restore => (action, new.map(str::to_owned), 0),
                Action::Update => (action, new.map(|new| self.with_my_ends(new)), 0),
                Action::Beside => (action, new.map(str::to_owned), 1),
                action => (action, None, 0),
            },
        };
        let stays = self.moved_from.as_ref().and(text).map(str::to_owned);
        let mut file = FileUpdate {
            path: self.path.clone(),
            moved_from: self.moved_from.clone(),
            action,
            before: text.map(str::to_owned),
            after: after.or(stays),
            conflicts,
            found: Before::Absent,
        };
        if file.is_written() && action != Action::Beside {
            file.found = input.mine.get(&self.path).before();
        }
        file
    }

    fn with_my_ends(&self, text: &str) -> String {
        let mine = self.mine.text().unwrap_or_default();
        lines::with_end(text, lines::usual_end(mine)).into_owned()
    }
}

fn of_merge(
    merged: Merged,
    mine: Option<&str>,
    conflict: Conflict,
) -> (Action, Option<String>, usize) {
    if mine == Some(&merged.text) {
        return (Action::KeepEdited, None, 0);
    }
    match (merged.clashes, conflict) {
        (1.., Conflict::Mark) => (Action::Conflict, Some(merged.text), merged.clashes),
        _ => (Action::Merge, Some(merged.text), 0),
    }
}
