//! The users of the blog, for its own tests.

use blog::db::Value;
use blog::meta::Model;
use blog::models::USER;
use blog::store::{Record, find};

use crate::test_site::TestSite;

impl TestSite {
    /// Stores a user of the blog; the id.
    pub async fn user(&self, name: &str) -> i64 {
        let local: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let email = format!("{local}@example.com");
        let id = self.insert(&USER, &[("name", name), ("email", &email)]).await;
        let Value::Integer(id) = id else { panic!("an id that is no number") };
        id
    }

    pub async fn find(&self, model: &'static Model, id: i64) -> Option<Record> {
        find(&self.db, model, &id.into()).await.expect("a record")
    }
}
