//! Random specs in random layouts: the same one for the same seed.

/// SplitMix64: small, good enough, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What a spec says.
#[derive(Clone)]
pub enum Yaml {
    /// A scalar or a list, as it can stand anywhere.
    Line(String),
    /// Text, in any notation.
    Text(String),
    /// A map.
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    pub fn line(text: &str) -> Yaml {
        Yaml::Line(text.to_owned())
    }

    pub fn entry(&mut self, key: &str) -> Option<&mut Yaml> {
        let entries = self.entries();
        let entry = entries.iter_mut().find(|(name, _)| name == key);
        entry.map(|(_, value)| value)
    }

    pub fn entries(&mut self) -> &mut Vec<(String, Yaml)> {
        match self {
            Yaml::Map(entries) => entries,
            _ => panic!("not a map"),
        }
    }

    /// On one line.
    pub fn flow(&self) -> String {
        match self {
            Yaml::Line(line) => line.clone(),
            Yaml::Text(text) => format!("{text:?}"),
            Yaml::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.flow()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

const MODELS: &[&str] = &["User", "Post", "OrderItem", "Tag"];
const FIELDS: &[&str] = &["title", "body", "size", "state", "owner", "others", "when"];
const COMMENTS: &[&str] = &[
    "# short",
    "#",
    "# ünïcödé → 🦀, a: { b }",
    "#no: space",
    "# 'it''s",
];

/// What a valid spec says.
pub fn spec(random: &mut Random) -> Yaml {
    let count = 1 + random.below(MODELS.len());
    let models = &MODELS[..count];
    let entries = models.iter().map(|name| {
        let mut fields = vec![("name".to_owned(), Yaml::line("string"))];
        for field in FIELDS {
            if random.one_in(2) {
                fields.push((field.to_string(), value(random, models)));
            }
        }
        let mut model = vec![("fields".to_owned(), Yaml::Map(fields))];
        if random.one_in(3) {
            let text = random.pick(&["Two\nlines", "One.", "It: is # so\n"]);
            insert(random, &mut model, "help", Yaml::Text(text.to_string()));
        }
        if random.one_in(3) {
            insert(random, &mut model, "ordering", Yaml::line("[-name, id]"));
        }
        if random.one_in(4) {
            let api = Yaml::Map(vec![("page_size".to_owned(), Yaml::line("50"))]);
            insert(random, &mut model, "api", api);
        }
        (name.to_string(), Yaml::Map(model))
    });
    let mut spec = vec![("models".to_owned(), Yaml::Map(entries.collect()))];
    insert(random, &mut spec, "project", Yaml::line("blog"));
    insert(random, &mut spec, "style", Yaml::line("api"));
    Yaml::Map(spec)
}

fn insert(random: &mut Random, map: &mut Vec<(String, Yaml)>, key: &str, value: Yaml) {
    map.insert(random.below(map.len() + 1), (key.to_owned(), value));
}

/// The value of a field: short forms and maps.
pub fn value(random: &mut Random, models: &[&str]) -> Yaml {
    let model = *random.pick(models);
    match random.below(9) {
        0 => Yaml::line("text?"),
        1 => Yaml::line("email"),
        2 => Yaml::Line(format!("{model}?")),
        3 => Yaml::Line(format!("[{model}]")),
        4 => Yaml::line("'datetime?'"),
        5 => map(&[("type", "integer"), ("min", "-3"), ("optional", "true")]),
        6 => map(&[
            ("type", "enum"),
            ("values", "[draft, \"in, progress\"]"),
            ("default", "draft"),
        ]),
        7 => Yaml::Map(vec![
            ("type".to_owned(), Yaml::line("text?")),
            (
                "help".to_owned(),
                Yaml::Text("How\n  so? # so\n".to_owned()),
            ),
        ]),
        _ => map(&[("type", "string"), ("max_length", "80")]),
    }
}

fn map(entries: &[(&str, &str)]) -> Yaml {
    let entries = entries.iter();
    Yaml::Map(
        entries
            .map(|(key, value)| (key.to_string(), Yaml::line(value)))
            .collect(),
    )
}

/// A text that says it, in a layout of its own.
pub fn layout(random: &mut Random, spec: &Yaml) -> String {
    let mut writer = Writer {
        out: String::new(),
        noisy: random.one_in(2),
        after_text: false,
        random,
    };
    if writer.random.one_in(4) {
        writer
            .out
            .push_str("# yaml-language-server: $schema=./x.json\n");
    }
    if writer.random.one_in(6) {
        writer.out.push_str("---\n");
    }
    let Yaml::Map(entries) = spec else {
        panic!("a spec is a map");
    };
    writer.block(entries, 0);
    writer.noise(0);
    let mut text = writer.out;
    if random.one_in(4) {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if random.one_in(4) {
        text = text.replace('\n', "\r\n");
    }
    if random.one_in(8) {
        text.insert(0, '\u{feff}');
    }
    text
}

struct Writer<'a> {
    random: &'a mut Random,
    out: String,
    /// Whether there are comments and blank lines.
    noisy: bool,
    /// Whether text in lines comes before, to which an indented comment would belong.
    after_text: bool,
}

impl Writer<'_> {
    fn block(&mut self, entries: &[(String, Yaml)], column: usize) {
        for (key, value) in entries {
            self.noise(column);
            self.after_text = false;
            self.out.push_str(&" ".repeat(column));
            let key = self.key(key);
            self.out.push_str(&key);
            match value {
                Yaml::Map(entries) if !self.random.one_in(3) => {
                    self.line_end();
                    let step = 1 + self.random.below(8);
                    self.block(entries, column + step);
                }
                Yaml::Text(text) if self.random.one_in(2) => self.literal(text, column),
                value => {
                    self.out.push(' ');
                    let flow = self.flow(value, column + 1);
                    self.out.push_str(&flow);
                    self.line_end();
                }
            }
        }
    }

    /// A key with its colon.
    fn key(&mut self, key: &str) -> String {
        let colon = if self.random.one_in(8) { " :" } else { ":" };
        match self.random.below(8) {
            0 => format!("'{key}'{colon}"),
            1 => format!("\"{key}\"{colon}"),
            _ => format!("{key}{colon}"),
        }
    }

    fn literal(&mut self, text: &str, column: usize) {
        let step = 1 + self.random.below(4);
        let keep = if text.ends_with('\n') { "|" } else { "|-" };
        self.out.push_str(&format!(" {keep}{step}\n"));
        for line in text.lines() {
            self.out.push_str(&" ".repeat(column + step));
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.after_text = true;
    }

    fn flow(&mut self, value: &Yaml, column: usize) -> String {
        let Yaml::Map(entries) = value else {
            return value.flow();
        };
        let in_lines = self.random.one_in(4);
        let (space, end) = match (in_lines, self.random.below(3)) {
            (true, _) => (
                format!("\n{}", " ".repeat(column + 2)),
                format!("\n{}", " ".repeat(column)),
            ),
            (false, 0) => (String::new(), String::new()),
            (false, _) => (" ".to_owned(), " ".to_owned()),
        };
        let mut out = "{".to_owned();
        for (at, (key, value)) in entries.iter().enumerate() {
            out.push_str(&space);
            out.push_str(&format!("{} ", self.key(key)));
            out.push_str(&self.flow(value, column + 2));
            let is_last = at + 1 == entries.len();
            if !is_last || self.random.one_in(4) {
                out.push(',');
            }
            if in_lines && self.noisy && self.random.one_in(3) {
                out.push_str(&format!(" {}", self.random.pick(COMMENTS)));
            }
        }
        out + &end + "}"
    }

    fn line_end(&mut self) {
        if self.noisy && self.random.one_in(4) {
            let comment = self.random.pick(COMMENTS);
            self.out.push_str(&format!("  {comment}"));
        }
        self.out.push('\n');
    }

    /// Comments and blank lines.
    fn noise(&mut self, column: usize) {
        while self.noisy && self.random.one_in(3) {
            if !self.random.one_in(3) {
                let indent = match self.after_text {
                    true => 0,
                    false => *self.random.pick(&[0, column, column, column + 3]),
                };
                let comment = self.random.pick(COMMENTS);
                self.out
                    .push_str(&format!("{}{comment}", " ".repeat(indent)));
            }
            self.out.push('\n');
        }
    }
}
