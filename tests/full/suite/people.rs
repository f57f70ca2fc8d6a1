//! A site that everyone may change: the users of the recordings of REST framework, things with a field of
//! every kind, and nodes with ids of another kind, which refer to each other and have no title.

use std::sync::Arc;

use axum::Router;
use blog::api::{Api, Site};
use blog::auth::permissions;
use blog::config::Config;
use blog::db::Db;
use blog::db::migrate::{self, Migration, Sql};
use blog::meta::{Choice, Fallback, Field, Kind, Link, Model, OnDelete, Pattern, Reference};
use blog::state::AppState;

use crate::test_database::TestDatabase;

static USER: Model = Model {
    app: "people",
    name: "user",
    label: "user",
    plural: "users",
    table: "people_users",
    id: Field::id(),
    fields: &[
        Field::new("name", "name", Kind::string(Some(1), Some(100))),
        Field::new("email", "email", Kind::Email).unique(),
        Field::new("age", "age", Kind::Integer { min: Some(0), max: Some(150) }).optional(),
    ],
    title: &["name"],
    ordering: &[],
    unique_together: &[],
};

static API: Api = Api {
    filter: &["name", "email", "age"],
    search: &["name", "email"],
    order: &["id", "name", "email", "age"],
    ..Api::new(&USER, "users")
};

static TAG: Model = Model {
    app: "people",
    name: "tag",
    label: "tag",
    plural: "tags",
    table: "people_tags",
    id: Field::id(),
    fields: &[Field::new("name", "name", Kind::string(None, Some(50))).unique()],
    title: &["name"],
    ordering: &[],
    unique_together: &[],
};

static THING: Model = Model {
    app: "people",
    name: "thing",
    label: "thing",
    plural: "things",
    table: "people_things",
    id: Field::id(),
    fields: &[
        Field::new("title", "title", Kind::string(None, Some(10))),
        Field::new("body", "body", Kind::text()).optional(),
        Field::new("slug", "slug", Kind::Slug { max: Some(20) }).optional().unique(),
        Field::new("email", "email", Kind::Email).optional(),
        Field::new("url", "url", Kind::Url).optional(),
        Field::new("n", "n", Kind::Integer { min: None, max: None }).optional(),
        Field::new("b", "b", Kind::Boolean).fallback(Fallback::Literal("true")),
        Field::new("bn", "bn", Kind::Boolean).optional(),
        Field::new("f", "f", Kind::Float { min: Some(0.0), max: None }).optional(),
        Field::new("d", "d", Kind::Decimal { digits: 6, places: 2, min: None, max: None })
            .fallback(Fallback::Literal("0.00")),
        Field::new("day", "day", Kind::Date).optional(),
        Field::new("at", "at", Kind::DateTime).optional(),
        Field::new("t", "t", Kind::Time).optional(),
        Field::new("u", "u", Kind::Uuid).optional(),
        Field::new("j", "j", Kind::Json).optional(),
        Field::new("s", "s", Kind::Choice(STATES))
            .fallback(Fallback::Literal("draft"))
            .help("State."),
        Field::reference(
            "owner",
            "owner_id",
            "owner",
            Reference { to: &USER, on_delete: OnDelete::Restrict, related_name: "thing_set" },
        ),
        Field::new("tags", "tags", Kind::Many(TAGS)).optional(),
        Field::new("secret", "secret", Kind::string(None, Some(9))).optional().write_only(),
        Field::new("made", "made", Kind::DateTime).read_only().fallback(Fallback::Now),
    ],
    title: &["title"],
    ordering: &[],
    unique_together: &[&["title", "n"]],
};

static STATES: &[Choice] =
    &[Choice { value: "draft", label: "Draft" }, Choice { value: "published", label: "Published" }];

const TAGS: Link =
    Link { to: &TAG, table: "people_things_tags", from_column: "thing_id", to_column: "tag_id" };

pub static NODE: Model = Model {
    app: "people",
    name: "node",
    label: "node",
    plural: "nodes",
    table: "people_nodes",
    id: Field::new("id", "ID", Kind::Uuid).read_only(),
    fields: &[
        Field::new("code", "code", Kind::string(None, Some(8))).pattern(&CODE),
        Field::new("mail", "mail", Kind::Email).optional().length(Some(10), Some(30)),
        Field::reference(
            "parent",
            "parent_id",
            "parent",
            Reference { to: &NODE, on_delete: OnDelete::SetNull, related_name: "node_set" },
        )
        .optional(),
        Field::new(
            "friends",
            "friends",
            Kind::Many(Link {
                to: &NODE,
                table: "people_nodes_nodes",
                from_column: "node_id",
                to_column: "friend_id",
            }),
        )
        .optional(),
    ],
    title: &[],
    ordering: &[],
    unique_together: &[&["parent", "code"]],
};

static CODE: Pattern = Pattern::new("^[A-Z]{2}[0-9]+$", &["AB1", "CD2"]);

static NODES: Api = Api::new(&NODE, "nodes");

static TAGS_API: Api = Api::new(&TAG, "tags");

static THINGS: Api = Api {
    filter: &["title", "slug", "n", "b", "f", "d", "day", "at", "t", "u", "s", "owner", "tags"],
    search: &["title", "owner__name"],
    order: &["id", "title", "n"],
    ..Api::new(&THING, "things")
};

static MODELS: &[&Api] = &[&API];
static ALL: &[&Api] = &[&NODES, &TAGS_API, &THINGS, &API];

static MIGRATIONS: &[Migration] = &[Migration {
    name: "0001_people",
    sqlite: Sql { up: include_str!("people.sqlite.sql"), down: "" },
    postgres: Sql { up: include_str!("people.postgres.sql"), down: "" },
}];

/// The site, over a database of its own.
pub struct People {
    pub db: Db,
    pub app: Router,
    database: TestDatabase,
}

impl People {
    /// With the users only, as the recordings have it.
    pub async fn start() -> Self {
        Self::start_with(Site::open(MODELS)).await
    }

    /// With all models.
    pub async fn start_with_things() -> Self {
        Self::start_with(Site::open(ALL)).await
    }

    async fn start_with(site: Site) -> Self {
        let database = TestDatabase::create().await;
        migrate::up(&database.url, blog::db::MIGRATIONS, |_| {}).await.expect("the accounts");
        let db = Db::connect(&database.url, 1).await.expect("a database");
        permissions::sync(&db).await.expect("permissions");
        // The tables of accounts are there; which migrations made them must not count.
        db.execute("DROP TABLE _migrations", Vec::new()).await.expect("the list of migrations");
        migrate::up(&database.url, MIGRATIONS, |_| {}).await.expect("the table");
        let config = Config::from_lookup(|_| None).expect("the default settings");
        let api = Arc::new(site);
        let state = AppState::new(db.clone(), &config).expect("the state");
        let app = blog::app(AppState { api, ..state }, &config);
        Self { db, app, database }
    }

    pub async fn stop(self) {
        self.db.close().await;
        drop(self.database);
    }
}
