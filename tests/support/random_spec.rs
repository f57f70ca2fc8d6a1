//! Random specs that are valid: the same one for the same seed.

use std::fmt::Write;

/// Models with names that are easy and names that are not.
const MODELS: &[&str] = &[
    "User",
    "Order",
    "Person",
    "Self_",
    "Type",
    "Async",
    "Category",
    "OrderItem",
    "HTTPServer",
    "Order2Item",
    "Datum",
    "Quiz",
    "Address",
    "News",
    "Mod",
    "Post",
    "Match",
    "Select",
];

/// Fields, keywords of Rust and SQL among them.
const FIELDS: &[&str] = &[
    "type", "async", "self", "select", "group", "order", "name", "title", "body", "price", "count",
    "when", "where", "from", "user", "match", "value", "table", "index", "key", "check", "default",
    "primary", "code", "ratio", "meta", "token", "status", "level", "crate", "super", "fn", "r2d2",
    "end", "gen", "row", "db", "state", "error", "item", "json", "query", "path",
];

/// Texts that break what does not escape them.
const TEXTS: &[&str] = &[
    "\"#; DROP TABLE users; --",
    "</script><script>alert(1)</script>",
    "{{ x }} {% raw %} {# y #}",
    "*/ /* // # <!-- -->",
    "back\\slash \\n \\\" \\u{41}",
    "emoji 🦀 and כתב מימין לשמאל",
    "ends with a backslash \\",
    "'single' \"double\" `tick` $1 ${HOME} %s {}",
    "two\nlines",
    "日本語 — ünïcödé",
    "[link](javascript:alert(1)) | table | \\|",
    " ",
];

/// A valid spec.
pub fn random_spec(seed: u64) -> String {
    let mut writer = Writer {
        random: Random(seed),
        out: String::new(),
        models: Vec::new(),
    };
    writer.spec(seed);
    writer.out
}

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

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Some of the names, in a random order.
    fn some(&mut self, from: &[&'static str], count: usize) -> Vec<&'static str> {
        let mut from = from.to_vec();
        let mut chosen = Vec::new();
        for _ in 0..count.min(from.len()) {
            let at = self.below(from.len());
            chosen.push(from.swap_remove(at));
        }
        chosen
    }
}

/// What later options need to know about a field.
struct Field {
    name: &'static str,
    text: bool,
    comparable: bool,
    readable: bool,
    date: bool,
    reference: bool,
}

struct Writer {
    random: Random,
    out: String,
    models: Vec<&'static str>,
}

impl Writer {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn spec(&mut self, seed: u64) {
        self.line(&format!("project: random-{seed}"));
        let count = 1 + self.random.below(5);
        self.models = self.random.some(MODELS, count);
        self.line("models:");
        for at in 0..self.models.len() {
            self.model(at);
        }
    }

    fn model(&mut self, at: usize) {
        let name = self.models[at];
        self.line(&format!("  {name}:"));
        if self.random.one_in(3) {
            self.line("    id: uuid");
        }
        let timestamps = !self.random.one_in(4);
        if !timestamps {
            self.line("    timestamps: false");
        }
        if self.random.one_in(6) {
            self.line(&format!("    table: t{at}_records"));
        }
        if self.random.one_in(4) {
            let help = quoted(self.random.pick(TEXTS));
            self.line(&format!("    help: {help}"));
        }
        self.line("    fields:");
        let count = 2 + self.random.below(7);
        let names = self.random.some(FIELDS, count);
        // The first is always one that a client can send.
        self.line(&format!(
            "      {}: {{ type: string, max_length: 80 }}",
            names[0]
        ));
        let mut fields = vec![Field {
            name: names[0],
            text: true,
            comparable: true,
            readable: true,
            date: false,
            reference: false,
        }];
        for name in &names[1..] {
            let field = self.field(at, name, names[0]);
            fields.extend(field);
        }
        self.options(&fields, timestamps);
    }

    fn field(&mut self, model: usize, name: &'static str, source: &str) -> Option<Field> {
        match self.random.below(20) {
            0 | 1 => self.reference(model, name),
            2 => self.many(name),
            kind => Some(self.plain(kind - 3, name, source)),
        }
    }

    fn reference(&mut self, model: usize, name: &'static str) -> Option<Field> {
        // Required ones go to earlier models, so that they make no circle.
        let required = model > 0 && self.random.one_in(2);
        let target = match required {
            true => self.models[self.random.below(model)],
            false => self.models[self.random.below(self.models.len())],
        };
        let text = match (required, self.random.below(4)) {
            (true, 0) => target.to_owned(),
            (true, 1) => format!("{{ type: {target}, on_delete: restrict }}"),
            (true, _) => format!("{{ type: {target}, on_delete: cascade }}"),
            (false, 0) => format!("{target}?"),
            (false, 1) => format!("{{ type: {target}, optional: true, on_delete: set_null }}"),
            (false, 2) => format!(
                "{{ type: {target}?, on_delete: cascade, related_name: {name}_of_{model} }}"
            ),
            (false, _) => format!("{{ type: {target}?, on_delete: restrict, index: true }}"),
        };
        self.line(&format!("      {name}: {text}"));
        Some(Field {
            name,
            text: false,
            comparable: true,
            readable: true,
            date: false,
            reference: true,
        })
    }

    fn many(&mut self, name: &str) -> Option<Field> {
        let target = self.models[self.random.below(self.models.len())];
        self.line(&format!("      {name}: [{target}]"));
        None
    }

    fn plain(&mut self, kind: usize, name: &'static str, source: &str) -> Field {
        let random = &mut self.random;
        let (mut text, mut comparable, mut date) = (false, true, false);
        let mut default = None;
        let mut unique = false;
        let mut options = match kind {
            0 => {
                (text, unique) = (true, random.one_in(3));
                default = Some(quoted("a default"));
                let length = 9 + random.below(30);
                format!(
                    "type: string, min_length: {}, max_length: {length}",
                    random.below(9)
                )
            }
            1 => {
                text = true;
                default = Some(quoted(random.pick(TEXTS)));
                "type: text".to_owned()
            }
            2 => {
                (text, unique) = (true, random.one_in(2));
                match random.one_in(2) {
                    true => format!("type: slug, from: {source}"),
                    false => "type: slug".to_owned(),
                }
            }
            3 => {
                (text, unique) = (true, random.one_in(2));
                default = Some("someone@example.com".to_owned());
                "type: email".to_owned()
            }
            4 => {
                text = true;
                default = Some("\"https://example.com/?a=1&b=2\"".to_owned());
                "type: url".to_owned()
            }
            5 => {
                let least = random.below(100) as i64 - 50;
                unique = random.one_in(3);
                default = Some((least + 1).to_string());
                format!("type: integer, min: {least}, max: {}", least + 500)
            }
            6 => {
                default = Some("0.25".to_owned());
                "type: float, min: -1.5, max: 1e6".to_owned()
            }
            7 => {
                let digits = 4 + random.below(15);
                let places = random.below(4);
                default = Some("\"7\"".to_owned());
                format!("type: decimal, digits: {digits}, places: {places}, min: 0, max: \"9\"")
            }
            8 => {
                default = Some(random.one_in(2).to_string());
                "type: boolean".to_owned()
            }
            9 => {
                date = true;
                default = Some(random.pick(&["now", "2024-02-29"]).to_string());
                "type: date".to_owned()
            }
            10 => {
                default = Some(random.pick(&["now", "\"23:59:59.5\""]).to_string());
                "type: time".to_owned()
            }
            11 => {
                date = true;
                default = Some(
                    random
                        .pick(&["now", "\"2026-01-31T23:59:59+02:00\""])
                        .to_string(),
                );
                "type: datetime".to_owned()
            }
            12 => {
                unique = random.one_in(3);
                default = Some("123e4567-e89b-12d3-a456-426614174000".to_owned());
                "type: uuid".to_owned()
            }
            13 => {
                comparable = false;
                default = Some("{ a: [1, true, null, \"x\"] }".to_owned());
                "type: json".to_owned()
            }
            14 => {
                default = Some("None".to_owned());
                "type: enum, values: [self, None, in-progress, \"2\", \"→ '\\\"\\\\\", type]"
                    .to_owned()
            }
            15 => {
                (text, unique) = (true, random.one_in(2));
                default = Some("ABC-1234".to_owned());
                "type: string, pattern: '^[A-Z]{3}-[0-9]{4}$', max_length: 8".to_owned()
            }
            _ => {
                comparable = random.one_in(2);
                let kind = if comparable { "integer" } else { "json" };
                default = Some("-3".to_owned());
                format!("type: {kind}")
            }
        };
        let mut readable = true;
        let mut given = false;
        if unique {
            options.push_str(", unique: true");
        } else if let Some(default) = default
            && random.one_in(3)
        {
            given = true;
            let _ = write!(options, ", default: {default}");
        }
        let optional = random.one_in(3) && !options.contains("from:");
        if optional {
            options.push_str(", optional: true");
        }
        if comparable && random.one_in(5) {
            options.push_str(", index: true");
        }
        if (given || optional) && random.one_in(5) {
            options.push_str(", read_only: true");
        } else if random.one_in(8) {
            readable = false;
            options.push_str(", write_only: true");
        }
        if random.one_in(3) {
            let _ = write!(options, ", help: {}", quoted(random.pick(TEXTS)));
        }
        if random.one_in(5) {
            let _ = write!(options, ", label: {}", quoted(random.pick(TEXTS)));
        }
        self.line(&format!("      {name}: {{ {options} }}"));
        Field {
            name,
            text,
            comparable,
            readable,
            date,
            reference: false,
        }
    }

    fn options(&mut self, fields: &[Field], timestamps: bool) {
        let visible: Vec<&str> = fields
            .iter()
            .filter(|field| field.comparable && field.readable)
            .map(|field| field.name)
            .collect();
        let text: Vec<&str> = fields
            .iter()
            .filter(|field| field.text && field.readable)
            .map(|field| field.name)
            .collect();
        let stamps = if timestamps {
            ", created_at, id"
        } else {
            ", id"
        };
        if self.random.one_in(2) {
            let sign = if self.random.one_in(2) { "-" } else { "" };
            let first = self.random.pick(&visible).to_string();
            self.line(&format!("    ordering: [{sign}{first}{stamps}]"));
        }
        if visible.len() > 1 && self.random.one_in(3) {
            self.line(&format!(
                "    unique_together: [[{}, {}]]",
                visible[0], visible[1]
            ));
        }
        if self.random.one_in(4) {
            self.line(&format!("    indexes: [[{}]]", visible.join(", ")));
        }
        if self.random.one_in(4) {
            let plain: Vec<&str> = fields
                .iter()
                .filter(|field| field.comparable && field.readable && !field.reference)
                .map(|field| field.name)
                .collect();
            let label = self.random.pick(&plain).to_string();
            self.line(&format!("    label: {label}"));
        }
        if !self.random.one_in(5) {
            let size = 1 + self.random.below(100);
            let pagination = self.random.pick(&["offset", "page"]);
            let api = format!(
                "    api: {{ filter: [{all}{stamps}], search: [{}], order: [{all}{stamps}], page_size: {size}, pagination: {pagination} }}",
                text.join(", "),
                all = visible.join(", "),
            );
            self.line(&api);
        }
        if self.random.one_in(3) {
            let date = fields.iter().find(|field| field.date && field.readable);
            let date = date.map(|field| format!(", date_hierarchy: {}", field.name));
            let all = visible.join(", ");
            let admin = format!(
                "    admin: {{ list: [{all}], search: [{}], filter: [{all}]{} }}",
                text.join(", "),
                date.unwrap_or_default(),
            );
            self.line(&admin);
        }
    }
}

/// A text as YAML, whatever is in it.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}
