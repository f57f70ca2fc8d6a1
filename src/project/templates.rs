//! The table of templates: one row each.

use super::uses::Uses;
use crate::spec::model::Model;

/// How often a template is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Once.
    Project,
    /// Once for each model: its path holds `[model]` or `[models]`.
    Model,
}

/// One template.
pub struct Template {
    /// How often it is rendered.
    pub scope: Scope,
    /// Whether a project needs it.
    pub when: fn(&Uses) -> bool,
    /// Its path below `templates/`, which is also its name.
    pub path: &'static str,
    /// Its text.
    pub source: &'static str,
}

macro_rules! table {
    ($($scope:ident $when:expr, $path:literal;)*) => {
        &[$(Template {
            scope: Scope::$scope,
            when: $when,
            path: $path,
            source: include_str!(concat!("../../templates/", $path)),
        }),*]
    };
}

fn always(_: &Uses) -> bool {
    true
}

/// Every template, sorted by path.
#[rustfmt::skip]
pub const TEMPLATES: &[Template] = table![
    Project always,                             "api/.dockerignore.j2";
    Project always,                             "api/.env.example.j2";
    Project always,                             "api/.gitattributes.j2";
    Project always,                             "api/.github/workflows/ci.yml.j2";
    Project always,                             "api/.gitignore.j2";
    Project always,                             "api/Cargo.toml.j2";
    Project always,                             "api/Dockerfile.j2";
    Project always,                             "api/README.md.j2";
    Project always,                             "api/clippy.toml.j2";
    Project always,                             "api/justfile.j2";
    Project always,                             "api/rustfmt.toml.j2";
    Project always,                             "api/src/compress.rs.j2";
    Project always,                             "api/src/config.rs.j2";
    Project always,                             "api/src/copy_from.rs.j2";
    Project always,                             "api/src/db/address.rs.j2";
    Project always,                             "api/src/db/changes.rs.j2";
    Project always,                             "api/src/db/copy.rs.j2";
    Project always,                             "api/src/db/error.rs.j2";
    Project |uses| uses.links,                  "api/src/db/link.rs.j2";
    Project always,                             "api/src/db/migrate.rs.j2";
    Project always,                             "api/src/db/migrations.rs.j2";
    Project always,                             "api/src/db/mod.rs.j2";
    Project always,                             "api/src/db/place.rs.j2";
    Project always,                             "api/src/db/postgres.rs.j2";
    Project always,                             "api/src/db/row.rs.j2";
    Project always,                             "api/src/db/session.rs.j2";
    Project always,                             "api/src/db/sqlite.rs.j2";
    Project always,                             "api/src/db/tls.rs.j2";
    Project |uses| uses.links,                  "api/src/db/transaction.rs.j2";
    Project always,                             "api/src/db/value.rs.j2";
    Project always,                             "api/src/db/wire.rs.j2";
    Project always,                             "api/src/db/writer.rs.j2";
    Project always,                             "api/src/error.rs.j2";
    Project always,                             "api/src/extract/body.rs.j2";
    Project always,                             "api/src/extract/document.rs.j2";
    Project always,                             "api/src/extract/mod.rs.j2";
    Project always,                             "api/src/fallback.rs.j2";
    Project always,                             "api/src/layers.rs.j2";
    Project always,                             "api/src/lib.rs.j2";
    Project |uses| uses.filters || uses.search, "api/src/list/conditions.rs.j2";
    Project |uses| uses.expand,                 "api/src/list/expand.rs.j2";
    Project |uses| uses.filters,                "api/src/list/filter.rs.j2";
    Project always,                             "api/src/list/mod.rs.j2";
    Project |uses| uses.order,                  "api/src/list/order.rs.j2";
    Project |uses| uses.page,                   "api/src/list/page.rs.j2";
    Project always,                             "api/src/main.rs.j2";
    Project always,                             "api/src/migrate.rs.j2";
    Model   always,                             "api/src/models/[model].rs.j2";
    Project always,                             "api/src/models/mod.rs.j2";
    Project always,                             "api/src/openapi.rs.j2";
    Project |uses| uses.relations,              "api/src/reference.rs.j2";
    Model   always,                             "api/src/routes/[models].rs.j2";
    Project always,                             "api/src/routes/health.rs.j2";
    Project always,                             "api/src/routes/mod.rs.j2";
    Project always,                             "api/src/server.rs.j2";
    Project always,                             "api/src/state.rs.j2";
    Project |uses| uses.boolean,                "api/src/validate/boolean.rs.j2";
    Project |uses| uses.choice,                 "api/src/validate/choice.rs.j2";
    Project |uses| uses.date,                   "api/src/validate/date.rs.j2";
    Project |uses| uses.datetime,               "api/src/validate/datetime.rs.j2";
    Project |uses| uses.decimal,                "api/src/validate/decimal.rs.j2";
    Project always,                             "api/src/validate/describe.rs.j2";
    Project |uses| uses.email,                  "api/src/validate/email.rs.j2";
    Project |uses| uses.float,                  "api/src/validate/float.rs.j2";
    Project always,                             "api/src/validate/integer.rs.j2";
    Project always,                             "api/src/validate/issue.rs.j2";
    Project |uses| uses.json,                   "api/src/validate/json.rs.j2";
    Project always,                             "api/src/validate/label.rs.j2";
    Project |uses| uses.links,                  "api/src/validate/many.rs.j2";
    Project always,                             "api/src/validate/mod.rs.j2";
    Project |uses| uses.speedate,               "api/src/validate/moment.rs.j2";
    Project |uses| uses.pattern,                "api/src/validate/pattern.rs.j2";
    Project always,                             "api/src/validate/read.rs.j2";
    Project |uses| uses.slugify,                "api/src/validate/slug.rs.j2";
    Project always,                             "api/src/validate/text.rs.j2";
    Project |uses| uses.time,                   "api/src/validate/time.rs.j2";
    Project |uses| uses.url,                    "api/src/validate/url.rs.j2";
    Project |uses| uses.uuid,                   "api/src/validate/uuid.rs.j2";
    Model   always,                             "api/tests/api/[models].rs.j2";
    Project always,                             "api/tests/api/docs.rs.j2";
    Project always,                             "api/tests/api/main.rs.j2";
    Project always,                             "api/tests/api/service.rs.j2";
    Project always,                             "api/tests/api/test_app.rs.j2";
    Project always,                             "api/tests/api/test_database.rs.j2";
];

/// Where a template's output goes: its path without the folder of its style and without `.j2`.
pub fn target(path: &str) -> String {
    let path = path.split_once('/').map_or(path, |(_, path)| path);
    path.trim_end_matches(".j2").to_owned()
}

/// The same for one model.
pub fn model_target(path: &str, model: &Model) -> String {
    target(path)
        .replace("[models]", &model.plural_module)
        .replace("[model]", &model.module)
}
