use axum::http::StatusCode;
use blog::models::{TAG, USER};

use crate::test_site::TestSite;

#[tokio::test]
async fn an_import_is_shown_first_and_stored_whole_or_not_at_all() {
    let site = TestSite::start().await;
    let id = site.user("Ada").await;
    let mut browser = site.superuser().await;
    let path = "/admin/blog/user/import/";
    browser.get(path).await;
    let wrong =
        format!("id,name,email,age\n{id},Ada,Ada@example.com,999\n,New,nope,1\n77,X,x@x.org,\n");
    let page = browser.post(path, &[("data", &wrong), ("_import", "1")]).await.body;
    for text in [
        "3 of 3 rows cannot be imported",
        "age: Ensure this value is less than or equal to 150.",
        "email: Enter a valid email address.",
        "There is no user with the id “77”.",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(site.count(&USER).await, 1);

    let right =
        format!("id,name,email\n{id},\"Ada, the first\",Ada@example.com\n,New,new@example.com\n");
    let page = browser.post(path, &[("data", &right), ("_preview", "1")]).await.body;
    assert!(page.contains("Import 2 users") && site.count(&USER).await == 1);
    let answer = browser.post(path, &[("data", &right), ("_import", "1")]).await;
    assert_eq!(answer.location(), "/admin/blog/user/");
    assert_eq!(site.find(&USER, id).await.expect("the user").text("name"), "Ada, the first");
    assert_eq!(site.count(&USER).await, 2);
    site.stop().await;
}

#[tokio::test]
async fn what_is_no_table_is_told() {
    let site = TestSite::start().await;
    let mut browser = site.superuser().await;
    let path = "/admin/blog/tag/import/";
    browser.get(path).await;
    for (data, expected) in [
        ("", "no rows below"),
        ("name", "no rows below"),
        ("title\nx\n", "There is no column “title”. Known columns: id, name."),
        ("name\na,b\n", "This is no table"),
        ("name\nx\nx\n", "Row 2: another row has the same name."),
        ("name\n\"\"\n", "name: This field is required."),
    ] {
        let answer = browser.post(path, &[("data", data), ("_import", "1")]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains(expected), "{data:?}: {}", answer.body);
    }
    let huge = "x".repeat(3 << 20);
    let answer = browser.post(path, &[("data", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.count(&TAG).await, 0);
    site.stop().await;
}

#[tokio::test]
async fn an_export_guards_against_formulas() {
    let site = TestSite::start().await;
    for name in ["=1+1", "a \"quoted\", b"] {
        site.insert(&TAG, &[("name", name)]).await;
    }
    let mut browser = site.superuser().await;
    let answer = browser.get("/admin/blog/tag/export/").await;
    assert_eq!(answer.body, "id,name\r\n1,'=1+1\r\n2,\"a \"\"quoted\"\", b\"\r\n");
    site.stop().await;
}
