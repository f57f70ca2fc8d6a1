//! What a project with an admin stores beside the models of its spec: who can log in, what each may
//! do, and what was done.

use std::sync::LazyLock;

use super::check;
use super::field::{Field, Kind, Many};
use super::file::{self, at::Key};
use super::model::{Model, Style};
use super::name;

/// The spec of these models.
const TEXT: &str = include_str!("identity.yaml");

/// What they are called as a whole.
pub const SYSTEM: &str = "auth";

/// The identity of a project whose spec names none.
pub const ACCOUNT: &str = "auth.Account";

/// The field by which an [`ACCOUNT`] logs in.
pub const LOGIN: &str = "username";

/// The fields of an account that an identity model of the spec does without: it has a login of its
/// own.
const PROFILE: [&str; 4] = [LOGIN, "first_name", "last_name", "email"];

/// Whether a model's name is that of one of these models: `auth.Group`. No name in a spec has a dot,
/// so a spec can have a `Group` too.
pub fn is_system(model: &str) -> bool {
    let app = model.split_once('.').map(|(app, _)| app);
    app == Some(SYSTEM)
}

/// The models, each after those that it refers to.
pub fn models() -> Vec<Model> {
    static MODELS: LazyLock<Vec<Model>> = LazyLock::new(read);
    MODELS.clone()
}

fn read() -> Vec<Model> {
    let (file, problems) = file::parse(TEXT);
    let Key::Given(file) = &file else {
        return Vec::new();
    };
    let spec = check::check(file, Some(Style::Api), problems);
    let mut models = spec.map_or_else(|_| Vec::new(), |spec| spec.models);
    for model in &mut models {
        model.name = prefixed(&model.name);
        for field in &mut model.fields {
            // What no client is shown is set by its own form alone, as the password is.
            field.read_only |= field.write_only;
            match &mut field.kind {
                Kind::Reference(reference) => reference.model = prefixed(&reference.model),
                Kind::Many(many) => many.model = prefixed(&many.model),
                _ => {}
            }
        }
    }
    models
}

fn prefixed(name: &str) -> String {
    format!("{SYSTEM}.{name}")
}

/// The fields that each identity model has, without the names of their link tables.
pub fn fields(models: &[Model]) -> impl Iterator<Item = &Field> {
    let account = models.iter().find(|model| model.name == ACCOUNT);
    let fields = account.into_iter().flat_map(|account| &account.fields);
    fields.filter(|field| !PROFILE.contains(&field.name.as_str()))
}

/// A field of an account as one of the model `model`, which has the table `table`.
pub fn field_of(field: &Field, model: &str, table: &str) -> Field {
    let mut field = Field {
        is_added: true,
        ..field.clone()
    };
    if let Kind::Many(many) = &mut field.kind {
        let other = many.to_column.trim_end_matches("_id");
        let (from_column, to_column) = name::link_columns(&name::snake(model), other);
        *many = Many {
            table: name::sql_name(&[table, &field.name]),
            from_column,
            to_column,
            related_name: String::new(),
            ..many.clone()
        };
    }
    field
}

/// Lets what refers to an account refer to a model of the spec.
pub fn belong_to(identity: &Model, models: &mut [Model]) {
    for field in models.iter_mut().flat_map(|model| &mut model.fields) {
        if let Kind::Reference(reference) = &mut field.kind
            && reference.model == ACCOUNT
        {
            reference.model.clone_from(&identity.name);
            reference.id = identity.id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec;

    #[test]
    fn the_text_is_a_sound_spec() {
        let spec = spec::load(TEXT, "identity.yaml").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(spec.models.len(), models().len());
        assert!(models().iter().any(|model| model.name == ACCOUNT));
    }
}
