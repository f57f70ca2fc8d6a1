//! What is wrong with a file, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::{DecorStyle, Renderer};
use annotate_snippets::{AnnotationKind, Group, Level, Snippet};

/// How many problems are printed; a file with more has one cause.
const MAX_PRINTED: usize = 100;

/// How wide a line of the file is shown before it is trimmed around the caret.
const WIDTH: usize = 120;

/// How much of a file's line is handed to the renderer.
const MAX_LINE: usize = 2_000;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong: lower case, names in backticks.
    pub message: String,
    /// Where it is, in bytes of the file; none for the file as a whole.
    pub span: Option<Range<usize>>,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem with a place in the file.
    pub fn at(span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            span: Some(span),
            help: None,
        }
    }

    /// A problem with the file as a whole.
    pub fn whole(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            span: None,
            help: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }
}

/// All problems of one file; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    file: String,
    source: String,
    list: Vec<Problem>,
}

impl Problems {
    /// The problems of `source`, which was read from `file`: sorted by place, each once.
    pub fn new(file: &str, source: &str, mut list: Vec<Problem>) -> Problems {
        let start = |problem: &Problem| problem.span.as_ref().map(|span| span.start);
        list.sort_by_key(start);
        let mut seen = std::collections::HashSet::new();
        list.retain(|problem| seen.insert((start(problem), problem.message.clone())));
        Problems {
            file: file.to_owned(),
            source: source.to_owned(),
            list,
        }
    }

    /// One problem with a file that could not be read.
    pub fn unreadable(file: &str, problem: Problem) -> Problems {
        Problems::new(file, "", vec![problem])
    }

    /// The problems, sorted by place.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Line and column of a problem, both from one, the column in characters.
    pub fn position(&self, problem: &Problem) -> Option<(usize, usize)> {
        let start = problem.span.as_ref()?.start;
        let line = Line::around(&self.source, start);
        let column = self.source[line.start..floor(&self.source, start).min(line.end)]
            .chars()
            .count();
        Some((line.number, column + 1))
    }

    /// The problems as `rustc` prints its own, ending with how many there are.
    pub fn render(&self, colours: bool) -> String {
        let renderer = if colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
        let mut out = String::new();
        for problem in self.list.iter().take(MAX_PRINTED) {
            out.push_str(renderer.render(&[self.group(problem)]).trim_end());
            out.push_str("\n\n");
        }
        out.push_str(&self.summary());
        out
    }

    fn group<'a>(&'a self, problem: &'a Problem) -> Group<'a> {
        let title = Level::ERROR.primary_title(problem.message.as_str());
        let mut group = match &problem.span {
            Some(span) => title.element(self.snippet(span)),
            None => Group::with_title(title),
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        group
    }

    /// One line of the file with the caret under the span, which is cut where the line ends.
    fn snippet<'a>(
        &'a self,
        span: &Range<usize>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let line = Line::around(&self.source, span.start);
        let text = &self.source[line.start..line.end];
        let shown = &text[..floor(text, text.len().min(span.start - line.start + MAX_LINE))];
        let start = floor(text, span.start - line.start).min(shown.len());
        let end = span
            .end
            .saturating_sub(line.start)
            .clamp(start, shown.len());
        let end = if end == start {
            text[start..]
                .chars()
                .next()
                .map_or(start, |c| start + c.len_utf8())
        } else {
            floor(text, end)
        };
        Snippet::source(shown)
            .path(self.file.as_str())
            .line_start(line.number)
            .annotation(AnnotationKind::Primary.span(start..end.min(shown.len())))
    }

    fn summary(&self) -> String {
        let file = &self.file;
        match self.list.len() {
            1 => format!("`{file}`: 1 problem\n"),
            many if many > MAX_PRINTED => {
                format!("`{file}`: {many} problems, the first {MAX_PRINTED} of them above\n")
            }
            many => format!("`{file}`: {many} problems\n"),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// A line of a text: where it stands, without its line break.
struct Line {
    number: usize,
    start: usize,
    end: usize,
}

impl Line {
    fn around(source: &str, offset: usize) -> Line {
        let offset = floor(source, offset);
        let before = &source[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = &source[start..];
        let length = rest.find('\n').unwrap_or(rest.len());
        Line {
            number: before.bytes().filter(|b| *b == b'\n').count() + 1,
            start,
            end: start + rest[..length].trim_end_matches('\r').len(),
        }
    }
}

/// The last place at or before `at` where `text` can be cut.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// A piece of the user's text in backticks, for a message: one line and not too long.
pub fn quote(text: &str) -> String {
    const MAX: usize = 60;
    let mut out = String::from("`");
    for (count, c) in text.chars().enumerate() {
        if count == MAX {
            out.push('…');
            break;
        }
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out.push('`');
    out
}
