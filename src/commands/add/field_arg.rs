//! A field as an argument: `title:string`, `status:enum:draft,published:default=draft`.

mod modifier;
mod type_part;

use std::ops::Range;

use crate::{
    edit::Value,
    problem::{Problem, quote},
};
use modifier::Modifier;

/// A field, each part with its place in the command line.
#[derive(Debug)]
pub struct FieldArg {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_place: Range<usize>,
    /// Its type as YAML, without `?`.
    type_text: String,
    /// Where the type stands.
    pub type_place: Range<usize>,
    /// The other keys of the field, in the order of the argument.
    pub options: Vec<OptionArg>,
}

/// One key of a field.
#[derive(Debug)]
pub struct OptionArg {
    /// The key in the spec.
    pub key: &'static str,
    /// Its value.
    pub value: Value,
    /// Where it stands.
    pub place: Range<usize>,
}

impl FieldArg {
    /// Reads an argument that begins at `start` of the command line. What is wrong with it is
    /// noted; none if it has no name or no type.
    pub fn parse(arg: &str, start: usize, problems: &mut Vec<Problem>) -> Option<Self> {
        let mut parts = Parts::new(arg, start);
        let name = parts.next()?;
        if name.text.is_empty() {
            let help = "begin with the name: `title:string`";
            problems.push(Problem::at(name.place, "a field without a name").help(help));
            return None;
        }
        let Some(kind) = parts.next().filter(|kind| !kind.text.is_empty()) else {
            let message = format!("the field {} has no type", quote(name.text));
            let help = format!(
                "write it after a colon: {}",
                quote(&format!("{}:string", name.text))
            );
            problems.push(Problem::at(name.place, message).help(help));
            return None;
        };
        let mut field = Self {
            name: name.text.to_owned(),
            name_place: name.place,
            type_text: String::new(),
            type_place: kind.place.clone(),
            options: Vec::new(),
        };
        let has_type = match type_part::read(&mut field, kind, &mut parts) {
            Ok(()) => true,
            Err(problem) => {
                problems.push(problem);
                false
            }
        };
        modifier::read(&mut field, parts, problems);
        has_type.then_some(field)
    }

    /// The field's value in the spec: the short form where it says all.
    pub fn value(&self) -> Value {
        let is_list = self.type_text.starts_with('[');
        match self.options.as_slice() {
            [] => Value::Line(self.type_text.clone()),
            [only] if only.key == "optional" && !is_list => {
                Value::Line(format!("{}?", self.type_text))
            }
            options => {
                let kind = ("type".to_owned(), Value::Line(self.type_text.clone()));
                let options = options
                    .iter()
                    .map(|option| (option.key.to_owned(), option.value.clone()));
                Value::Map([kind].into_iter().chain(options).collect())
            }
        }
    }

    fn set(&mut self, key: &'static str, value: Value, place: Range<usize>) {
        self.options.push(OptionArg { key, value, place });
    }

    fn has(&self, key: &str) -> bool {
        self.options.iter().any(|option| option.key == key)
    }
}

/// A part of an argument, between colons.
#[derive(Debug, Clone)]
struct Part<'a> {
    text: &'a str,
    place: Range<usize>,
}

/// What is left of an argument.
struct Parts<'a> {
    arg: &'a str,
    rest: Option<&'a str>,
    start: usize,
}

impl<'a> Parts<'a> {
    fn new(arg: &'a str, start: usize) -> Self {
        let rest = Some(arg);
        Self { arg, rest, start }
    }

    fn peek(&self) -> Option<&'a str> {
        self.rest.map(|rest| rest.split(':').next().unwrap_or(rest))
    }

    fn next(&mut self) -> Option<Part<'a>> {
        let rest = self.rest?;
        let (text, after) = match rest.split_once(':') {
            Some((text, after)) => (text, Some(after)),
            None => (rest, None),
        };
        let start = self.start + self.arg.len() - rest.len();
        self.rest = after;
        Some(Part {
            text,
            place: start..start + text.len(),
        })
    }

    /// A part and those after it that are no modifiers, with their colons: `default=http://x`.
    fn next_with_colons(&mut self) -> Option<Part<'a>> {
        let from = self.rest?;
        let mut part = self.next()?;
        while part.text.contains('=') && self.peek().is_some_and(|next| !Modifier::is_like(next)) {
            let next = self.next()?;
            part.place.end = next.place.end;
            part.text = &from[..part.place.len()];
        }
        Some(part)
    }
}
