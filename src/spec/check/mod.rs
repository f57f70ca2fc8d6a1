//! From the spec as written to the spec as meant: everything that could go wrong later is found
//! here, all of it in one run.

mod admin;
mod clashes;
mod constraints;
mod fields;
mod identity;
mod inlines;
mod kinds;
mod links;
mod names;
mod options;
pub mod reserved;
mod search;
mod types;
mod values;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::field::Field;
use super::file::at::{At, Key};
use super::file::shape::{ModelFile, SpecFile};
use super::identity::{belong_to, models};
use super::model::{IdType, Model, Spec, Style};
use super::suggest::did_you_mean;
use crate::problem::{Problem, quote};

/// How many models a spec can have.
pub const MAX_MODELS: usize = 1_000;

/// How many fields a model can have.
pub const MAX_FIELDS: usize = 200;

/// Checks a spec; its problems are added to `problems`, and without any there is a result.
pub fn check(file: &At<SpecFile>, style: Option<Style>, problems: Vec<Problem>) -> Outcome {
    let style = style.unwrap_or(file.value.style.or(Style::Api));
    let mut check = Check { problems, style };
    let empty = ModelFile::default();
    let project = names::project(&mut check, file);
    let drafts = names::drafts(&mut check, file, &empty);
    let by_name: Models = drafts
        .iter()
        .map(|draft| (draft.name.as_str(), draft))
        .collect();
    let mut works: Vec<Work> = drafts
        .iter()
        .map(|draft| fields::resolve(&mut check, &by_name, draft))
        .collect();
    let mut system = match check.has_admin() {
        true => models(),
        false => Vec::new(),
    };
    let auth = identity::resolve(&mut check, file, &mut works, &mut system);
    links::related_names(&mut check, &mut works);
    links::cycles(&mut check, &works);
    clashes::check(&mut check, &works, &system);
    let resolved: Vec<Model> = (0..works.len())
        .map(|at| options::model(&mut check, &works, at))
        .collect();
    let own = |model: &&Model| auth.as_ref().is_some_and(|auth| auth.model == model.name);
    if let Some(identity) = resolved.iter().find(own) {
        belong_to(identity, &mut system);
    }
    match project {
        Some(project) if check.problems.is_empty() => Ok(Spec {
            project,
            style,
            system,
            models: resolved,
            auth,
        }),
        _ => Err(check.problems),
    }
}

/// A spec, or the problems with it.
pub type Outcome = Result<Spec, Vec<Problem>>;

/// The models by their names.
type Models<'a> = HashMap<&'a str, &'a Draft<'a>>;

/// What the checks share: the problems found so far.
struct Check {
    problems: Vec<Problem>,
    style: Style,
}

impl Check {
    fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem and what to do about it.
    fn add(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.push(Problem::at(span.clone(), message).help(help));
    }

    fn has_admin(&self) -> bool {
        self.style != Style::Api
    }
}

/// A model of which only the names are known.
struct Draft<'a> {
    /// The name and its place.
    name: String,
    place: Range<usize>,
    file: &'a ModelFile,
    /// Whether something about it was refused, so that checks on it would only repeat that.
    broken: bool,
    type_name: String,
    plural_module: String,
    plural: String,
    table: String,
    id: IdType,
    timestamps: bool,
}

/// A model with its fields.
struct Work<'a> {
    draft: &'a Draft<'a>,
    fields: Vec<Placed>,
    /// The names of all fields of the YAML, those that were refused among them.
    declared: HashSet<&'a str>,
}

/// A field and the place of its name.
struct Placed {
    place: Range<usize>,
    field: Field,
}

impl Work<'_> {
    /// Whether none of its fields was refused.
    fn is_whole(&self) -> bool {
        let declared = self.fields.iter().filter(|placed| !placed.field.is_added);
        declared.count() == self.declared.len()
    }

    /// The field that an option names, the added ones included; a wrong name is noted.
    fn target(&self, check: &mut Check, name: &At<String>) -> Option<Target<'_>> {
        let target = self.find(&name.value);
        if target.is_none() && !self.declared.contains(name.value.as_str()) {
            let owner = quote(&self.draft.name);
            let message = format!("no field {} in {owner}", quote(&name.value));
            check.add(&name.span, message, did_you_mean(&name.value, self.names()));
        }
        target
    }

    /// The names that an option can use, in the order of the YAML.
    fn names(&self) -> Vec<&str> {
        let entries = self.draft.file.fields.value();
        let mut names: Vec<&str> = vec![];
        for (name, _) in entries.iter().flat_map(|entries| &entries.list) {
            names.push(&name.value);
        }
        let added = self.fields.iter().filter(|placed| placed.field.is_added);
        names.extend(added.map(|placed| placed.field.name.as_str()));
        names.push("id");
        if self.draft.timestamps {
            names.extend(["created_at", "updated_at"]);
        }
        names
    }

    fn find(&self, name: &str) -> Option<Target<'_>> {
        let stamps = self.draft.timestamps;
        match name {
            "id" => Some(Target::Id),
            "created_at" if stamps => Some(Target::Stamp("created_at")),
            "updated_at" if stamps => Some(Target::Stamp("updated_at")),
            _ => self
                .fields
                .iter()
                .find(|placed| placed.field.name == name)
                .map(|placed| Target::Field(&placed.field)),
        }
    }
}

/// What an option's field name stands for.
#[derive(Clone, Copy)]
enum Target<'a> {
    Id,
    Stamp(&'static str),
    Field(&'a Field),
}

impl<'a> Target<'a> {
    fn field(self) -> Option<&'a Field> {
        match self {
            Target::Field(field) => Some(field),
            Target::Id | Target::Stamp(_) => None,
        }
    }

    fn column(self) -> String {
        match self {
            Target::Id => "id".to_owned(),
            Target::Stamp(name) => name.to_owned(),
            Target::Field(field) => field.column.clone(),
        }
    }

    fn json_name(self) -> String {
        match self {
            Target::Field(field) => field.json_name.clone(),
            _ => self.column(),
        }
    }

    fn is_column(self) -> bool {
        self.field().is_none_or(Field::is_column)
    }

    fn is_text(self) -> bool {
        self.field().is_some_and(|field| field.kind.is_text())
    }

    fn is_comparable(self) -> bool {
        self.field().is_none_or(|field| field.row().comparable)
    }

    fn is_readable(self) -> bool {
        self.field().is_none_or(Field::readable)
    }

    /// What it is, for a message.
    fn describe(self) -> String {
        match self {
            Target::Id => "it is the id".to_owned(),
            Target::Stamp(_) => "it is a timestamp".to_owned(),
            Target::Field(field) if field.write_only => "it is write-only".to_owned(),
            Target::Field(field) => format!("its type is `{}`", field.row().name),
        }
    }
}

/// A key that has to be there.
fn required<'a, T>(
    check: &mut Check,
    key: &'a Key<T>,
    owner: &Range<usize>,
    message: &str,
    help: &str,
) -> Option<&'a At<T>> {
    if key.is_absent() {
        check.add(owner, message, help);
    }
    key.get()
}
