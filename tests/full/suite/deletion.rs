use axum::http::StatusCode;
use blog::models::{CATEGORY, COMMENT, POST, USER};

use crate::test_site::TestSite;

#[tokio::test]
async fn deleting_shows_and_does_the_whole_cascade() {
    let site = TestSite::start().await;
    let id = site.user("Ada").await;
    let author = id.to_string();
    let fields = [("author", author.as_str()), ("title", "Hello"), ("slug", "hello")];
    let post = blog::meta::text(&site.insert(&POST, &fields).await);
    site.insert(&COMMENT, &[("post", &post), ("text", "Nice")]).await;
    let mut browser = site.superuser().await;
    let path = format!("/admin/blog/user/{id}/delete/");
    let page = browser.get(&path).await.body;
    for line in ["<li>Users: 1</li>", "<li>Posts: 1</li>", "<li>Comments: 1</li>"] {
        assert!(page.contains(line), "{line}");
    }
    assert!(page.contains(">Nice</a>"));
    assert_eq!(browser.post(&path, &[("post", "yes")]).await.location(), "/admin/blog/user/");
    for model in [&USER, &POST, &COMMENT] {
        assert_eq!(site.count(model).await, 0, "{}", model.name);
    }
    site.stop().await;
}

#[tokio::test]
async fn what_is_still_needed_is_not_deleted() {
    let site = TestSite::start().await;
    let author = site.user("Ada").await.to_string();
    let category = blog::meta::text(&site.insert(&CATEGORY, &[("name", "News")]).await);
    let fields = [
        ("author", author.as_str()),
        ("title", "Hello"),
        ("slug", "hello"),
        ("category", &category),
    ];
    site.insert(&POST, &fields).await;
    let mut browser = site.superuser().await;
    let path = format!("/admin/blog/category/{category}/delete/");
    let page = browser.get(&path).await.body;
    assert!(page.contains("protected related objects"));
    assert_eq!(browser.post(&path, &[("post", "yes")]).await.status, StatusCode::OK);
    let form = [("action", "delete_selected"), ("_selected_action", &category), ("post", "yes")];
    assert_eq!(browser.post("/admin/blog/category/", &form).await.status, StatusCode::OK);
    assert_eq!(site.count(&CATEGORY).await, 1);
    site.stop().await;
}

#[tokio::test]
async fn an_action_across_pages_takes_only_what_the_filter_shows() {
    let site = TestSite::start().await;
    for name in ["Ada", "Adele", "Zoe"] {
        site.user(name).await;
    }
    let mut browser = site.superuser().await;
    browser.get("/admin/blog/user/?q=ad").await;
    let form = [("action", "delete_selected"), ("select_across", "1"), ("post", "yes")];
    let answer = browser.post("/admin/blog/user/?q=ad", &form).await;
    assert_eq!(answer.location(), "/admin/blog/user/?q=ad");
    let page = browser.get("/admin/blog/user/").await.body;
    assert!(page.contains("Successfully deleted 2 users."));
    assert!(site.find_by(&USER, "name", "Zoe").await.is_some());
    site.stop().await;
}
