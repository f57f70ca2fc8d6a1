//! Names that a spec cannot use, because the emitted code or its tools use them.

/// Types that the emitted code imports or that Rust has in scope: no model and no enum can be
/// called so.
pub const RESERVED_TYPES: &[&str] = &[
    // Rust's prelude and primitive-like names.
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // What the emitted code imports, and the schemas of its errors.
    "ApiError",
    "ApiRouter",
    "AppState",
    "Created",
    "DateTime",
    "Db",
    "Decimal",
    "Error",
    "Expand",
    "ExpandingList",
    "HTTPValidationError",
    "HashMap",
    "Json",
    "JsonSchema",
    "ListQuery",
    "NaiveDate",
    "NaiveTime",
    "NoContent",
    "Path",
    "Problem",
    "Query",
    "Router",
    "Serialize",
    "State",
    "Utc",
    "Uuid",
    "Valid",
    "ValidationError",
    "Value",
];

/// What is added to a model's type name for its further types: `UserCreate`.
pub const DERIVED_TYPES: &[&str] = &["Create", "Filters", "Public", "Update"];

/// First path segments that every project has, or whose files it has.
pub const RESERVED_PATHS: &[&str] = &[
    "docs",
    "health",
    "healthz",
    "main",
    "mod",
    "openapi.json",
    "readyz",
    "redoc",
    "service",
    "test-app",
];

/// First path segments that a project with an admin has, or its API.
pub const RESERVED_PATHS_FULL: &[&str] = &[
    "accounts",
    "admin",
    "api",
    "favicon.ico",
    "media",
    "schema",
    "static",
    "token",
];

/// Fields for which the forms and addresses of a project with an admin have another use.
pub const RESERVED_FIELDS_FULL: &[&str] = &["csrfmiddlewaretoken", "pk"];

/// Query parameters that a list takes beside its filters.
pub const RESERVED_PARAMETERS: &[&str] = &[
    "expand", "limit", "order_by", "page", "search", "size", "skip",
];

/// Query parameters that a list of a project with an admin takes, too.
pub const RESERVED_PARAMETERS_FULL: &[&str] = &["format", "ordering", "page_size"];

/// What a filter's parameter can end in: `age_ge`.
pub const FILTER_SUFFIXES: &[&str] = &["ge", "gt", "in", "isnull", "le", "lt", "ne"];

/// Projects whose pages would be at addresses that the admin has already, or whose permissions would
/// be called like its own.
pub const RESERVED_PROJECTS_FULL: &[&str] = &[
    "admin",
    "auth",
    "authtoken",
    "autocomplete",
    "login",
    "logout",
    "password_change",
];

/// Packages that cargo refuses or that the emitted project depends on.
pub const RESERVED_PROJECTS: &[&str] = &[
    "aide",
    "alloc",
    "aux",
    "axum",
    "build",
    "chrono",
    "con",
    "core",
    "deps",
    "examples",
    "hyper",
    "incremental",
    "insta",
    "minijinja",
    "nul",
    "prn",
    "proc-macro",
    "proc_macro",
    "regex",
    "rusqlite",
    "rust_decimal",
    "serde",
    "serde_json",
    "std",
    "test",
    "tests",
    "thiserror",
    "tokio",
    "tokio-postgres",
    "tower",
    "tower-http",
    "tracing",
    "tracing-subscriber",
    "url",
    "uuid",
];
