//! Generated files in which git left conflicts: their generated part is known better than git
//! can, so only the edits of both branches have to be merged.
//!
//! ```text
//! this branch:      its last output, its text  ─┐
//! what is generated now ────────────────────────┴─ plan ▶ one ─┐
//! the other branch: before its edits, after them ──────────────┴─ merge ▶ result
//! ```

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use super::{
    Action, Before, Conflict, Error, FileUpdate, Formatter, Input, Mine, OnDisk, Unresolved,
    Update, lines,
    merge::{BRANCHES, merge, merge_as},
    plan, refuse_unresolved,
    unresolved::markers,
};
use crate::{
    git::{Side, Stopped},
    saved::BASE,
    tree::Tree,
};

/// Plans the update of a project on disk, as [`plan()`] does. Conflicts that git left in generated
/// files while it merges, picks or rebases are resolved on the way, unless the user edited the
/// file since, it moves, or it was not generated on both branches.
///
/// # Errors
/// [`Error::Unresolved`]: all other conflicts in the project. And those of [`plan()`].
pub fn plan_project(project: &Path, input: &Input, format: Formatter) -> Result<Update, Error> {
    let branches = Branches::find(project, input);
    let (base, mine) = branches.ours(input);
    refuse_unresolved(project, &base, &mine)?;
    let ours = Input {
        base: &base,
        mine: &mine,
        ..*input
    };
    let mut update = plan(&ours, format)?;
    branches.add_theirs(&mut update)?;
    Ok(update)
}

/// What both branches have where git left conflicts in generated files, by path.
#[derive(Default)]
struct Branches(BTreeMap<String, Sides>);

/// A file as both branches have it. All but `disk` and `ours` have `\n` as their line end.
struct Sides {
    /// As git left it, with its markers.
    disk: String,
    /// The text of this branch.
    ours: String,
    /// What was generated for it.
    base: String,
    /// What was generated for the other branch, with the edits that both had when they parted.
    before: String,
    /// The text of the other branch.
    after: String,
}

impl Branches {
    /// Asks git about the user's files with conflict markers.
    fn find(project: &Path, input: &Input) -> Self {
        let moves =
            |path| input.moves.contains_key(path) || input.moves.values().any(|to| to == path);
        let marked = input.mine.iter().filter_map(|(path, found)| {
            let text = found.text().filter(|text| !markers(text).is_empty())?;
            input.base.get(path).filter(|_| !moves(path))?;
            Some((path, text, input.new.get(path)?))
        });
        let mut marked = marked.peekable();
        let git = marked.peek().and_then(|_| Stopped::find(project));
        let Some(mut git) = git else {
            return Self::default();
        };
        let files = marked.filter_map(|(path, disk, new)| {
            let file = Sides::read(&mut git, path, disk, new)?;
            Some((path.to_owned(), file))
        });
        Self(files.collect())
    }

    /// What was generated last, and the user's files, both as on this branch where git left
    /// conflicts.
    fn ours<'a>(&self, input: &Input<'a>) -> (Cow<'a, Tree>, Cow<'a, Mine>) {
        let mut base = Cow::Borrowed(input.base);
        let mut mine = Cow::Borrowed(input.mine);
        for (path, file) in &self.0 {
            mine.to_mut().set(path, OnDisk::Text(file.ours.clone()));
            if let Some(slot) = base.to_mut().get_mut(path) {
                slot.clone_from(&file.base);
            }
        }
        (base, mine)
    }

    /// Merges the edits of the other branch into the update of this one, and marks where they
    /// contradict it. Files in which this branch contradicts it as well are refused: marks upon
    /// marks would help nobody.
    fn add_theirs(mut self, update: &mut Update) -> Result<(), Error> {
        let mut unresolved = Vec::new();
        for update in &mut update.files {
            if let Some(file) = self.0.remove(&update.path)
                && let Err(disk) = file.add_theirs(update)
            {
                let lines = markers(&disk).into_iter();
                unresolved.extend(lines.map(|line| Unresolved::Marker(update.path.clone(), line)));
            }
        }
        match unresolved.is_empty() {
            true => Ok(()),
            false => Err(Error::Unresolved(unresolved)),
        }
    }
}

impl Sides {
    fn read(git: &mut Stopped, path: &str, disk: &str, new: &str) -> Option<Self> {
        let left = git.text(Side::Disk, path)?;
        if lines::normal(&left) != lines::normal(disk) {
            return None;
        }
        let saved = format!("{BASE}/{path}");
        let ours = git.text(Side::Ours, path)?;
        let base = normal(git.text(Side::Ours, &saved)?);
        let after = normal(git.text(Side::Theirs, path)?);
        let generated = normal(git.text(Side::Theirs, &saved)?);
        let has_lines = [&ours, &base, &after, &generated, new]
            .iter()
            .all(|text| !lines::has_lone_returns(text));
        let is_resolved = [&ours, &after].iter().all(|text| markers(text).is_empty());
        // Where nothing was generated anew, git has said all there is to say.
        let is_generated = base != generated || base != new;
        if !(has_lines && is_resolved && is_generated) {
            return None;
        }
        let ancestor = git.text(Side::Ancestor, path);
        let before = match ancestor.zip(git.text(Side::Ancestor, &saved)) {
            Some((edited, from)) => {
                merge(&normal(from), &normal(edited), &generated, Conflict::Ours).text
            }
            None => generated,
        };
        Some(Self {
            disk: disk.to_owned(),
            ours,
            base,
            before,
            after,
        })
    }

    /// Merges the edits of the other branch; if this branch is in conflict already and comes into
    /// another one, the text on disk.
    fn add_theirs(self, update: &mut FileUpdate) -> Result<(), String> {
        let one = update.after.as_deref().unwrap_or(&self.ours);
        let merged = merge_as(&self.before, one, &self.after, Conflict::Mark, &BRANCHES);
        if update.conflicts > 0 && merged.clashes > 0 {
            return Err(self.disk);
        }
        update.conflicts += merged.clashes;
        update.action = match update.conflicts {
            0 => Action::Merge,
            _ => Action::Conflict,
        };
        update.after = Some(match merged.text.contains('\r') {
            true => merged.text,
            false => lines::with_end(&merged.text, lines::usual_end(&self.disk)).into_owned(),
        });
        update.found = Before::hash(&self.disk);
        update.before = Some(self.disk);
        Ok(())
    }
}

fn normal(text: String) -> String {
    lines::normal(&text).into_owned()
}
