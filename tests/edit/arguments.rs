//! `scaffold add` with whatever a shell can pass.

use proptest::prelude::*;
use scaffold::cli::{AddField, AddModel, AddWhat};
use scaffold::commands::add::plan_edit;
use scaffold::error::Error;
use scaffold::spec::{self, Model};

const SPEC: &str = "\
project: blog
models:
  User: { fields: { name: string, email: email? } }
  Tag: { fields: { name: string } }

  Post:
    fields:
      title: string # of the post
      author: User
";

const JUNK: &str = "[\n\r\t:,\\[\\]{}?&*!|>'\"%@`#= \u{85}\u{2028}\u{feff}\u{e0001}🦀]{0,4}";

fn field() -> impl Strategy<Value = String> {
    let name = prop_oneof![16 => "[a-z]{2,8}", 1 => "[A-Za-z_ :]{0,4}", 1 => "\\PC{0,4}"];
    let kind = prop_oneof![
        8 => "(string|text|integer|float|boolean|json|datetime|User|references:User)[?]?",
        4 => "(enum:[a-z]{1,4},(on|[a-z]{5,6})|decimal:1[0-8],[0-9]|many:Tag|\\[Tag\\])",
        1 => "(many|references|enum|\\[[A-Z][a-z]{0,3}\\])",
        1 => JUNK,
    ];
    let modifier = prop_oneof![
        4 => "(unique|index|optional|write_only)",
        4 => "(help|label)=\\PC{0,8}",
        4 => "(help|label)=[\n\r\t:,\\[\\]{}?&*!|>'\"%@`#= \u{85}\u{2028}\u{e0001}🦀]{0,4}",
        2 => "(default|min|max_length|on_delete|from)=(-?[0-9]{1,3}|now|true|0[.]5|[a-z ]{0,5})",
        1 => "(default|pattern|related_name|values)=\\PC{0,8}",
        1 => JUNK,
    ];
    (name, kind, prop::collection::vec(modifier, 0..3)).prop_map(|(name, kind, modifiers)| {
        let parts = [vec![name, kind], modifiers].concat();
        parts.join(":")
    })
}

/// The names of a model's fields.
fn names(model: &Model) -> Vec<&str> {
    model
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect()
}

fn check(what: &AddWhat) -> Result<(), TestCaseError> {
    let old = spec::load(SPEC, "scaffold.yaml").unwrap();
    match plan_edit(SPEC, what) {
        Ok(text) => {
            let new = spec::load(&text, "scaffold.yaml").unwrap();
            prop_assert!(super::is_left_of(SPEC, &text));
            for model in &old.models {
                let same = new.model(&model.name).unwrap();
                prop_assert!(names(same).starts_with(&names(model)), "{}", text);
            }
            let fields = |models: &[Model]| models.iter().map(|m| m.fields.len()).sum::<usize>();
            let (args, model, models) = match what {
                AddWhat::Model(args) => (&args.fields, &args.name, 1),
                AddWhat::Field(args) => (&args.fields, &args.model, 0),
            };
            let added = args.len();
            for arg in args {
                let (name, rest) = arg.split_once(':').unwrap();
                let field = new.model(model).unwrap().field(name).unwrap();
                if let Some((_, help)) = rest.split_once(":help=")
                    && !help.contains(':')
                {
                    prop_assert_eq!(field.help.as_deref(), Some(help));
                }
            }
            prop_assert_eq!(fields(&new.models), fields(&old.models) + added);
            prop_assert_eq!(new.models.len(), old.models.len() + models);
        }
        Err(Error::Add(all)) => {
            prop_assert!(!all.is_empty());
            for problem in all.iter().flat_map(|problems| problems.list()) {
                prop_assert!(problem.help.is_some(), "{:?}", problem);
            }
            for problems in all {
                problems.render(true);
            }
        }
        Err(other) => prop_assert!(false, "{}", other),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn fields_are_added_or_refused(fields in prop::collection::vec(field(), 1..3)) {
        let model = "Post".to_owned();
        check(&AddWhat::Field(AddField { model, fields, dry_run: false }))?;
    }

    #[test]
    fn models_are_added_or_refused(
        name in prop_oneof![4 => "[A-Z][a-z]{1,6}", 1 => "\\PC{0,6}"],
        fields in prop::collection::vec(field(), 1..3),
    ) {
        check(&AddWhat::Model(AddModel { name, fields, dry_run: false }))?;
    }
}
