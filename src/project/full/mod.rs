//! What the templates of the style `full` see.

mod admin_view;
mod api_view;
mod field_view;
mod identity_admin;
mod identity_view;
mod model_view;
mod words;

pub use identity_view::IdentityView;
pub use model_view::ModelView;

use crate::spec::model::{Model, Spec};

/// The models, each after those that it refers to; a model that refers to itself does not wait.
pub fn in_order(spec: &Spec) -> Vec<&Model> {
    let mut done: Vec<&Model> = Vec::new();
    let mut left: Vec<&Model> = spec.models.iter().collect();
    while !left.is_empty() {
        let waits = |model: &Model| {
            targets(model).any(|name| name != model.name && left.iter().any(|m| m.name == name))
        };
        // Optional references can form a ring: any of its models may be the first.
        let at = left.iter().position(|model| !waits(model)).unwrap_or(0);
        done.push(left.remove(at));
    }
    done
}

fn targets(model: &Model) -> impl Iterator<Item = &str> {
    model.fields.iter().filter_map(|field| {
        let reference = field.reference().map(|reference| reference.model.as_str());
        reference.or(field.many().map(|many| many.model.as_str()))
    })
}
