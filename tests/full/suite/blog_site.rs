//! The project's own site, over a database of its own.

use axum::Router;

use blog::auth::{self, ACCOUNT, PERMISSION, Token, password, permissions};
use blog::config::Config;
use blog::db::{Db, MIGRATIONS, Value, migrate};
use blog::meta::Model;
use blog::state::AppState;
use blog::store::{Query, Values, insert};

use crate::client::Client;
use crate::test_database::TestDatabase;

pub const PASSWORD: &str = "Still-River-7391";

pub struct Blog {
    pub db: Db,
    pub app: Router,
    database: TestDatabase,
}

impl Blog {
    /// With these settings; the others are the default.
    pub async fn start(settings: &'static [(&'static str, &'static str)]) -> Self {
        let database = TestDatabase::create().await;
        migrate::up(&database.url, MIGRATIONS, |_| {}).await.expect("migrations");
        let db = Db::connect(&database.url, 1).await.expect("a database");
        permissions::sync(&db).await.expect("permissions");
        let value = |name: &str| settings.iter().find(|(own, _)| *own == name);
        let config = Config::from_lookup(|name| value(name).map(|(_, text)| (*text).to_owned()));
        let config = config.expect("the settings");
        let app = blog::app(AppState::new(db.clone(), &config).expect("the state"), &config);
        Self { db, app, database }
    }

    pub async fn stop(self) {
        self.db.close().await;
        drop(self.database);
    }

    pub fn client(&self) -> Client {
        Client::new(&self.app)
    }

    /// Stores a record; its id.
    pub async fn insert(&self, model: &'static Model, fields: &[(&str, &str)]) -> i64 {
        let mut values = Values::default();
        for (name, text) in fields {
            let field = model.field(name).expect("a field");
            let value = field.kind.parse(text).expect("a value");
            if field.link().is_some() {
                values.link(field, vec![value]);
            } else {
                values.set(field, value);
            }
        }
        let mut transaction = self.db.begin().await.expect("a transaction");
        let id = insert(&mut transaction, model, values).await.expect("a record");
        transaction.commit().await.expect("a commit");
        let Value::Integer(id) = id else { panic!("an id that is no number") };
        id
    }

    /// Stores an account with [`PASSWORD`] that may do one thing, such as `add_tag`.
    pub async fn account(&self, name: &str, permission: &str) -> i64 {
        let hash = password::hash(PASSWORD.to_owned()).await.expect("a hash");
        let all = Query::new(&PERMISSION).records(&self.db).await.expect("permissions");
        let own = all.iter().find(|own| own.text("codename") == permission).expect("a permission");
        let fields = [("username", name), ("password", &hash), ("user_permissions", &own.key())];
        self.insert(&ACCOUNT, &fields).await
    }

    /// The token of an account that may do everything.
    pub async fn superuser_token(&self) -> String {
        let fields = [("username", "root"), ("password", "!"), ("is_superuser", "true")];
        let account = self.insert(&ACCOUNT, &fields).await;
        Token::obtain(&self.db, account).await.expect("a token")
    }

    /// A client with the token of an account.
    pub async fn with_token(&self, account: i64) -> Client {
        let token = Token::obtain(&self.db, account).await.expect("a token");
        self.client().with("authorization", &format!("Token {token}"))
    }

    /// The cookie of a new session of an account.
    pub async fn cookie(&self, account: i64) -> String {
        let client = auth::Client::default();
        auth::start_session(&self.db, account, &client).await.expect("a session")
    }
}
