//! The table of templates: one row each.

use super::uses::Uses;
use crate::spec::model::{Model, Style};

/// How often a template is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Once.
    Project,
    /// Once for each model: its path holds `[model]` or `[models]`.
    Model,
    /// Never by itself: others include it.
    Part,
}

/// One template. The first folder of its path is the style that it belongs to, or `shared`.
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

impl Template {
    /// Whether a project of this style has its output.
    pub fn serves(&self, style: Style) -> bool {
        let folder = self.path.split('/').next();
        folder == Some("shared") || folder == Some(style.name())
    }
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
    Project always,                             "api/.env.example.j2";
    Project always,                             "api/Cargo.toml.j2";
    Project always,                             "api/README.md.j2";
    Project always,                             "api/src/config.rs.j2";
    Project always,                             "api/src/db/changes.rs.j2";
    Project |uses| uses.links,                  "api/src/db/link.rs.j2";
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
    Project always,                             "full/.config/insta.yaml.j2";
    Project always,                             "full/.env.example.j2";
    Project always,                             "full/Cargo.toml.j2";
    Project always,                             "full/README.md.j2";
    Project always,                             "full/src/accounts/device.rs.j2";
    Project always,                             "full/src/accounts/login.rs.j2";
    Project always,                             "full/src/accounts/member.rs.j2";
    Project always,                             "full/src/accounts/mod.rs.j2";
    Project always,                             "full/src/accounts/new_password.rs.j2";
    Project always,                             "full/src/accounts/password.rs.j2";
    Project always,                             "full/src/accounts/reset.rs.j2";
    Project always,                             "full/src/accounts/sessions.rs.j2";
    Project always,                             "full/src/admin/accounts.rs.j2";
    Project always,                             "full/src/admin/actions.rs.j2";
    Project always,                             "full/src/admin/autocomplete.rs.j2";
    Project always,                             "full/src/admin/changelist.rs.j2";
    Project always,                             "full/src/admin/changes.rs.j2";
    Project always,                             "full/src/admin/columns.rs.j2";
    Project always,                             "full/src/admin/csv.rs.j2";
    Project always,                             "full/src/admin/dates.rs.j2";
    Project always,                             "full/src/admin/delete.rs.j2";
    Project always,                             "full/src/admin/display.rs.j2";
    Project always,                             "full/src/admin/edit.rs.j2";
    Project always,                             "full/src/admin/editable.rs.j2";
    Project always,                             "full/src/admin/filters.rs.j2";
    Project always,                             "full/src/admin/history.rs.j2";
    Project always,                             "full/src/admin/import.rs.j2";
    Project always,                             "full/src/admin/index.rs.j2";
    Project always,                             "full/src/admin/inline_view.rs.j2";
    Project always,                             "full/src/admin/inlines.rs.j2";
    Project always,                             "full/src/admin/inputs.rs.j2";
    Project always,                             "full/src/admin/layout.rs.j2";
    Project always,                             "full/src/admin/list.rs.j2";
    Project always,                             "full/src/admin/log.rs.j2";
    Project always,                             "full/src/admin/login.rs.j2";
    Project always,                             "full/src/admin/mod.rs.j2";
    Model   always,                             "full/src/admin/models/[model].rs.j2";
    Project always,                             "full/src/admin/models/mod.rs.j2";
    Project always,                             "full/src/admin/offers.rs.j2";
    Project always,                             "full/src/admin/options.rs.j2";
    Project always,                             "full/src/admin/password.rs.j2";
    Project always,                             "full/src/admin/save.rs.j2";
    Project always,                             "full/src/admin/site.rs.j2";
    Project always,                             "full/src/admin/staff.rs.j2";
    Project always,                             "full/src/admin/users.rs.j2";
    Project always,                             "full/src/api/body.rs.j2";
    Project always,                             "full/src/api/browse.rs.j2";
    Project always,                             "full/src/api/call.rs.j2";
    Project always,                             "full/src/api/caller.rs.j2";
    Project always,                             "full/src/api/coerce.rs.j2";
    Project always,                             "full/src/api/controls.rs.j2";
    Project always,                             "full/src/api/docs.rs.j2";
    Project always,                             "full/src/api/error.rs.j2";
    Project always,                             "full/src/api/filters.rs.j2";
    Project always,                             "full/src/api/format.rs.j2";
    Project always,                             "full/src/api/metadata.rs.j2";
    Project always,                             "full/src/api/mod.rs.j2";
    Model   always,                             "full/src/api/models/[model].rs.j2";
    Project always,                             "full/src/api/models/mod.rs.j2";
    Project always,                             "full/src/api/multipart.rs.j2";
    Project always,                             "full/src/api/openapi.rs.j2";
    Project always,                             "full/src/api/options.rs.j2";
    Project always,                             "full/src/api/page.rs.j2";
    Project always,                             "full/src/api/panel.rs.j2";
    Project always,                             "full/src/api/parse_error.rs.j2";
    Project always,                             "full/src/api/permissions.rs.j2";
    Project always,                             "full/src/api/python.rs.j2";
    Project always,                             "full/src/api/read.rs.j2";
    Project always,                             "full/src/api/records.rs.j2";
    Project always,                             "full/src/api/related.rs.j2";
    Project always,                             "full/src/api/schema.rs.j2";
    Project always,                             "full/src/api/show.rs.j2";
    Project always,                             "full/src/api/site.rs.j2";
    Project always,                             "full/src/api/throttle.rs.j2";
    Project always,                             "full/src/api/token.rs.j2";
    Project always,                             "full/src/api/views.rs.j2";
    Project always,                             "full/src/auth/account.rs.j2";
    Project always,                             "full/src/auth/client.rs.j2";
    Project always,                             "full/src/auth/common_passwords.txt.j2";
    Project always,                             "full/src/auth/csrf.rs.j2";
    Project always,                             "full/src/auth/identity.rs.j2";
    Project always,                             "full/src/auth/login.rs.j2";
    Project always,                             "full/src/auth/mod.rs.j2";
    Project always,                             "full/src/auth/models.rs.j2";
    Project always,                             "full/src/auth/password.rs.j2";
    Project always,                             "full/src/auth/permissions.rs.j2";
    Project always,                             "full/src/auth/reset.rs.j2";
    Project always,                             "full/src/auth/secret.rs.j2";
    Project always,                             "full/src/auth/session.rs.j2";
    Project always,                             "full/src/auth/strength.rs.j2";
    Project always,                             "full/src/auth/throttle.rs.j2";
    Project always,                             "full/src/auth/token.rs.j2";
    Project always,                             "full/src/commands/accounts.rs.j2";
    Project always,                             "full/src/commands/check.rs.j2";
    Project always,                             "full/src/commands/dumpdata.rs.j2";
    Project always,                             "full/src/commands/loaddata.rs.j2";
    Project always,                             "full/src/commands/mod.rs.j2";
    Project always,                             "full/src/commands/seed.rs.j2";
    Project always,                             "full/src/commands/shell.rs.j2";
    Project always,                             "full/src/config.rs.j2";
    Project always,                             "full/src/error_pages.rs.j2";
    Project always,                             "full/src/forms/check.rs.j2";
    Project always,                             "full/src/forms/errors.rs.j2";
    Project always,                             "full/src/forms/initial.rs.j2";
    Project always,                             "full/src/forms/input.rs.j2";
    Project always,                             "full/src/forms/mod.rs.j2";
    Project always,                             "full/src/forms/read.rs.j2";
    Project always,                             "full/src/forms/references.rs.j2";
    Project always,                             "full/src/layers.rs.j2";
    Project always,                             "full/src/lib.rs.j2";
    Project always,                             "full/src/mail/message.rs.j2";
    Project always,                             "full/src/mail/mod.rs.j2";
    Project always,                             "full/src/mail/settings.rs.j2";
    Project always,                             "full/src/main.rs.j2";
    Project always,                             "full/src/meta/check.rs.j2";
    Project always,                             "full/src/meta/field.rs.j2";
    Project always,                             "full/src/meta/kind.rs.j2";
    Project always,                             "full/src/meta/mod.rs.j2";
    Project always,                             "full/src/meta/parse.rs.j2";
    Project always,                             "full/src/meta/pattern.rs.j2";
    Project always,                             "full/src/meta/text.rs.j2";
    Project always,                             "full/src/meta/violation.rs.j2";
    Model   always,                             "full/src/models/[model].rs.j2";
    Project always,                             "full/src/models/mod.rs.j2";
    Project always,                             "full/src/pages/access.rs.j2";
    Project always,                             "full/src/pages/delete.rs.j2";
    Project always,                             "full/src/pages/detail.rs.j2";
    Project always,                             "full/src/pages/edit.rs.j2";
    Project always,                             "full/src/pages/home.rs.j2";
    Project always,                             "full/src/pages/inputs.rs.j2";
    Project always,                             "full/src/pages/layout.rs.j2";
    Project always,                             "full/src/pages/list.rs.j2";
    Project always,                             "full/src/pages/mod.rs.j2";
    Project always,                             "full/src/pages/models.rs.j2";
    Project always,                             "full/src/pages/options.rs.j2";
    Project always,                             "full/src/pages/save.rs.j2";
    Project always,                             "full/src/pages/show.rs.j2";
    Project always,                             "full/src/pages/site.rs.j2";
    Project always,                             "full/src/server.rs.j2";
    Project always,                             "full/src/state.rs.j2";
    Project always,                             "full/src/store/cascade.rs.j2";
    Project always,                             "full/src/store/condition.rs.j2";
    Project always,                             "full/src/store/label.rs.j2";
    Project always,                             "full/src/store/lookup.rs.j2";
    Project always,                             "full/src/store/mod.rs.j2";
    Project always,                             "full/src/store/path.rs.j2";
    Project always,                             "full/src/store/query.rs.j2";
    Project always,                             "full/src/store/raw.rs.j2";
    Project always,                             "full/src/store/record.rs.j2";
    Project always,                             "full/src/store/search.rs.j2";
    Project always,                             "full/src/store/sql.rs.j2";
    Project always,                             "full/src/store/unique.rs.j2";
    Project always,                             "full/src/store/values.rs.j2";
    Project always,                             "full/src/store/write.rs.j2";
    Project always,                             "full/src/web/assets.rs.j2";
    Project always,                             "full/src/web/error.rs.j2";
    Project always,                             "full/src/web/folder.rs.j2";
    Project always,                             "full/src/web/form.rs.j2";
    Project always,                             "full/src/web/headers.rs.j2";
    Project always,                             "full/src/web/health.rs.j2";
    Project always,                             "full/src/web/hosts.rs.j2";
    Project always,                             "full/src/web/messages.rs.j2";
    Project always,                             "full/src/web/mod.rs.j2";
    Project always,                             "full/src/web/proxies.rs.j2";
    Project always,                             "full/src/web/query.rs.j2";
    Project always,                             "full/src/web/render.rs.j2";
    Project always,                             "full/src/web/tasks.rs.j2";
    Project always,                             "full/src/web/visitor.rs.j2";
    Project always,                             "full/static/accounts.css.j2";
    Project always,                             "full/static/admin/admin.css.j2";
    Project always,                             "full/static/admin/admin.js.j2";
    Project always,                             "full/static/admin/forms.js.j2";
    Project always,                             "full/static/admin/icon.svg.j2";
    Project always,                             "full/static/admin/popup.js.j2";
    Project always,                             "full/static/admin/theme.js.j2";
    Project always,                             "full/static/admin/widgets.js.j2";
    Project always,                             "full/static/api/api.css.j2";
    Project always,                             "full/static/api/api.js.j2";
    Project always,                             "full/static/site.css.j2";
    Project always,                             "full/static/site.js.j2";
    Project always,                             "full/templates/accounts/fields.html.j2";
    Project always,                             "full/templates/accounts/logged_out.html.j2";
    Project always,                             "full/templates/accounts/login.html.j2";
    Project always,                             "full/templates/accounts/password_change.html.j2";
    Project always,                             "full/templates/accounts/password_change_done.html.j2";
    Project always,                             "full/templates/accounts/password_reset.html.j2";
    Project always,                             "full/templates/accounts/password_reset_complete.html.j2";
    Project always,                             "full/templates/accounts/password_reset_confirm.html.j2";
    Project always,                             "full/templates/accounts/password_reset_done.html.j2";
    Project always,                             "full/templates/accounts/password_reset_email.txt.j2";
    Project always,                             "full/templates/accounts/password_reset_subject.txt.j2";
    Project always,                             "full/templates/accounts/sessions.html.j2";
    Project always,                             "full/templates/admin/app_list.html.j2";
    Project always,                             "full/templates/admin/base.html.j2";
    Project always,                             "full/templates/admin/change_form.html.j2";
    Project always,                             "full/templates/admin/change_list.html.j2";
    Project always,                             "full/templates/admin/delete_confirmation.html.j2";
    Project always,                             "full/templates/admin/delete_selected.html.j2";
    Project always,                             "full/templates/admin/delete_tree.html.j2";
    Project always,                             "full/templates/admin/error.html.j2";
    Project always,                             "full/templates/admin/import.html.j2";
    Project always,                             "full/templates/admin/index.html.j2";
    Project always,                             "full/templates/admin/inline.html.j2";
    Project always,                             "full/templates/admin/logged_out.html.j2";
    Project always,                             "full/templates/admin/login.html.j2";
    Project always,                             "full/templates/admin/object_history.html.j2";
    Project always,                             "full/templates/admin/password_change.html.j2";
    Project always,                             "full/templates/admin/password_change_done.html.j2";
    Project always,                             "full/templates/admin/password_fields.html.j2";
    Project always,                             "full/templates/admin/popup_response.html.j2";
    Project always,                             "full/templates/admin/theme_toggle.html.j2";
    Project always,                             "full/templates/admin/user_form.html.j2";
    Project always,                             "full/templates/admin/widget.html.j2";
    Project always,                             "full/templates/api/controls.html.j2";
    Project always,                             "full/templates/api/page.html.j2";
    Project always,                             "full/templates/base.html.j2";
    Project always,                             "full/templates/errors/error.html.j2";
    Project always,                             "full/templates/pages/delete.html.j2";
    Project always,                             "full/templates/pages/detail.html.j2";
    Project always,                             "full/templates/pages/field.html.j2";
    Project always,                             "full/templates/pages/form.html.j2";
    Project always,                             "full/templates/pages/home.html.j2";
    Project always,                             "full/templates/pages/list.html.j2";
    Project always,                             "full/templates/pages/show.html.j2";
    Project always,                             "full/tests/web/accounts.rs.j2";
    Project always,                             "full/tests/web/admin.rs.j2";
    Project always,                             "full/tests/web/api.rs.j2";
    Project always,                             "full/tests/web/attacks.rs.j2";
    Project always,                             "full/tests/web/client.rs.j2";
    Project always,                             "full/tests/web/fixtures.rs.j2";
    Project always,                             "full/tests/web/hostile.rs.j2";
    Project always,                             "full/tests/web/login.rs.j2";
    Project always,                             "full/tests/web/mail.rs.j2";
    Project always,                             "full/tests/web/main.rs.j2";
    Project always,                             "full/tests/web/page.rs.j2";
    Project always,                             "full/tests/web/page_errors.rs.j2";
    Project always,                             "full/tests/web/page_forms.rs.j2";
    Project always,                             "full/tests/web/pages.rs.j2";
    Project always,                             "full/tests/web/passwords.rs.j2";
    Project always,                             "full/tests/web/proxies.rs.j2";
    Project always,                             "full/tests/web/samples.rs.j2";
    Project always,                             "full/tests/web/sessions.rs.j2";
    Project always,                             "full/tests/web/snapshots.rs.j2";
    Project always,                             "full/tests/web/test_database.rs.j2";
    Project always,                             "full/tests/web/test_site.rs.j2";
    Project always,                             "shared/.dockerignore.j2";
    Project always,                             "shared/.gitattributes.j2";
    Project always,                             "shared/.github/workflows/ci.yml.j2";
    Project always,                             "shared/.gitignore.j2";
    Project always,                             "shared/Dockerfile.j2";
    Project always,                             "shared/clippy.toml.j2";
    Project always,                             "shared/justfile.j2";
    Part    always,                             "shared/parts/change_models.md.j2";
    Part    always,                             "shared/parts/databases.md.j2";
    Project always,                             "shared/rustfmt.toml.j2";
    Project always,                             "shared/src/compress.rs.j2";
    Project always,                             "shared/src/copy_from.rs.j2";
    Project always,                             "shared/src/db/address.rs.j2";
    Project always,                             "shared/src/db/copy.rs.j2";
    Project always,                             "shared/src/db/error.rs.j2";
    Project always,                             "shared/src/db/migrate.rs.j2";
    Project always,                             "shared/src/db/migrations.rs.j2";
    Project always,                             "shared/src/db/mod.rs.j2";
    Project always,                             "shared/src/db/place.rs.j2";
    Project always,                             "shared/src/db/postgres.rs.j2";
    Project always,                             "shared/src/db/row.rs.j2";
    Project always,                             "shared/src/db/session.rs.j2";
    Project always,                             "shared/src/db/sqlite.rs.j2";
    Project always,                             "shared/src/db/tls.rs.j2";
    Project |uses| uses.transactions,           "shared/src/db/transaction.rs.j2";
    Project always,                             "shared/src/db/value.rs.j2";
    Project always,                             "shared/src/db/wire.rs.j2";
    Project always,                             "shared/src/db/writer.rs.j2";
    Project always,                             "shared/src/migrate.rs.j2";
];

/// Where a template's output goes: its path without its first folder and without `.j2`.
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
