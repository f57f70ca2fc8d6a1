//! Specs that nobody wrote.

use scaffold::project::{self, format};
use scaffold::spec;

use crate::environment::number;
use crate::project::Project;
use crate::random_spec::random_spec;
use crate::{crud, matrix};

/// How many are rendered.
const RENDERED: u64 = 40;

#[test]
fn random_specs_are_rendered() {
    for seed in first_seed()..first_seed() + RENDERED {
        let text = random_spec(seed);
        let spec = spec::load(&text, "scaffold.yaml").unwrap();
        let mut tree =
            project::render(&spec, &[]).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        // rustfmt refuses what is no Rust.
        let note = format::format(&mut tree).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(note, format::Note::Formatted);
    }
}

/// `SCAFFOLD_RANDOM` of them (3), from the seed `SCAFFOLD_SEED` (0) on.
#[test]
fn random_projects_are_sound() {
    for seed in first_seed()..first_seed() + number("SCAFFOLD_RANDOM", 3) {
        println!("SCAFFOLD_SEED={seed} SCAFFOLD_RANDOM=1");
        let project = Project::of(&format!("random-{seed}"), &random_spec(seed));
        matrix::check(&project);
        crud::serve(&project);
    }
}

fn first_seed() -> u64 {
    number("SCAFFOLD_SEED", 0)
}
