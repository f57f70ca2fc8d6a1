//! The pages of this blog: what its own words and rules are.

use axum::http::StatusCode;
use blog::meta::text;
use blog::models::{CATEGORY, COMMENT, POST, TAG, USER};

use crate::test_site::TestSite;

async fn post(site: &TestSite, author: &str, title: &str) -> String {
    let fields = [("author", author), ("title", title), ("slug", title), ("body", "One\n\nTwo")];
    text(&site.insert(&POST, &fields).await)
}

#[tokio::test]
async fn a_record_shows_what_it_refers_to_and_what_refers_to_it() {
    let site = TestSite::start().await;
    let ada = site.user("Ada").await.to_string();
    let zoe = site.user("Zoe").await.to_string();
    post(&site, &zoe, "other").await;
    let mut ids = Vec::new();
    for number in 1..=6 {
        ids.push(post(&site, &ada, &format!("post-{number}")).await);
    }
    site.insert(&COMMENT, &[("post", &ids[0]), ("text", "Nice")]).await;
    let mut browser = site.browser();
    let page = browser.get(&format!("/posts/{}/", ids[0])).await.body;
    assert!(page.contains("<h1>post-1</h1>"));
    assert!(page.contains(&format!("<a href=\"/users/{ada}/\">Ada</a>")));
    assert!(page.contains(">Nice</a>"));

    let page = browser.get(&format!("/users/{ada}/")).await.body;
    let all = format!("/posts/?author={ada}");
    assert!(page.contains(&format!("href=\"{all}\"")), "{page}");
    assert!(page.contains("mailto:Ada@example.com"));
    assert_eq!(page.matches(">post-").count(), 5);
    let page = browser.get(&all).await.body;
    assert_eq!(page.matches("<th scope=\"row\">").count(), 6);
    assert!(!page.contains(">other<") && page.contains("Author: <strong>Ada</strong>"));
    for wrong in ["x", "999", "%00"] {
        let answer = browser.get(&format!("/posts/?author={wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    site.stop().await;
}

#[tokio::test]
async fn a_search_looks_for_every_word() {
    let site = TestSite::start().await;
    for name in ["Ada Byron", "Ada Lovelace", "Zoe"] {
        site.user(name).await;
    }
    let mut browser = site.browser();
    for (query, count) in [("ada", 2), ("byron+ada", 1), ("%22ada+love%22", 1), ("nobody", 0)] {
        let page = browser.get(&format!("/users/?q={query}")).await.body;
        assert_eq!(page.matches("<th scope=\"row\">").count(), count, "{query}");
    }
    site.stop().await;
}

#[tokio::test]
async fn a_form_tells_every_mistake_and_keeps_what_was_typed() {
    let site = TestSite::start().await;
    site.user("Ada").await;
    let mut browser = site.superuser().await;
    browser.get("/users/add/").await;
    for (field, value, expected) in [
        ("name", "", "This field is required."),
        ("email", "x", "Enter a valid email address."),
        ("email", "Ada@example.com", "User with this Email already exists."),
        ("age", "151", "Ensure this value is less than or equal to 150."),
        ("role", "root", "Select a valid choice. root is not one of the available choices."),
    ] {
        let mut form = vec![("name", "Kept"), ("email", "new@example.com"), ("role", "editor")];
        form.retain(|(name, _)| *name != field);
        form.push((field, value));
        let answer = browser.post("/users/add/", &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{field} = {value}");
        assert!(answer.body.contains(&format!("<li>{expected}</li>")), "{field} = {value}");
        assert!(answer.body.contains("Please correct the error below."), "{field} = {value}");
        assert!(field == "name" || answer.body.contains("value=\"Kept\""), "{field} = {value}");
    }
    assert_eq!(site.count(&USER).await, 1);
    let form = [("name", "Eve"), ("email", "e@example.com"), ("role", "admin"), ("id", "77")];
    let answer = browser.post("/users/add/", &form).await;
    let eve = site.find_by(&USER, "name", "Eve").await.expect("the user");
    assert_eq!(answer.location(), format!("/users/{}/", eve.key()));
    assert_ne!(eve.key(), "77");
    let form = [
        ("name", "Eva"),
        ("email", "e@example.com"),
        ("role", "admin"),
        ("created_at_0", "2001-01-01"),
    ];
    browser.post(&format!("/users/{}/edit/", eve.key()), &form).await;
    let page = browser.get(&format!("/admin/blog/user/{}/history/", eve.key())).await.body;
    assert!(page.contains("Changed Name. Name: “Eve” → “Eva”."), "{page}");
    site.stop().await;
}

#[tokio::test]
async fn deleting_shows_what_goes_and_what_forbids_it() {
    let site = TestSite::start().await;
    let ada = site.user("Ada").await.to_string();
    let tag = text(&site.insert(&TAG, &[("name", "rust")]).await);
    let category = text(&site.insert(&CATEGORY, &[("name", "News")]).await);
    let fields = [
        ("author", ada.as_str()),
        ("title", "Hello"),
        ("slug", "hello"),
        ("category", &category),
        ("tags", &tag),
    ];
    let hello = text(&site.insert(&POST, &fields).await);
    site.insert(&COMMENT, &[("post", &hello), ("text", "Nice")]).await;
    site.account("clerk", &["is_staff"], &["delete_user", "delete_post"]).await;
    let mut clerk = site.log_in("clerk").await;
    let path = format!("/users/{ada}/delete/");
    let page = clerk.get(&path).await.body;
    assert!(
        page.contains("your account doesn’t have permission") && page.contains("<li>comment</li>")
    );
    clerk.get(&format!("/posts/{hello}/delete/")).await;
    assert_eq!(clerk.post(&path, &[]).await.status, StatusCode::OK);

    let mut browser = site.superuser().await;
    let forbidden = format!("/categories/{category}/delete/");
    assert!(browser.get(&forbidden).await.body.contains("protected related objects"));
    browser.get(&path).await;
    assert_eq!(browser.post(&forbidden, &[]).await.status, StatusCode::OK);
    assert_eq!((site.count(&CATEGORY).await, site.count(&USER).await), (1, 1));
    let page = browser.get(&path).await.body;
    for line in ["Users: 1", "Posts: 1", "Comments: 1", "Post-tag relationships: 1"] {
        assert!(page.contains(&format!("<li>{line}</li>")), "{line}");
    }
    assert_eq!(browser.post(&path, &[]).await.location(), "/users/");
    assert_eq!((site.count(&POST).await, site.count(&COMMENT).await), (0, 0));
    site.stop().await;
}
