//! Changes to a text, and where a new entry of a map goes.

use std::ops::Range;

use super::layout::{Map, Node, Notation};
use super::value::{Value, entry};

/// How deep a level is indented where the text has no example.
pub const STEP: usize = 2;

/// Replacements of parts of a text.
#[derive(Debug, Default)]
pub struct Patch(Vec<(Range<usize>, String)>);

impl Patch {
    /// One replacement.
    pub fn new(part: Range<usize>, new: String) -> Patch {
        Patch(vec![(part, new)])
    }

    /// Puts `new` at a place.
    pub fn insert(&mut self, at: usize, new: impl Into<String>) {
        self.0.push((at..at, new.into()));
    }

    /// The text with all changes made; none if they do not fit it.
    pub fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(part, _)| part.start);
        let mut out = String::with_capacity(text.len() + 100);
        let mut done = 0;
        for (part, new) in &self.0 {
            out.push_str(text.get(done..part.start)?);
            out.push_str(new);
            done = part.end;
        }
        out.push_str(text.get(done..)?);
        Some(out)
    }
}

/// A new entry of a map.
pub struct NewEntry<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its value.
    pub value: &'a Value,
    /// How deep the value's own lines are indented.
    pub step: usize,
    /// Whether a blank line goes before it.
    pub spaced: bool,
}

impl NewEntry<'_> {
    /// Below the last entry of a map in lines, and the comments that stand there.
    pub fn last_line(&self, text: &str, map: &Map) -> Option<Patch> {
        let (key, value) = map.entries.last()?;
        let column = column(text, key.span.start)?;
        let at = with_comments(text, line_end(text, value.span.end), column);
        Some(self.lines_at(text, at, column))
    }

    /// In the lines below the key of a map, before its other entries.
    pub fn first_line(&self, text: &str, owner: &Node, map: &Map) -> Option<Patch> {
        let (key, _) = map.entries.first()?;
        let column = column(text, key.span.start)?;
        Some(self.lines_at(text, line_end(text, owner.span.end), column))
    }

    /// In the line below another entry.
    pub fn line_after(&self, text: &str, (key, value): &(Node, Node)) -> Option<Patch> {
        let column = column(text, key.span.start)?;
        Some(self.lines_at(text, line_end(text, value.span.end), column))
    }

    /// As the only entry below a key that has no value yet.
    pub fn only_line(&self, text: &str, owner: &Node, nothing: &Node) -> Option<Patch> {
        let column = column(text, owner.span.start)?;
        let at = with_comments(text, line_end(text, nothing.span.end), column + 1);
        Some(self.lines_at(text, at, column + self.step))
    }

    fn lines_at(&self, text: &str, at: usize, column: usize) -> Patch {
        let end = line_break(text, at);
        let mut lines = self.value.lines(self.key, column, self.step);
        if self.spaced {
            lines.insert(0, String::new());
        }
        let new = lines.join(end);
        let mut patch = Patch::default();
        match text[..at].ends_with('\n') {
            true => patch.insert(at, new + end),
            false => patch.insert(at, format!("{end}{new}")),
        }
        patch
    }

    /// After the last entry of a map in brackets.
    pub fn in_brackets(&self, text: &str, node: &Node, map: &Map) -> Option<Patch> {
        let new = entry(self.key, self.value);
        let mut patch = Patch::default();
        let Some((key, value)) = map.entries.last() else {
            let at = node.span.start + 1;
            match text.get(at..)?.starts_with(' ') {
                true => patch.insert(at + 1, new + " "),
                false => patch.insert(at, format!(" {new} ")),
            }
            return Some(patch);
        };
        let end = value.span.end;
        let tail = text.get(end..node.span.end)?;
        let comma = comma(tail).map(|at| end + at);
        let is_on_lines = tail.contains('\n');
        match column(text, key.span.start).filter(|_| is_on_lines) {
            Some(column) => {
                if comma.is_none() {
                    patch.insert(end, ",");
                }
                let at = line_end(text, comma.unwrap_or(end));
                let last = if comma.is_some() { "," } else { "" };
                let line_break = line_break(text, at);
                patch.insert(at, format!("{}{new}{last}{line_break}", " ".repeat(column)));
            }
            None => match comma {
                Some(at) => patch.insert(at + 1, format!(" {new},")),
                None => patch.insert(end, format!(", {new}")),
            },
        }
        Some(patch)
    }
}

/// Takes the entry at `index` out of a map; none where it shares its lines with others.
pub fn remove(text: &str, map: &Map, index: usize) -> Option<Patch> {
    let (key, value) = map.entries.get(index)?;
    let next = map.entries.get(index + 1);
    let part = match map.notation {
        Notation::Block => {
            let start = key.span.start - column(text, key.span.start)?;
            start..line_end(text, value.span.end)
        }
        Notation::Flow if index > 0 => map.entries[index - 1].1.span.end..value.span.end,
        Notation::Flow => {
            let end = next.map_or(value.span.end, |(next, _)| next.span.start);
            key.span.start..end
        }
    };
    Some(Patch::new(part, String::new()))
}

/// By how many spaces the line is indented that begins with what stands at `at`; none if
/// something else stands before it.
pub fn column(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let line = line.trim_start_matches('\u{feff}');
    line.bytes().all(|byte| byte == b' ').then_some(line.len())
}

/// Where the line that `at` is on has ended.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The line break of the line before `at`.
fn line_break(text: &str, at: usize) -> &'static str {
    let before = &text[..at];
    match before
        .strip_suffix('\n')
        .or(before.rsplit_once('\n').map(|(line, _)| line))
    {
        Some(line) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where the comments have ended that follow on `at`, indented by `column` or more.
fn with_comments(text: &str, at: usize, column: usize) -> usize {
    let (mut end, mut next) = (at, at);
    for line in text[at..].split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        next += line.len();
        if content.trim().is_empty() {
            continue;
        }
        if !content.starts_with('#') || line.len() - content.len() < column {
            break;
        }
        end = next;
    }
    end
}

/// Where a comma stands that is in no comment.
fn comma(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(at) = code.find(',') {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}
