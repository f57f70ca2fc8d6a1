//! Files that move because their model was renamed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mine, OnDisk};
use crate::tree::Tree;

/// Old path → new path.
pub type Moves = BTreeMap<String, String>;

/// The moves that are made, by new path. Nothing moves over a file that the user has there, or
/// from or to where nothing is generated.
pub(super) fn by_target(
    moves: &Moves,
    base: &Tree,
    mine: &Mine,
    new: &Tree,
) -> BTreeMap<String, String> {
    let mut targets = BTreeSet::new();
    let mut made: BTreeMap<&str, &str> = moves
        .iter()
        .map(|(old, to)| (old.as_str(), to.as_str()))
        .filter(|(old, to)| old != to && base.get(old).is_some() && new.get(to).is_some())
        .filter(|(old, _)| !matches!(mine.get(old), OnDisk::Bytes(_)))
        .filter(|(_, to)| targets.insert(*to))
        .collect();
    loop {
        let blocked = made
            .iter()
            .find(|(old, to)| !made.contains_key(*to) && !is_free(old, to, base, mine))
            .map(|(old, _)| *old);
        match blocked {
            Some(old) => made.remove(old),
            None => break,
        };
    }
    made.into_iter()
        .map(|(old, to)| (to.to_owned(), old.to_owned()))
        .collect()
}

/// Whether a file can take a path that no other file leaves.
fn is_free(old: &str, to: &str, base: &Tree, mine: &Mine) -> bool {
    match (mine.get(to), base.get(to)) {
        (OnDisk::Absent, _) => true,
        // The user made the move by hand.
        (OnDisk::Text(_), None) => *mine.get(old) == OnDisk::Absent,
        // Of a model that is gone, and not edited.
        (found, Some(last)) => found.is(last) && *mine.get(old) != OnDisk::Absent,
        (OnDisk::Bytes(_), None) => false,
    }
}
