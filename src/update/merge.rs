//! The three-way merge of one file.

use similar::{MergeRegion, MergeResolution, TextMerge};

use super::lines;

/// What happens where the user's edits and the new text contradict each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Conflict {
    /// Both are kept, between markers.
    #[default]
    Mark,
    /// The user's lines win.
    Ours,
    /// The new lines win.
    Theirs,
}

/// The lines that mark a conflict, but for the one in the middle.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Markers {
    mine: &'static str,
    base: &'static str,
    new: &'static str,
}

impl Markers {
    /// Whether a line is one of them.
    pub(super) fn contain(&self, line: &str) -> bool {
        [self.mine, self.base, self.new].contains(&line)
    }
}

/// Between the user's edits and what is generated.
pub(super) const EDITS: Markers = Markers {
    mine: "<<<<<<< yours",
    base: "||||||| last generated",
    new: ">>>>>>> new",
};

/// Between two branches.
pub(super) const BRANCHES: Markers = Markers {
    mine: "<<<<<<< this branch",
    base: "||||||| before",
    new: ">>>>>>> other branch",
};

const MIDDLE: &str = "=======";

/// A merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text, with the user's line ends.
    pub text: String,
    /// Hunks that contradict each other, resolved or marked.
    pub clashes: usize,
}

/// Merges the user's edits of `base` into `new`. `mine` may have any line ends; its lines are
/// taken over byte by byte, and new lines end as most of its lines do.
pub fn merge(base: &str, mine: &str, new: &str, conflict: Conflict) -> Merged {
    merge_as(base, mine, new, conflict, &EDITS)
}

/// As [`merge`], with other markers.
pub(super) fn merge_as(
    base: &str,
    mine: &str,
    new: &str,
    conflict: Conflict,
    markers: &Markers,
) -> Merged {
    let normal = lines::normal(mine);
    let merge = TextMerge::from_lines(base, &*normal, new);
    let mut writer = Writer {
        mine: mine.split_inclusive('\n').collect(),
        base: base.split_inclusive('\n').collect(),
        new: new.split_inclusive('\n').collect(),
        end: lines::usual_end(mine),
        text: String::with_capacity(mine.len() + new.len() / 4),
    };
    for region in merge.regions() {
        match (region.resolution(), conflict) {
            (MergeResolution::Theirs, _) | (MergeResolution::Conflict, Conflict::Theirs) => {
                writer.new_lines(region);
            }
            (MergeResolution::Conflict, Conflict::Mark) => writer.marked(region, markers),
            _ => writer.my_lines(region),
        }
    }
    Merged {
        text: writer.text,
        clashes: merge.conflict_count(),
    }
}

struct Writer<'a> {
    mine: Vec<&'a str>,
    base: Vec<&'a str>,
    new: Vec<&'a str>,
    end: &'static str,
    text: String,
}

impl Writer<'_> {
    fn my_lines(&mut self, region: &MergeRegion) {
        for at in region.ours_range() {
            self.end_line();
            self.text.push_str(self.mine[at]);
        }
    }

    fn new_lines(&mut self, region: &MergeRegion) {
        for at in region.theirs_range() {
            self.end_line();
            self.text.push_str(&lines::with_end(self.new[at], self.end));
        }
    }

    fn base_lines(&mut self, region: &MergeRegion) {
        for at in region.base_range() {
            self.end_line();
            let line = lines::with_end(self.base[at], self.end);
            self.text.push_str(&line);
        }
    }

    fn marked(&mut self, region: &MergeRegion, markers: &Markers) {
        self.marker(markers.mine);
        self.my_lines(region);
        self.marker(markers.base);
        self.base_lines(region);
        self.marker(MIDDLE);
        self.new_lines(region);
        self.marker(markers.new);
    }

    fn marker(&mut self, marker: &str) {
        self.end_line();
        self.text.push_str(marker);
        self.text.push_str(self.end);
    }

    /// Only the last line of a text can be without an end; nothing is glued to it.
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(self.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_line_ends_line_by_line() {
        let merged = merge(
            "a\nb\nc\nd\n",
            "a\r\nb\nmine\r\nc\r\nd\r\n",
            "a\nb\nc\nnew\n",
            Conflict::Mark,
        );
        assert_eq!(merged.text, "a\r\nb\nmine\r\nc\r\nnew\r\n");
    }

    #[test]
    fn glues_nothing_to_a_last_line() {
        for conflict in [Conflict::Mark, Conflict::Ours, Conflict::Theirs] {
            let merged = merge("a\nb", "a\nmine", "a\nb\nc\n", conflict);
            assert_eq!(merged.clashes, 1);
            let expected = match conflict {
                Conflict::Mark => {
                    "a\n<<<<<<< yours\nmine\n||||||| last generated\nb\n=======\nb\nc\n>>>>>>> new\n"
                }
                Conflict::Ours => "a\nmine",
                Conflict::Theirs => "a\nb\nc\n",
            };
            assert_eq!(merged.text, expected);
        }
    }
}
