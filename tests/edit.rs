//! Edits of a spec's text: what changes, and what does not.

#[path = "edit/arguments.rs"]
mod arguments;
#[path = "edit/cases.rs"]
mod cases;
#[path = "edit/random.rs"]
mod random;

use proptest::prelude::*;
use random::{Random, Yaml};
use scaffold::edit::{self, Value};
use scaffold::spec::{self, Spec};

fn load(text: &str) -> Spec {
    spec::load(text, "scaffold.yaml").unwrap_or_else(|problems| panic!("{text}\n{problems}"))
}

fn to_value(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Line(line) => Value::Line(line.clone()),
        Yaml::Text(text) => Value::text(text),
        Yaml::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), to_value(value)))
                .collect(),
        ),
    }
}

/// A random edit: the text after it, and what the spec then says.
fn edited(random: &mut Random, text: &str, spec: &Yaml) -> (String, Yaml) {
    let mut after = spec.clone();
    let models = after.entry("models").unwrap();
    let names: Vec<String> = models
        .entries()
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let model = random.pick(&known).to_string();
    let result = match random.below(4) {
        0 => {
            let value = random::value(random, &known);
            let fields = models.entry(&model).unwrap().entry("fields").unwrap();
            fields.entries().push(("added".to_owned(), value.clone()));
            edit::add_field(text, &model, "added", &to_value(&value))
        }
        1 => {
            let fields = vec![
                ("name".to_owned(), Yaml::line("string")),
                ("added".to_owned(), random::value(random, &known)),
            ];
            let values: Vec<_> = fields
                .iter()
                .map(|(name, value)| (name.clone(), to_value(value)))
                .collect();
            let model = Yaml::Map(vec![("fields".to_owned(), Yaml::Map(fields))]);
            models.entries().push(("Added".to_owned(), model));
            edit::add_model(text, "Added", &values)
        }
        2 => {
            let old = ("renamed_from".to_owned(), Yaml::line("Old"));
            models.entry(&model).unwrap().entries().push(old);
            edit::set_model_key(text, &model, "renamed_from", Some("Old"))
        }
        _ => {
            let fields = models.entry(&model).unwrap().entry("fields").unwrap();
            let count = fields.entries().len();
            let (field, value) = &mut fields.entries()[random.below(count)];
            let old = ("renamed_from".to_owned(), Yaml::line("old"));
            match value {
                Yaml::Map(entries) => entries.push(old),
                short => *short = Yaml::Map(vec![("type".to_owned(), short.clone()), old]),
            }
            edit::set_field_key(text, &model, field, "renamed_from", Some("old"))
        }
    };
    let result = result.unwrap_or_else(|problem| panic!("{text}\n{problem:?}"));
    (result, after)
}

/// Whether `old` is what is left when some of `new` is taken away.
fn is_left_of(old: &str, new: &str) -> bool {
    let mut new = new.chars();
    old.chars().all(|c| new.any(|other| other == c))
}

/// How many lines of `old` are not in `new`.
fn changed_lines(old: &str, new: &str) -> usize {
    let mut lines: Vec<&str> = new.lines().collect();
    let is_gone = |line: &&str| match lines.iter().position(|other| other == line) {
        Some(at) => {
            lines.remove(at);
            false
        }
        None => true,
    };
    old.lines().filter(is_gone).count()
}

#[test]
fn random_edits_mean_what_they_should_and_keep_the_rest() {
    for seed in 0..500 {
        let random = &mut Random(seed);
        let spec = random::spec(random);
        let text = random::layout(random, &spec);
        assert_eq!(load(&text), load(&spec.flow()), "{text}");
        let (once, spec) = edited(random, &text, &spec);
        assert_eq!(load(&once), load(&spec.flow()), "{text}\n-->\n{once}");
        assert!(is_left_of(&text, &once), "{text}\n-->\n{once}");
        assert!(changed_lines(&text, &once) <= 1, "{text}\n-->\n{once}");
        if text.contains("\r\n") {
            assert!(!once.replace("\r\n", "").contains('\n'), "{once:?}");
        }
    }
}

#[test]
fn what_is_set_can_be_taken_away() {
    for seed in 0..300 {
        let random = &mut Random(seed);
        let spec = random::spec(random);
        let text = random::layout(random, &spec);
        let set = edit::set_model_key(&text, "User", "renamed_from", Some("Old")).unwrap();
        let unset = edit::set_model_key(&set, "User", "renamed_from", None).unwrap();
        assert_eq!(
            load(&unset),
            load(&text),
            "{text}\n-->\n{set}\n-->\n{unset}"
        );
        let set = edit::set_field_key(&text, "User", "name", "renamed_from", Some("old")).unwrap();
        let unset = edit::set_field_key(&set, "User", "name", "renamed_from", None).unwrap();
        assert_eq!(
            load(&unset),
            load(&text),
            "{text}\n-->\n{set}\n-->\n{unset}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn mutated_texts_never_panic(
        seed in any::<u64>(),
        cuts in prop::collection::vec((any::<usize>(), 0..6_usize, "[ \\r\\n\\t:,\\-\\[\\]{}?&*!|>'\"%@`#a.é→]{0,3}"), 1..5),
    ) {
        let random = &mut Random(seed);
        let spec = random::spec(random);
        let mut text = random::layout(random, &spec);
        for (at, length, new) in cuts {
            let start = text.floor_char_boundary(at % (text.len() + 1));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, &new);
        }
        let value = Value::Line("text?".to_owned());
        let fields = [("name".to_owned(), value.clone())];
        let results = [
            edit::add_field(&text, "User", "added", &value),
            edit::add_model(&text, "Added", &fields),
            edit::set_field_key(&text, "User", "name", "help", Some("x")),
            edit::set_field_key(&text, "User", "name", "type", None),
            edit::set_model_key(&text, "User", "ordering", Some("[name]")),
            edit::set_model_key(&text, "User", "fields", None),
        ];
        let length = text.len();
        for problem in results.into_iter().filter_map(Result::err) {
            prop_assert!(problem.help.is_some());
            prop_assert!(problem.span.is_none_or(|span| span.end <= length));
        }
        edit::locate(&text, "User", Some("name"));
        edit::locate_entry(&text, "User", &["fields"]);
    }
}
