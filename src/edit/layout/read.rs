//! From the parser's events to a [`Layout`].

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag};

use super::{Layout, Map, Node, Notation, Shape};

/// The layout of the first document in a text; none if it is not YAML.
pub fn layout(text: &str) -> Option<Layout> {
    let is_comment = |event: &Event| matches!(event, Event::Comment(..));
    let events: Vec<_> = Parser::new_from_str(text)
        .filter(|event| !matches!(event, Ok((event, _)) if is_comment(event)))
        .collect::<Result<_, _>>()
        .ok()?;
    let mut reader = Reader {
        text,
        events: events.into_iter(),
        aliased: HashSet::new(),
    };
    let root = reader.document()?;
    Some(Layout {
        root,
        aliased: reader.aliased,
    })
}

struct Reader<'a> {
    text: &'a str,
    events: std::vec::IntoIter<(Event<'a>, Span)>,
    aliased: HashSet<usize>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, span) = self.events.next()?;
        let span = span.byte_range()?;
        self.text.get(span.clone())?;
        Some((event, span))
    }

    fn document(&mut self) -> Option<Node> {
        loop {
            let (event, span) = self.next()?;
            if !matches!(event, Event::StreamStart | Event::DocumentStart(..)) {
                return self.node(event, span);
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Range<usize>) -> Option<Node> {
        let (shape, span, anchor, tag) = match event {
            Event::Alias(anchor) => {
                self.aliased.insert(anchor);
                (Shape::Alias(anchor), span, 0, None)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let span = match style {
                    // The parser counts the blank lines after it, too.
                    ScalarStyle::Literal | ScalarStyle::Folded => self.trimmed(span),
                    _ => span,
                };
                (Shape::Scalar(text.into_owned(), style), span, anchor, tag)
            }
            Event::SequenceStart(style, anchor, tag) => {
                let (items, end) = self.items()?;
                let last = items.last().map(|item| item.span.end);
                let span = span.start..end_of(style, end, last);
                (Shape::List(items), span, anchor, tag)
            }
            Event::MappingStart(style, anchor, tag) => {
                let (entries, end) = self.entries()?;
                let last = entries.last().map(|(_, value)| value.span.end);
                let span = span.start..end_of(style, end, last);
                let notation = style.into();
                (Shape::Map(Map { notation, entries }), span, anchor, tag)
            }
            _ => return None,
        };
        let tag = tag.map(|tag: Cow<Tag>| tag.to_string());
        Some(Node {
            span,
            shape,
            anchor,
            tag,
        })
    }

    fn items(&mut self) -> Option<(Vec<Node>, usize)> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, span) => return Some((items, span.end)),
                (event, span) => items.push(self.node(event, span)?),
            }
        }
    }

    fn entries(&mut self) -> Option<(Vec<(Node, Node)>, usize)> {
        let mut entries = Vec::new();
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, span) => return Some((entries, span.end)),
                (event, span) => self.node(event, span)?,
            };
            let (event, span) = self.next()?;
            let mut value = self.node(event, span)?;
            if value.is_nothing() {
                let end = self.after_colon(key.span.end);
                value.span = end..end;
            }
            entries.push((key, value));
        }
    }

    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text[span.clone()].trim_end();
        span.start..span.start + text.len()
    }

    /// The place after the colon of a key that ends at `end`, or `end` if it has none.
    fn after_colon(&self, end: usize) -> usize {
        let rest = &self.text[end..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        match rest[space..].starts_with(':') {
            true => end + space + 1,
            false => end,
        }
    }
}

/// The end of a collection: its bracket, or where its last value ends.
fn end_of(style: StructureStyle, end: usize, last: Option<usize>) -> usize {
    match (style, last) {
        (StructureStyle::Block, Some(last)) => last,
        _ => end,
    }
}

impl From<StructureStyle> for Notation {
    fn from(style: StructureStyle) -> Self {
        match style {
            StructureStyle::Block => Notation::Block,
            StructureStyle::Flow => Notation::Flow,
        }
    }
}
