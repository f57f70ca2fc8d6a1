//! Why a merged file is as it is.

use scaffold::{
    project::format,
    tree::Tree,
    update::{Action, FileUpdate},
};

use super::{
    git::merge_file,
    lines::{both_changes, lines},
};

/// How a merge compares with git's. Where the two differ, they take different lines of several
/// equal ones (blank lines, closing braces) for the ones that did not change. Each line is then there
/// as often as both changes together say, with what is between markers counted as three texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is git's, letter for letter.
    AsGit,
    /// The user only formatted the file, so it gets the new text.
    OnlyFormatted,
    /// git conflicts over formatting: the result is git's merge of the formatted texts.
    Formatted,
    /// The same, but it differs from git's merge of the formatted texts, and that for a reason
    /// below. It has fewer conflicts than git's merge of the texts as they are.
    FormattedOtherwise,
    /// Both conflict, and each side of the conflicts is the same: only the lines between the
    /// markers begin and end elsewhere.
    MarkersElsewhere,
    /// Both conflict, about other lines. With the conflicts resolved for one side, all that this
    /// side added is there.
    OtherConflicts,
    /// git conflicts about neighbouring changes that have a line between them here.
    Neighbours,
    /// Only here there is a conflict; for git a block of lines that the user moved stayed in its
    /// place, and others moved. Checked as the conflicts above.
    OnlyHere,
    /// Neither conflicts, and the result has the same lines in another order.
    OtherOrder,
}

/// How often each reason may be the one, in percent of the merged files.
pub const BOUNDS: [(Reason, usize); 8] = [
    (Reason::OnlyFormatted, 30),
    (Reason::Formatted, 12),
    (Reason::FormattedOtherwise, 1),
    (Reason::MarkersElsewhere, 6),
    (Reason::OtherConflicts, 8),
    (Reason::Neighbours, 3),
    (Reason::OnlyHere, 2),
    (Reason::OtherOrder, 1),
];

/// The reason, if a file needed a merge.
pub fn of(config: &str, base: &str, mine: &str, new: &str, file: &FileUpdate) -> Option<Reason> {
    let normal = mine.replace("\r\n", "\n");
    if normal == base || normal == new || base == new {
        return None;
    }
    let result = file.after.as_deref().unwrap_or(mine).replace("\r\n", "\n");
    if file.action == Action::Update {
        assert!(is_only_formatted(config, base, mine), "{}", file.path);
        return Some(Reason::OnlyFormatted);
    }
    let ours = (file.action != Action::Conflict, result);
    let texts = [base, &normal, new];
    let git = merge_file(texts);
    if ours == git {
        return Some(Reason::AsGit);
    }
    let own_style = formatted_as_mine(config, texts);
    let formatted = own_style.as_ref().map(|texts| {
        let texts = texts.each_ref().map(String::as_str);
        (texts, merge_file(texts))
    });
    if formatted.as_ref().is_some_and(|(_, git)| ours == *git) {
        return Some(Reason::Formatted);
    }
    let otherwise = || {
        let (texts, git_of_formatted) = formatted?;
        differing(texts, &ours, &git_of_formatted)?;
        (conflicts(&ours) < conflicts(&git)).then_some(Reason::FormattedOtherwise)
    };
    let reason = differing(texts, &ours, &git).or_else(otherwise);
    Some(reason.unwrap_or_else(|| {
        panic!(
            "{}: no reason why the result is not git's\n--- ours\n{}\n--- git's\n{}",
            file.path, ours.1, git.1
        )
    }))
}

/// The three texts as rustfmt writes them, if the user has formatted his.
fn formatted_as_mine(config: &str, texts: [&str; 3]) -> Option<[String; 3]> {
    match texts.map(|text| formatted(config, text)) {
        [Some(base), Some(mine), Some(new)] if mine == texts[1] => Some([base, mine, new]),
        _ => None,
    }
}

/// Whether a merge is without conflicts, and its text.
type Verdict = (bool, String);

fn conflicts((_, text): &Verdict) -> usize {
    text.lines().filter(|line| *line == "<<<<<<< yours").count()
}

fn differing(texts: [&str; 3], ours: &Verdict, git: &Verdict) -> Option<Reason> {
    let sides = sides(&ours.1);
    let from = texts.map(lines);
    let to = sides.each_ref().map(|side| lines(side));
    let has_added = |side: usize| {
        let mut lines = from[side].iter();
        lines.all(|(line, count)| to[side].count(line) >= count - from[0].count(line))
    };
    let is_complete = || has_added(1) && has_added(2);
    let (reason, holds) = match (ours.0, git.0) {
        (false, false) if sides == self::sides(&git.1) => (Reason::MarkersElsewhere, true),
        (false, false) => (Reason::OtherConflicts, is_complete()),
        (false, true) => (Reason::OnlyHere, is_complete()),
        (true, false) => (Reason::Neighbours, true),
        (true, true) => (Reason::OtherOrder, lines(&ours.1) == lines(&git.1)),
    };
    (holds && both_changes(&from) == both_changes(&to)).then_some(reason)
}

/// A text with each conflict resolved in one way: as it was, for the user, for the new text.
fn sides(marked: &str) -> [String; 3] {
    let mut sides = [const { String::new() }; 3];
    let mut part = None;
    for line in marked.split_inclusive('\n') {
        match line.trim_end() {
            "<<<<<<< yours" => part = Some(1),
            "||||||| last generated" => part = Some(0),
            "=======" => part = Some(2),
            ">>>>>>> new" => part = None,
            _ => match part {
                Some(part) => sides[part].push_str(line),
                None => sides.iter_mut().for_each(|side| side.push_str(line)),
            },
        }
    }
    sides
}

/// Whether rustfmt makes one text of both.
pub fn is_only_formatted(config: &str, base: &str, mine: &str) -> bool {
    let mine = mine.replace("\r\n", "\n");
    mine == base
        || formatted(config, base).is_some_and(|base| formatted(config, &mine) == Some(base))
}

/// A file as rustfmt writes it.
pub fn formatted(config: &str, text: &str) -> Option<String> {
    let mut tree = Tree::new();
    tree.insert("rustfmt.toml", config).ok()?;
    tree.insert("a.rs", text).ok()?;
    format::accepted(&tree).ok()?.remove("a.rs")
}
