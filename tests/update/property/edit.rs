//! What users do to files.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::Index};

use scaffold::{project::format, tree::Tree};

use super::Change;

/// One edit of a file.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A function at some empty line.
    InsertFunction(Index),
    /// Lines anywhere.
    InsertLines(Index, usize),
    ChangeLine(Index),
    DeleteBlock(Index, usize),
    /// A block moves to another place.
    MoveBlock(Index, usize, Index),
    /// Spaces at the beginning of lines.
    Indent(Index, usize),
    /// Blanks where a formatter has none.
    Blanks,
    WindowsLineEnds,
    NoLastLineEnd,
}

/// The edits of one file.
#[derive(Debug, Clone)]
pub struct FileEdits {
    /// Whether to edit one of the files that the change of the spec changes.
    is_changed: bool,
    file: Index,
    edits: Vec<Edit>,
    fate: Fate,
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Stays,
    Deleted,
    Renamed,
}

/// Edits of one to four files.
pub fn edits() -> impl Strategy<Value = Vec<FileEdits>> {
    let index = any::<Index>;
    let edit = prop_oneof![
        4 => index().prop_map(Edit::InsertFunction),
        4 => (index(), 1..4_usize).prop_map(|(at, n)| Edit::InsertLines(at, n)),
        6 => index().prop_map(Edit::ChangeLine),
        3 => (index(), 1..12_usize).prop_map(|(at, n)| Edit::DeleteBlock(at, n)),
        1 => (index(), 1..12_usize, index()).prop_map(|(at, n, to)| Edit::MoveBlock(at, n, to)),
        2 => (index(), 1..30_usize).prop_map(|(at, n)| Edit::Indent(at, n)),
        1 => Just(Edit::Blanks),
        1 => Just(Edit::WindowsLineEnds),
        1 => Just(Edit::NoLastLineEnd),
    ];
    let fate = prop_oneof![
        10 => Just(Fate::Stays),
        1 => Just(Fate::Deleted),
        1 => Just(Fate::Renamed),
    ];
    let file = (prop::bool::weighted(0.85), index(), vec(edit, 1..6), fate).prop_map(
        |(is_changed, file, edits, fate)| FileEdits {
            is_changed,
            file,
            edits,
            fate,
        },
    );
    vec(file, 1..5)
}

impl FileEdits {
    /// Edits a file on disk.
    pub fn apply(&self, change: &Change, disk: &mut BTreeMap<String, String>) {
        let is_candidate = |path: &str| {
            let target = change.moves.get(path).map_or(path, String::as_str);
            let is_same = change.base.get(path) == change.new.get(target);
            disk.contains_key(path) && (!self.is_changed || !is_same)
        };
        let paths = change.base.iter().map(|(path, _)| path);
        let paths: Vec<&str> = paths.filter(|path| is_candidate(path)).collect();
        if paths.is_empty() {
            return;
        }
        let path = self.file.get(&paths).to_owned();
        let Some(mut text) = disk.remove(path) else {
            return;
        };
        for (edit, number) in self.edits.iter().zip(0..) {
            text = edit.apply(&text, number);
        }
        match self.fate {
            Fate::Stays => disk.insert(path.to_owned(), text),
            Fate::Renamed => disk.insert(format!("{path}.mine"), text),
            Fate::Deleted => None,
        };
    }
}

impl Edit {
    fn apply(&self, text: &str, number: usize) -> String {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let len = lines.len();
        let at = |index: &Index| index.index(len.max(1)).min(len);
        let mine = |n: usize| format!("    // edit {number}, line {n}: mine;\n");
        match self {
            Self::InsertFunction(index) => {
                let empty: Vec<usize> =
                    (0..len).filter(|at| lines[*at].trim().is_empty()).collect();
                let at = if empty.is_empty() {
                    len
                } else {
                    *index.get(&empty)
                };
                let function = format!("\nfn edit_{number}() {{\n    mine({number});\n}}\n");
                lines.insert(at, function);
            }
            Self::InsertLines(index, n) => {
                let at = at(index);
                lines.splice(at..at, (0..*n).map(mine));
            }
            Self::ChangeLine(index) => {
                let at = at(index);
                lines.splice(at..(at + 1).min(len), [mine(0)]);
            }
            Self::DeleteBlock(index, n) => {
                let at = at(index);
                lines.drain(at..(at + n).min(len));
            }
            Self::MoveBlock(index, n, to) => {
                let at = at(index);
                let block: Vec<String> = lines.drain(at..(at + n).min(len)).collect();
                let to = to.index(lines.len().max(1)).min(lines.len());
                lines.splice(to..to, block);
            }
            Self::Indent(index, n) => {
                let at = at(index);
                for line in lines.iter_mut().skip(at).take(*n) {
                    line.insert_str(0, "  ");
                }
            }
            Self::Blanks => return text.replace(" {\n", "  {\n"),
            Self::WindowsLineEnds => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::NoLastLineEnd => return text.trim_end().to_owned(),
        }
        lines.concat()
    }
}

/// The user wants tabs, and has formatted the project.
pub fn format_with_tabs(disk: &mut BTreeMap<String, String>) {
    let config = disk.entry("rustfmt.toml".to_owned()).or_default();
    config.push_str("hard_tabs = true\n");
    let mut tree = Tree::new();
    for (path, text) in disk.iter().filter(|(_, text)| !text.contains('\r')) {
        tree.insert(&**path, &**text).unwrap();
    }
    disk.extend(format::accepted(&tree).unwrap());
}
