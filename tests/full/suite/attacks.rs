use axum::http::StatusCode;
use blog::models::{COMMENT, POST, USER};

use crate::test_site::TestSite;

#[tokio::test]
async fn staff_do_only_what_they_may() {
    let site = TestSite::start().await;
    let id = site.user("Ada").await;
    site.account("viewer", &["is_staff"], &["view_user"]).await;
    let mut viewer = site.log_in("viewer").await;
    let change = format!("/admin/blog/user/{id}/change/");
    let page = viewer.get(&change).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("name=\"_save\""));
    let form = [("name", "Eve"), ("email", "eve@example.com"), ("role", "admin")];
    let delete = format!("/admin/blog/user/{id}/delete/");
    for path in [change.as_str(), "/admin/blog/user/add/", delete.as_str()] {
        assert_eq!(viewer.post(path, &form).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let answer = viewer.get("/admin/blog/post/").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let id_text = id.to_string();
    let form = [("action", "delete_selected"), ("_selected_action", &id_text), ("post", "yes")];
    viewer.post("/admin/blog/user/", &form).await;
    let user = site.find(&USER, id).await.expect("the user");
    assert_eq!(user.text("name"), "Ada");
    site.stop().await;
}

#[tokio::test]
async fn texts_are_texts_on_every_page() {
    let site = TestSite::start().await;
    let text = "<script>alert(1)</script>\"'><img src=x>";
    let id = site.user(text).await;
    let mut browser = site.superuser().await;
    let pages = ["change", "delete", "history"].map(|page| format!("{id}/{page}/"));
    for page in pages.iter().map(String::as_str).chain(["", "?q=<script>alert(1)</script>"]) {
        let answer =
            browser.get(&format!("/admin/blog/user/{page}").replace(['<', '>'], "%3C")).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(!answer.body.contains("<script>alert"), "{page}");
        assert!(!answer.body.contains("<img src=x"), "{page}");
    }
    site.stop().await;
}

#[tokio::test]
async fn sql_in_an_address_is_a_value() {
    let site = TestSite::start().await;
    site.user("Ada").await;
    let mut browser = site.superuser().await;
    for query in [
        "q=%27+OR+1%3D1+--",
        "o=1%3BDROP+TABLE+users",
        "o=-1.2.99.x",
        "p=-1",
        "p=99999999999999999999",
        "role__exact=%27+OR+1%3D1",
        "name__regex=.*",
        "name%27__exact=1",
        "id__in=1,2,x",
        "author__password=1",
        "created_at__year=99999",
        "created_at__year=2024&created_at__month=13",
        "created_at__gte=x",
        "_changelist_filters=%FF",
        "q=%00",
        "role__exact=%00",
    ] {
        let answer = browser.get(&format!("/admin/blog/user/?{query}")).await;
        let is_fine = matches!(answer.status, StatusCode::OK | StatusCode::FOUND);
        assert!(is_fine, "{query}: {}", answer.status);
    }
    let answer = browser.get("/admin/auth/user/?password__startswith=argon").await;
    assert_eq!(answer.status, StatusCode::FOUND, "a hash can be guessed letter by letter");
    assert_eq!(site.count(&USER).await, 1);
    site.stop().await;
}

#[tokio::test]
async fn inlines_show_and_do_only_what_is_permitted() {
    let site = TestSite::start().await;
    let author = site.user("Ada").await.to_string();
    let fields = [("author", author.as_str()), ("title", "One"), ("slug", "one")];
    let post = blog::meta::text(&site.insert(&POST, &fields).await);
    let comment = [("post", post.as_str()), ("text", "Secret")];
    let comment = blog::meta::text(&site.insert(&COMMENT, &comment).await);
    site.account("clerk", &["is_staff"], &["change_post", "add_comment"]).await;
    let mut clerk = site.log_in("clerk").await;
    let path = format!("/admin/blog/post/{post}/change/");
    let page = clerk.get(&path).await.body;
    assert!(page.contains("comment_set-TOTAL_FORMS") && !page.contains("Secret"));
    let form = [
        ("author", author.as_str()),
        ("title", "One"),
        ("slug", "one"),
        ("status", "draft"),
        ("comment_set-TOTAL_FORMS", "2"),
        ("comment_set-0-id", &comment),
        ("comment_set-0-text", "Changed"),
        ("comment_set-1-text", "Added"),
    ];
    clerk.post(&path, &form).await;
    assert!(site.find_by(&COMMENT, "text", "Secret").await.is_some());
    clerk
        .post(
            &path,
            &[&form[..4], &[("comment_set-TOTAL_FORMS", "1")], &[("comment_set-0-text", "Added")]]
                .concat(),
        )
        .await;
    assert!(site.find_by(&COMMENT, "text", "Added").await.is_some());
    site.stop().await;
}
