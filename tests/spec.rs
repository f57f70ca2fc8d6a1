//! The spec: what is refused and how that reads, what is accepted and what it means.

#[path = "support/random_spec.rs"]
mod random_spec;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use random_spec::random_spec;
use scaffold::spec::{self, Spec, Style};

const STARTERS: [&str; 3] = [
    include_str!("../schemas/user.yaml"),
    include_str!("../schemas/blog.yaml"),
    include_str!("../schemas/shop.yaml"),
];

fn settings(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("snapshots/spec").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn load_starter(text: &str) -> Spec {
    spec::load(text, "scaffold.yaml").unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn problems_of_invalid_specs() {
    settings("invalid").bind(|| {
        insta::glob!("specs/invalid/*.yaml", |path| {
            let text = std::fs::read_to_string(path).expect("the file can be read");
            let problems = spec::load(&text, "scaffold.yaml").expect_err("the spec is invalid");
            insta::assert_snapshot!(problems.to_string());
        });
    });
}

#[test]
fn facts_of_valid_specs() {
    settings("valid").bind(|| {
        insta::glob!("specs/valid/*.yaml", |path| {
            let text = std::fs::read_to_string(path).expect("the file can be read");
            insta::assert_snapshot!(facts(&load_starter(&text)));
        });
    });
}

/// What follows from a spec, a line per model and field.
fn facts(spec: &Spec) -> String {
    let mut out = format!("{:?}\n", spec.project);
    if let Some(auth) = &spec.auth {
        let _ = writeln!(out, "{auth:?}");
    }
    for model in spec.all_models() {
        let _ = writeln!(
            out,
            "\n{} -> {} {} {} /{} {{{}}} {:?} {:?} label {:?}",
            model.name,
            model.module,
            model.plural_module,
            model.table,
            model.path,
            model.id_param,
            model.singular,
            model.plural,
            model.label,
        );
        for field in &model.fields {
            let _ = writeln!(
                out,
                "  {}: {} {} {} {} {:?} sample {:?}",
                field.name,
                field.ident,
                field.json_name,
                field.rust_type(),
                field.postgres_type(),
                field.kind,
                field.sample(1).map(|value| value.to_string()),
            );
        }
    }
    out
}

#[test]
fn the_starter_specs_are_sound() {
    let [user, blog, shop] = STARTERS.map(load_starter);
    let names: Vec<_> = user.models[0]
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(user.models.len(), 1);
    assert_eq!(names, ["name", "email", "age"]);
    assert_eq!(blog.models.len(), 4);
    assert_eq!(
        shop.model("Order")
            .and_then(|order| order.field("type"))
            .map(|field| field.ident.as_str()),
        Some("r#type")
    );
}

#[test]
fn the_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/spec.schema.json");
    let saved = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        saved == spec::json_schema(),
        "regenerate it: cargo run -- schema > schemas/spec.schema.json"
    );
}

#[test]
fn random_specs_are_valid() {
    for seed in 0..300 {
        let text = random_spec(seed);
        for style in [Style::Api, Style::Full] {
            if let Err(problems) = spec::load_as(&text, "scaffold.yaml", Some(style)) {
                panic!("seed {seed}\n{text}\n{problems}");
            }
        }
    }
}

#[test]
fn samples_are_within_their_bounds() {
    for seed in 0..40 {
        let spec = load_starter(&random_spec(seed));
        for field in spec.models.iter().flat_map(|model| &model.fields) {
            for index in [0, 1, 2, 40] {
                let Some(sample) = field.sample(index) else {
                    continue;
                };
                let length = sample.as_str().map(|text| text.chars().count() as u32);
                if let (Some(length), false) = (
                    length,
                    field.max_length.is_none() && field.min_length.is_none(),
                ) {
                    assert!(
                        field.min_length.is_none_or(|min| length >= min),
                        "{field:?} {sample}"
                    );
                    assert!(
                        field.max_length.is_none_or(|max| length <= max),
                        "{field:?} {sample}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_problem_says_what_to_do() {
    for path in std::fs::read_dir("tests/specs/invalid").expect("the folder is there") {
        let path = path.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        let problems = spec::load(&text, "scaffold.yaml").expect_err("the spec is invalid");
        for problem in problems.list() {
            assert!(
                problem.help.is_some(),
                "{}: {}",
                path.display(),
                problem.message
            );
        }
    }
}

mod files {
    use super::*;

    fn message(path: &Path) -> String {
        let problems = spec::load_file(path).expect_err("the file is no spec");
        problems.list()[0].message.clone()
    }

    fn file(name: &str, bytes: &[u8]) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spec");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }

    #[test]
    fn that_are_no_specs_are_refused() {
        assert!(message(Path::new("no/such.yaml")).starts_with("there is no file"));
        assert!(message(Path::new("src")).ends_with("is a folder"));
        assert!(message(&file("latin1.yaml", b"project: caf\xe9\n")).contains("is not UTF-8"));
        assert!(message(&file("binary.yaml", b"\x7fELF\0\0")).contains("binary"));
        assert!(message(&file("large.yaml", &vec![b'#'; 2 << 20])).contains("larger than 1 MiB"));
        assert!(message(Path::new("/dev/zero")).contains("larger than 1 MiB"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        load_any(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_yaml_never_panics(text in r#"([ \n:\-\[\]{}?,&*!|>'"%@`#a-c0-9.é→]|models|fields|type: |project: ){0,60}"#) {
        load_any(&text);
    }

    #[test]
    fn mutated_specs_never_panic(which in 0..3_usize, edits in prop::collection::vec((0..4_u8, any::<u32>(), any::<u32>()), 1..5)) {
        let mut text = STARTERS[which].to_owned();
        for (kind, one, other) in edits {
            text = mutate(&text, kind, one as usize, other as usize);
        }
        load_any(&text);
    }
}

/// Loads a text and prints its problems, whatever they are.
fn load_any(text: &str) {
    if let Err(problems) = spec::load(text, "scaffold.yaml") {
        assert!(!problems.list().is_empty());
        for problem in problems.list() {
            problems.position(problem);
        }
        problems.render(true);
        problems.render(false);
    }
}

fn mutate(text: &str, kind: u8, one: usize, other: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let line = |at: usize| {
        lines
            .get(at % lines.len().max(1))
            .copied()
            .unwrap_or_default()
    };
    match kind {
        0 => {
            let mut bytes = text.as_bytes().to_vec();
            let length = bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(one % length) {
                *byte = (other % 128) as u8;
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        1 => text.replacen(&format!("{}\n", line(one)), "", 1),
        2 => text.replacen(line(one), &format!("{}\n{}", line(one), line(other)), 1),
        _ => {
            let tokens: Vec<&str> = text.split_inclusive([' ', '\n', ',']).collect();
            let (one, other) = (one % tokens.len().max(1), other % tokens.len().max(1));
            let mut swapped = tokens.clone();
            if !tokens.is_empty() {
                swapped.swap(one, other);
            }
            swapped.concat()
        }
    }
}
