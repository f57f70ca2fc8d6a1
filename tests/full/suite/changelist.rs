use axum::http::StatusCode;
use blog::models::{POST, USER};

use crate::test_site::TestSite;

/// The titles of the rows of a list, in order.
fn rows(body: &str) -> Vec<&str> {
    let starts = body.split("aria-label=\"Select this object for an action - ").skip(1);
    starts.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn search_looks_for_every_word_and_ignores_case() {
    let site = TestSite::start().await;
    for name in ["Ada Byron", "Ädä Lövelace", "100% O_x"] {
        site.user(name).await;
    }
    let mut browser = site.superuser().await;
    for (text, expected) in [
        ("ADA", vec!["Ada Byron"]),
        ("äDÄ", vec!["Ädä Lövelace"]),
        ("byron ada", vec!["Ada Byron"]),
        ("\"ada byron\"", vec!["Ada Byron"]),
        ("\"byron ada\"", vec![]),
        ("%", vec!["100% O_x"]),
        ("o_x", vec!["100% O_x"]),
        ("!", vec![]),
    ] {
        let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let page = browser.get(&format!("/admin/blog/user/?q={query}")).await.body;
        assert_eq!(rows(&page), expected, "{text}");
    }
    site.stop().await;
}

#[tokio::test]
async fn references_are_sorted_and_filtered_by_what_they_lead_to() {
    let site = TestSite::start().await;
    let (zoe, ada) = (site.user("Zoe").await.to_string(), site.user("Ada").await.to_string());
    for (author, slug) in [(&zoe, "one"), (&ada, "two")] {
        site.insert(&POST, &[("author", author), ("title", slug), ("slug", slug)]).await;
    }
    let mut browser = site.superuser().await;
    let page = browser.get("/admin/blog/post/?o=2").await.body;
    assert_eq!(rows(&page), ["two", "one"]);
    let page = browser.get("/admin/blog/post/?o=-2").await.body;
    assert_eq!(rows(&page), ["one", "two"]);
    let page = browser.get("/admin/blog/post/?author__name__istartswith=z").await.body;
    assert_eq!(rows(&page), ["one"]);
    let page = browser.get(&format!("/admin/blog/post/?author__id__exact={ada}")).await.body;
    assert_eq!(rows(&page), ["two"]);
    site.stop().await;
}

#[tokio::test]
async fn empty_values_come_first_and_are_shown_as_such() {
    let site = TestSite::start().await;
    site.user("Nobody").await;
    site.insert(&USER, &[("name", "Old"), ("email", "old@example.com"), ("age", "90")]).await;
    let mut browser = site.superuser().await;
    let page = browser.get("/admin/blog/user/?o=3").await.body;
    assert_eq!(rows(&page), ["Nobody", "Old"]);
    assert!(page.contains("<td class=\"field-age\">-</td>"));
    let page = browser.get("/admin/blog/user/?o=-3").await.body;
    assert_eq!(rows(&page), ["Old", "Nobody"]);
    site.stop().await;
}

#[tokio::test]
async fn pages_hold_a_hundred_and_all_can_be_shown() {
    let site = TestSite::start().await;
    for number in 0..120 {
        site.user(&format!("User {number:03}")).await;
    }
    let mut browser = site.superuser().await;
    let page = browser.get("/admin/blog/user/").await.body;
    assert_eq!(rows(&page).len(), 100);
    let page = browser.get("/admin/blog/user/?p=2").await.body;
    assert_eq!(rows(&page).first(), Some(&"User 100"));
    let page = browser.get("/admin/blog/user/?all=").await.body;
    assert_eq!(rows(&page).len(), 120);
    site.stop().await;
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let site = TestSite::start().await;
    let mut browser = site.superuser().await;
    for path in ["/admin/nope/", "/admin/blog/nope/", "/admin/blog/nope/add/", "/nope/"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let answer = browser.get("/admin/blog/user/999/change/").await;
    assert_eq!(answer.location(), "/admin/");
    let page = browser.get("/admin/").await.body;
    assert!(page.contains("user with ID “999” doesn’t exist. Perhaps it was deleted?"));
    site.stop().await;
}
