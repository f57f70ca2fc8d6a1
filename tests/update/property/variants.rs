//! Projects as the starter specs and changed ones give them, rendered and formatted once.

use std::sync::OnceLock;

use scaffold::{
    project::{self, format},
    spec,
    tree::Tree,
    update::Moves,
};

/// From one version of a spec to another.
#[derive(Debug)]
pub struct Change {
    pub base: Tree,
    pub new: Tree,
    pub moves: Moves,
}

const USER: &str = include_str!("../../../schemas/user.yaml");
const BLOG: &str = include_str!("../../../schemas/blog.yaml");
const SHOP: &str = include_str!("../../../schemas/shop.yaml");

/// A spec, and what is replaced in it by what. A renamed model is named in both forms.
type Variant = (&'static str, &'static [(&'static str, &'static str)]);

const AGE: &str = "      age: { type: integer, optional: true, min: 0, max: 150 }\n";

const VARIANTS: &[Variant] = &[
    (
        USER,
        &[(
            AGE,
            "      age: { type: integer, optional: true, min: 0, max: 150 }\n      bio: text?\n",
        )],
    ),
    (USER, &[(AGE, "")]),
    (USER, &[("email:", "mail:")]),
    (
        USER,
        &[
            ("age: { type: integer", "age: { type: float"),
            ("min: 0, max: 150", "min: 0.0, max: 150.0"),
        ],
    ),
    (USER, &[("    # api: {", "    api: {")]),
    (
        USER,
        &[(
            AGE,
            "      age: integer\n  Team:\n    fields:\n      title: string\n      owner: User\n",
        )],
    ),
    (USER, &[("  User:", "  Member:")]),
    (
        BLOG,
        &[(
            "      body: text?\n",
            "      body: text?\n      views: { type: integer, default: 0 }\n",
        )],
    ),
    (
        BLOG,
        &[(
            "      editor: { type: User, optional: true, on_delete: set_null, related_name: edited_posts }\n",
            "",
        )],
    ),
    (BLOG, &[("  Tag:", "  Label:"), ("[Tag]", "[Label]")]),
    (
        BLOG,
        &[(
            "values: [draft, published]",
            "values: [draft, ready, published]",
        )],
    ),
    (
        BLOG,
        &[("page_size: 50", "page_size: 20\n      pagination: page")],
    ),
    (
        SHOP,
        &[(
            "      weight: { type: float, optional: true, min: 0.0, help: In kilograms. }\n",
            "",
        )],
    ),
    (
        SHOP,
        &[(
            "  Category:\n",
            "  Brand:\n    fields:\n      name: string\n\n  Category:\n",
        )],
    ),
];

/// The changes, there and back.
pub fn changes() -> &'static [Change] {
    static CHANGES: OnceLock<Vec<Change>> = OnceLock::new();
    CHANGES.get_or_init(|| {
        let starters = [USER, BLOG, SHOP].map(|text| (text, rendered(text)));
        let mut changes = Vec::new();
        for (text, replaced) in VARIANTS {
            let (_, base) = starters
                .iter()
                .find(|(starter, _)| starter == text)
                .unwrap();
            let mut changed = (*text).to_owned();
            for (old, new) in *replaced {
                assert!(changed.contains(old), "{old}");
                changed = changed.replace(old, new);
            }
            let new = rendered(&changed);
            let (there, back) = match replaced {
                [("  Tag:", _), ..] => (moves("tag", "label", base), moves("label", "tag", &new)),
                [("  User:", _), ..] => {
                    (moves("user", "member", base), moves("member", "user", &new))
                }
                _ => Default::default(),
            };
            let (base, new) = (base.clone(), new);
            changes.push(Change {
                base: base.clone(),
                new: new.clone(),
                moves: there,
            });
            changes.push(Change {
                base: new,
                new: base,
                moves: back,
            });
        }
        changes
    })
}

fn rendered(text: &str) -> Tree {
    let spec = spec::load(text, "scaffold.yaml").unwrap();
    let mut tree = project::render(&spec, &["0001_initial".to_owned()]).unwrap();
    assert_eq!(format::format(&mut tree).unwrap(), format::Note::Formatted);
    tree
}

/// Files of a renamed model.
fn moves(old: &str, new: &str, base: &Tree) -> Moves {
    let paths = base.iter().map(|(path, _)| path.to_owned());
    let of_model = paths.filter(|path| {
        let file = path.rsplit('/').next().unwrap_or_default();
        file.starts_with(&format!("{old}.")) || file.starts_with(&format!("{old}s."))
    });
    of_model
        .map(|path| {
            let target = path.replace(old, new);
            (path, target)
        })
        .collect()
}
