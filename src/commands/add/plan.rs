//! What `scaffold add` makes of a spec: the new text, or everything that is wrong.

use std::ops::Range;

use super::{command_line::CommandLine, field_arg::FieldArg};
use crate::{
    cli::AddWhat,
    edit::{self, Value},
    error::Error,
    problem::{Problem, Problems, quote},
    spec::{self, Spec},
};

/// The file that is edited.
pub const SPEC: &str = "scaffold.yaml";

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a spec with the model or the fields added, checked as a whole. Nothing is written.
pub fn plan_edit(text: &str, what: &AddWhat) -> Result<String, Error> {
    let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (BYTE_ORDER_MARK, text),
        None => ("", text),
    };
    let spec = spec::load(text, SPEC)?;
    let line = CommandLine::new(what.words());
    let mut found = Found::default();
    let Some(plan) = Plan::read(&line, what, &spec, &mut found.arguments) else {
        return Err(found.error(&line, text));
    };
    match plan.edit(text) {
        Ok(new) => {
            if let Err(problems) = spec::load(&new, SPEC) {
                plan.sort(&problems, text, &new, &mut found);
            }
            match found.is_empty() {
                true => Ok(format!("{mark}{new}")),
                false => Err(found.error(&line, text)),
            }
        }
        Err(problem) => {
            found.spec.push(problem);
            Err(found.error(&line, text))
        }
    }
}

/// The problems, by where they are shown.
#[derive(Default)]
struct Found {
    arguments: Vec<Problem>,
    spec: Vec<Problem>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.arguments.is_empty() && self.spec.is_empty()
    }

    fn error(self, line: &CommandLine, text: &str) -> Error {
        let arguments = line.problems(self.arguments);
        let spec = Problems::new(SPEC, text, self.spec);
        let all = [arguments, spec].into_iter();
        Error::Add(all.filter(|problems| !problems.list().is_empty()).collect())
    }
}

/// What is to be added, and to which model.
struct Plan {
    model: String,
    model_place: Range<usize>,
    is_new: bool,
    fields: Vec<FieldArg>,
}

impl Plan {
    /// Reads the arguments. None if nothing of them can be added.
    fn read(
        line: &CommandLine,
        what: &AddWhat,
        spec: &Spec,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let mut words = line.words().skip(AddWhat::COMMAND_WORDS);
        let (model, model_place) = words.next()?;
        let fields = words
            .filter_map(|(word, place)| FieldArg::parse(word, place.start, problems))
            .collect();
        let mut plan = Self {
            model: model.to_owned(),
            model_place,
            is_new: matches!(what, AddWhat::Model(_)),
            fields,
        };
        let is_sound = plan.check_model(spec, problems);
        plan.drop_taken(spec, problems);
        (is_sound && !plan.fields.is_empty()).then_some(plan)
    }

    fn check_model(&self, spec: &Spec, problems: &mut Vec<Problem>) -> bool {
        let model = quote(&self.model);
        let place = self.model_place.clone();
        let problem = match (spec.model(&self.model), self.is_new) {
            (Some(_), true) => Problem::at(place, format!("there is a model {model} already"))
                .help("choose another name, or add to it with `scaffold add field`"),
            (None, false) => {
                let known = spec.models.iter().map(|model| model.name.as_str());
                Problem::at(place, format!("no model {model}"))
                    .help(spec::did_you_mean(&self.model, known))
            }
            _ => return true,
        };
        problems.push(problem);
        false
    }

    /// Leaves out the fields of which the name is taken, by the model or by each other.
    fn drop_taken(&mut self, spec: &Spec, problems: &mut Vec<Problem>) {
        let old = spec.model(&self.model).filter(|_| !self.is_new);
        let mut seen: Vec<String> = Vec::new();
        self.fields.retain(|field| {
            let name = quote(&field.name);
            let problem = |message: String| Problem::at(field.name_place.clone(), message);
            if seen.contains(&field.name) {
                let message = format!("the field {name} is here twice");
                problems.push(problem(message).help("remove one of the two"));
                return false;
            }
            seen.push(field.name.clone());
            let is_taken = old.is_some_and(|model| model.field(&field.name).is_some());
            if is_taken {
                let message = format!("{} has a field {name} already", quote(&self.model));
                let help = format!("choose another name, or change the field in `{SPEC}`");
                problems.push(problem(message).help(help));
            }
            !is_taken
        });
    }

    fn edit(&self, text: &str) -> Result<String, Problem> {
        let mut fields = self.fields.iter();
        if self.is_new {
            let fields: Vec<(String, Value)> = fields
                .map(|field| (field.name.clone(), field.value()))
                .collect();
            return edit::add_model(text, &self.model, &fields);
        }
        fields.try_fold(text.to_owned(), |text, field| {
            edit::add_field(&text, &self.model, &field.name, &field.value())
        })
    }

    /// Brings the problems of the new text to where the user wrote what causes them.
    fn sort(&self, problems: &Problems, text: &str, new: &str, found: &mut Found) {
        for problem in problems.list() {
            let place = problem.span.as_ref().and_then(|span| self.place(new, span));
            match place {
                Some(place) => found.arguments.push(Problem {
                    span: Some(place),
                    ..problem.clone()
                }),
                None => found.spec.push(in_old_text(text, new, problem)),
            }
        }
    }

    /// The place in the command line of what stands at a place of the new text.
    fn place(&self, new: &str, span: &Range<usize>) -> Option<Range<usize>> {
        let is_in = |place: Option<Range<usize>>| place.is_some_and(|p| p.contains(&span.start));
        let entry = |keys: &[&str]| is_in(edit::locate_entry(new, &self.model, keys));
        let is_name = |field| is_in(edit::locate(new, &self.model, Some(field)));
        for field in &self.fields {
            let name = field.name.as_str();
            if !entry(&["fields", name]) {
                continue;
            }
            let mut options = field.options.iter();
            return Some(
                match options.find(|option| entry(&["fields", name, option.key])) {
                    Some(option) => option.place.clone(),
                    None if is_name(name) => field.name_place.clone(),
                    None => field.type_place.clone(),
                },
            );
        }
        (self.is_new && entry(&[])).then(|| self.model_place.clone())
    }
}

/// A problem with the new text, at the place that it has in the old one.
fn in_old_text(text: &str, new: &str, problem: &Problem) -> Problem {
    let same = |(one, two): &(u8, u8)| one == two;
    let before = text.bytes().zip(new.bytes()).take_while(same).count();
    let added = new.len().saturating_sub(text.len());
    let old = |at: usize| {
        if at <= before {
            at
        } else {
            at.saturating_sub(added)
        }
    };
    let span = problem.span.as_ref();
    Problem {
        span: span.map(|span| old(span.start).min(text.len())..old(span.end).min(text.len())),
        ..problem.clone()
    }
}
