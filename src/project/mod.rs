//! Rendering: a spec becomes a tree of files. Pure: it reads and writes nothing.

mod api;
pub mod engine;
pub mod escape;
pub mod format;
mod full;
mod regenerate;
mod templates;
mod uses;

use std::fmt;

use serde::Serialize;

use crate::spec::model::{Model, Spec, Style};
use crate::tree::{self, Tree};
use engine::{Engine, Value, shared};
use templates::{Scope, TEMPLATES, Template};
use uses::Uses;

pub use regenerate::{lists, moves};

/// Every file of the project that `spec` describes, but for its migrations, which are called
/// `migrations`, oldest first: [`crate::migration::Migration::files`] has them. Rust files are as the
/// templates leave them, for [`format::format`] to finish.
///
/// # Errors
/// A template that does not render: a bug, which no spec should be able to cause.
pub fn render(spec: &Spec, migrations: &[String]) -> Result<Tree, Error> {
    match spec.style {
        Style::Api => {
            let models = spec.models.iter();
            let models = models.map(|model| api::model_view::ModelView::of(spec, model));
            let models: Vec<_> = models.collect();
            let uses = Uses::of(spec, &models);
            let mut tree = render_style(spec, &ProjectView::of(spec, migrations, uses, models))?;
            tree.insert(api::openapi::SNAPSHOT, api::openapi::snapshot(spec))?;
            Ok(tree)
        }
        Style::Full | Style::Hybrid => {
            let models = full::ModelView::all(spec);
            render_style(
                spec,
                &ProjectView::of(spec, migrations, Uses::all(), models),
            )
        }
    }
}

/// Renders the templates of a style.
fn render_style<M: Serialize>(spec: &Spec, project: &ProjectView<M>) -> Result<Tree, Error> {
    let rows = TEMPLATES.iter().filter(|row| row.serves(spec.style));
    let rows: Vec<&Template> = rows.filter(|row| (row.when)(&project.uses)).collect();
    let engine = Engine::new(rows.iter().map(|row| (row.path, row.source)))?;
    let context = shared(project);
    let mut tree = Tree::new();
    for row in rows {
        match row.scope {
            Scope::Project => {
                let text = engine.render(row.path, &context)?;
                tree.insert(templates::target(row.path), text)?;
            }
            Scope::Part => {}
            Scope::Model => {
                for (model, view) in spec.models.iter().zip(&project.models) {
                    let path = templates::model_target(row.path, model);
                    let view = ModelContext {
                        project: &context,
                        uses: &project.uses,
                        model: view,
                    };
                    tree.insert(path, engine.render(row.path, view)?)?;
                }
            }
        }
    }
    Ok(tree)
}

/// What stands for this version and its templates: another one may render other files.
pub fn generator() -> String {
    let sources = TEMPLATES.iter().flat_map(|row| [row.path, row.source]);
    let parts: Vec<&str> = sources.chain([env!("CARGO_PKG_VERSION")]).collect();
    tree::hash(parts.join("\0"))
}

/// What every template sees.
#[derive(Debug, Serialize)]
struct ProjectView<M> {
    /// The cargo package.
    package: String,
    /// The crate as Rust code names it.
    crate_name: String,
    /// For people.
    title: String,
    /// Which parts of the generic code are needed.
    uses: Uses,
    /// The models, in the order of the spec.
    models: Vec<M>,
    /// The names of the migrations, oldest first.
    migrations: Vec<String>,
    /// Who logs in, if the style has accounts.
    identity: Option<full::IdentityView>,
    /// How the models relate.
    diagram: Vec<Relation>,
}

/// A line of the README's diagram.
#[derive(Clone, Debug, Serialize)]
struct Relation {
    from: String,
    to: String,
    name: String,
    many: bool,
}

/// What a template of one model sees.
#[derive(Serialize)]
struct ModelContext<'a, M> {
    project: &'a Value,
    uses: &'a Uses,
    model: &'a M,
}

impl<M> ProjectView<M> {
    fn of(spec: &Spec, migrations: &[String], uses: Uses, models: Vec<M>) -> Self {
        ProjectView {
            package: spec.project.name.clone(),
            crate_name: spec.project.crate_name.clone(),
            title: spec.project.title.clone(),
            uses,
            models,
            migrations: migrations.to_vec(),
            identity: full::IdentityView::of(spec),
            diagram: spec.models.iter().flat_map(relations).collect(),
        }
    }
}

fn relations(model: &Model) -> Vec<Relation> {
    let fields = model.fields.iter().filter_map(|field| {
        let reference = field.reference().map(|reference| &reference.model);
        let many = field.many().map(|many| &many.model);
        Some(Relation {
            from: model.type_name.clone(),
            to: reference.or(many)?.clone(),
            name: field.name.clone(),
            many: many.is_some(),
        })
    });
    fields.collect()
}

/// Why a project could not be rendered; a bug in a template, never the user's fault.
#[derive(Debug)]
pub enum Error {
    /// A template does not compile or render.
    Template(engine::Error),
    /// Two files have one path, or a path leaves the project.
    Tree(tree::Error),
}

impl From<engine::Error> for Error {
    fn from(error: engine::Error) -> Self {
        Error::Template(error)
    }
}

impl From<tree::Error> for Error {
    fn from(error: tree::Error) -> Self {
        Error::Tree(error)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Template(error) => error.fmt(f),
            Error::Tree(error) => error.fmt(f),
        }
    }
}
