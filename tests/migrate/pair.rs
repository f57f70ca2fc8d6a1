//! Random pairs of specs: one, and what it became after some edits. Models and fields have numbers
//! that stay when they are renamed, so that a test knows what became of each.

use std::collections::BTreeSet;

use crate::random_spec::Random;

/// Names with keywords of SQL among them, and such as are cut in names of constraints.
const FIELDS: &[&str] = &[
    "order",
    "group",
    "select",
    "title",
    "body",
    "price",
    "count",
    "when",
    "user",
    "value",
    "table",
    "index",
    "key",
    "check",
    "default",
    "primary",
    "code",
    "ratio",
    "status",
    "level",
    "end",
    "row",
    "state",
    "item",
    "query",
    "path",
    "name",
    "where",
    "match",
    "limit",
    "offset",
    "a_rather_long_name_of_a_field_that_is_cut_off",
    "another_long_name_of_a_field_that_is_cut_off",
];

const MODELS: &[&str] = &[
    "User",
    "Order",
    "Person",
    "Category",
    "OrderItem",
    "Group",
    "Quiz",
    "Address",
    "Post",
    "Match",
    "Select",
    "Tag",
    "Invoice",
    "AVeryLongModelNameThatMakesConstraintNamesTooLong",
];

pub const WORDS: &[&str] = &["draft", "it's", "$guard$", "\\\"done\\\"", "; DROP", "last"];

/// A spec as data.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub models: Vec<Model>,
    pub style: Style,
    /// Whether the first model has a login, so that it can be the identity.
    pub has_login: bool,
    next: usize,
}

/// Who can log in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Style {
    /// Nobody.
    #[default]
    Api,
    /// Accounts.
    Full,
    /// The records of the first model.
    Own,
}

/// The number of the model that can be the identity.
pub const FIRST: usize = 1;

#[derive(Clone, Debug)]
pub struct Model {
    pub number: usize,
    pub name: String,
    pub renamed_from: Option<String>,
    pub fields: Vec<Field>,
    pub uuid: bool,
    pub timestamps: bool,
    pub table: Option<String>,
    pub together: Vec<Vec<usize>>,
    pub indexes: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub number: usize,
    pub name: String,
    pub renamed_from: Option<String>,
    pub kind: Kind,
    pub optional: bool,
    pub unique: bool,
    pub index: bool,
    pub default: bool,
    pub backfill: bool,
    /// Which of the bounds, lengths or sets of words below it has.
    pub limit: usize,
    pub on_delete: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    String,
    Integer,
    Float,
    Decimal(u32, u32),
    Boolean,
    Date,
    Time,
    DateTime,
    Uuid,
    Json,
    Enum,
    Reference(usize),
    Many(usize),
}

const KINDS: &[Kind] = &[
    Kind::String,
    Kind::Integer,
    Kind::Float,
    Kind::Decimal(12, 2),
    Kind::Decimal(8, 3),
    Kind::Decimal(18, 0),
    Kind::Boolean,
    Kind::Date,
    Kind::Time,
    Kind::DateTime,
    Kind::Uuid,
    Kind::Json,
    Kind::Enum,
];

/// A spec and the one that it became, as YAML.
pub struct Pair {
    pub old: Draft,
    pub new: Draft,
}

impl Pair {
    pub fn random(seed: u64) -> Pair {
        let mut random = Random(seed);
        let mut old = Draft::default();
        for _ in 0..1 + random.below(4) {
            old.add_model(&mut random, &Draft::default());
        }
        let mut new = old.clone();
        for _ in 0..1 + random.below(6) {
            new.edit(&mut random, &old);
        }
        // A generator of its own, so that what else is random stays as it was.
        let mut random = Random(!seed);
        old.style = Style::random(&mut random);
        new.style = match random.one_in(2) {
            true => old.style,
            false => Style::random(&mut random),
        };
        new.style = new.style_of(new.style);
        let has_login = [old.style, new.style].contains(&Style::Own);
        (old.has_login, new.has_login) = (has_login, has_login);
        // What a field is filled with matters where it is new or required from now on.
        for field in new.models.iter_mut().flat_map(|model| &mut model.fields) {
            let was = old.field(field.number);
            let is_new = was.is_none_or(|was| was.1.kind.is_many());
            let needs = is_new && !field.optional && !field.default;
            field.backfill = !field.kind.is_many() && (needs || random.one_in(4));
        }
        Pair { old, new }
    }
}

impl Kind {
    pub fn is_many(self) -> bool {
        matches!(self, Kind::Many(_))
    }
}

impl Style {
    fn random(random: &mut Random) -> Style {
        [Style::Api, Style::Full, Style::Own][random.below(3)]
    }
}

impl Draft {
    /// The style, or where there is no model to log in, that with accounts.
    fn style_of(&self, style: Style) -> Style {
        match style {
            Style::Own if self.model(FIRST).is_none() => Style::Full,
            style => style,
        }
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    pub fn model(&self, number: usize) -> Option<&Model> {
        self.models.iter().find(|model| model.number == number)
    }

    pub fn field(&self, number: usize) -> Option<(&Model, &Field)> {
        let fields = |model| -> Vec<(&Model, &Field)> {
            let model: &Model = model;
            model.fields.iter().map(|field| (model, field)).collect()
        };
        let mut fields = self.models.iter().flat_map(fields);
        fields.find(|(_, field)| field.number == number)
    }

    /// A name that no model of this spec or the other has.
    fn free_model(&self, random: &mut Random, old: &Draft) -> Option<String> {
        let taken = |name: &str| {
            let models = self.models.iter().chain(&old.models);
            models.into_iter().any(|model| model.name == name)
        };
        let free: Vec<&str> = MODELS.iter().copied().filter(|name| !taken(name)).collect();
        (!free.is_empty()).then(|| random.pick(&free).to_owned())
    }

    fn free_field(&self, random: &mut Random, model: usize, old: &Draft) -> Option<String> {
        let number = self.models[model].number;
        let before = old.model(number).map(|model| &model.fields);
        let taken = |name: &str| {
            let fields = self.models[model]
                .fields
                .iter()
                .chain(before.into_iter().flatten());
            fields.into_iter().any(|field| field.name == name)
        };
        let free: Vec<&str> = FIELDS.iter().copied().filter(|name| !taken(name)).collect();
        (!free.is_empty()).then(|| random.pick(&free).to_owned())
    }

    fn add_model(&mut self, random: &mut Random, other: &Draft) {
        let Some(name) = self.free_model(random, other) else {
            return;
        };
        let number = self.number();
        self.models.push(Model {
            number,
            name,
            renamed_from: None,
            fields: Vec::new(),
            uuid: random.one_in(3),
            timestamps: !random.one_in(3),
            table: random.one_in(4).then(|| format!("table_{number}")),
            together: Vec::new(),
            indexes: Vec::new(),
        });
        let at = self.models.len() - 1;
        self.add_field(random, at, &Draft::default(), Some(Kind::String));
        for _ in 0..random.below(6) {
            self.add_field(random, at, &Draft::default(), None);
        }
        if random.one_in(3) {
            self.set_together(random, at);
        }
        if random.one_in(3) {
            self.set_indexes(random, at);
        }
    }

    fn add_field(&mut self, random: &mut Random, model: usize, old: &Draft, kind: Option<Kind>) {
        let Some(name) = self.free_field(random, model, old) else {
            return;
        };
        let number = self.number();
        let kind = kind.unwrap_or_else(|| self.kind(random));
        let mut field = Field {
            number,
            name,
            renamed_from: None,
            kind,
            optional: random.one_in(2) && !self.models[model].fields.is_empty(),
            unique: random.one_in(4),
            index: random.one_in(4),
            default: random.one_in(3),
            backfill: false,
            limit: random.below(3),
            on_delete: ["cascade", "restrict", "set_null"][random.below(3)],
        };
        if let Kind::Reference(target) = kind {
            // Required ones go to models that came before, so that they make no circle.
            field.optional |= target >= self.models[model].number;
        }
        self.models[model].fields.push(field);
    }

    fn kind(&self, random: &mut Random) -> Kind {
        let target = self.models[random.below(self.models.len())].number;
        match random.below(8) {
            0 | 1 => Kind::Reference(target),
            2 => Kind::Many(target),
            _ => KINDS[random.below(KINDS.len())],
        }
    }

    fn set_together(&mut self, random: &mut Random, at: usize) {
        let columns = self.columns(at);
        self.models[at].together = match columns.len() {
            0..2 => Vec::new(),
            count => vec![vec![columns[0], columns[1 + random.below(count - 1)]]],
        };
    }

    fn set_indexes(&mut self, random: &mut Random, at: usize) {
        let columns = self.columns(at);
        let first = random.below(columns.len());
        self.models[at].indexes = vec![columns[first..].to_vec()];
    }

    /// The fields that an index can have.
    fn columns(&self, model: usize) -> Vec<usize> {
        let fields = self.models[model].fields.iter();
        let fields = fields.filter(|field| !field.kind.is_many() && field.kind != Kind::Json);
        fields.map(|field| field.number).collect()
    }

    fn edit(&mut self, random: &mut Random, old: &Draft) {
        let at = random.below(self.models.len());
        let field = random.below(self.models[at].fields.len());
        match random.below(20) {
            0 | 1 => self.add_field(random, at, old, None),
            2 if field > 0 => drop(self.models[at].fields.remove(field)),
            3 | 4 => self.rename_field(random, (at, field), old),
            5 | 6 if field > 0 => {
                self.models[at].fields[field].kind = KINDS[random.below(KINDS.len())];
            }
            7 if field > 0 => self.toggle_optional((at, field)),
            8 => self.models[at].fields[field].unique ^= true,
            9 => self.models[at].fields[field].index ^= true,
            10 => self.models[at].fields[field].default ^= true,
            11 => self.models[at].fields[field].limit = random.below(3),
            12 => {
                let word = ["cascade", "restrict", "set_null"][random.below(3)];
                self.models[at].fields[field].on_delete = word;
            }
            13 => self.add_model(random, old),
            14 if self.models.len() > 1 => self.drop_model(at),
            15 => self.rename_model(random, at, old),
            16 => {
                // Sometimes the name that another model's table had.
                let table = format!("table_{}", random.below(3));
                let is_free = self
                    .models
                    .iter()
                    .all(|model| model.table.as_ref() != Some(&table));
                let table = is_free.then_some(table);
                self.models[at].table = table;
            }
            17 => self.models[at].timestamps ^= true,
            18 => self.set_together(random, at),
            _ => self.set_indexes(random, at),
        }
    }

    fn toggle_optional(&mut self, (at, field): (usize, usize)) {
        let number = self.models[at].number;
        let field = &mut self.models[at].fields[field];
        field.optional ^= true;
        if let Kind::Reference(target) = field.kind {
            field.optional |= target >= number;
        }
    }

    fn rename_field(&mut self, random: &mut Random, (at, field): (usize, usize), old: &Draft) {
        let number = self.models[at].fields[field].number;
        let (Some(name), Some((_, was))) = (self.free_field(random, at, old), old.field(number))
        else {
            return;
        };
        let field = &mut self.models[at].fields[field];
        field.renamed_from = Some(was.name.clone());
        field.name = name;
    }

    fn rename_model(&mut self, random: &mut Random, at: usize, old: &Draft) {
        let (Some(name), Some(was)) = (
            self.free_model(random, old),
            old.model(self.models[at].number),
        ) else {
            return;
        };
        let model = &mut self.models[at];
        model.renamed_from = Some(was.name.clone());
        model.name = name;
    }

    fn drop_model(&mut self, at: usize) {
        let gone = self.models.remove(at).number;
        for model in &mut self.models {
            model.fields.retain(|field| {
                field.kind != Kind::Reference(gone) && field.kind != Kind::Many(gone)
            });
        }
    }

    /// What is in this spec and not in the other: models, and fields of models in both, as
    /// `Model` or `Model.field` by the names that the models have in `new`.
    pub fn gone(&self, new: &Draft) -> BTreeSet<String> {
        let mut gone = BTreeSet::new();
        match (self.style, new.style) {
            (Style::Full, Style::Own) => drop(gone.insert("auth.Account".to_owned())),
            (Style::Full | Style::Own, Style::Api) => drop(gone.insert("auth".to_owned())),
            _ => {}
        }
        if let (Style::Own, Some(now), true) =
            (self.style, new.model(FIRST), new.style != Style::Own)
        {
            let added = ["password", "is_active", "groups", "date_joined"];
            gone.extend(added.map(|name| format!("{}.{name}", now.name)));
        }
        for model in &self.models {
            let Some(now) = new.model(model.number) else {
                gone.insert(model.name.clone());
                continue;
            };
            if model.timestamps && !now.timestamps {
                gone.extend(
                    ["created_at", "updated_at"].map(|name| format!("{}.{name}", now.name)),
                );
            }
            for field in &model.fields {
                let is = now.fields.iter().find(|other| other.number == field.number);
                if is.is_none_or(|is| field.kind.is_many() != is.kind.is_many()) {
                    gone.insert(format!("{}.{}", now.name, field.name));
                }
            }
        }
        gone
    }
}
