use axum::http::StatusCode;
use blog::models::{COMMENT, POST, TAG, USER};
use blog::store::linked;

use crate::test_site::TestSite;

#[tokio::test]
async fn every_mistake_is_told_and_what_was_typed_is_kept() {
    let site = TestSite::start().await;
    site.user("Ada").await;
    let mut browser = site.superuser().await;
    browser.get("/admin/blog/user/add/").await;
    for (field, text, expected) in [
        ("name", "", "This field is required."),
        ("name", "   ", "This field is required."),
        ("name", "a\0", "Null characters are not allowed."),
        ("email", "not-an-email", "Enter a valid email address."),
        ("email", "Ada@example.com", "User with this Email already exists."),
        ("age", "-1", "Ensure this value is greater than or equal to 0."),
        ("age", "151", "Ensure this value is less than or equal to 150."),
        ("age", "1e400", "Enter a whole number."),
        ("age", "99999999999999999999", "Enter a whole number."),
        ("role", "root", "Select a valid choice. root is not one of the available choices."),
    ] {
        let mut form = vec![("name", "Kept"), ("email", "new@example.com"), ("role", "editor")];
        form.retain(|(name, _)| *name != field);
        form.push((field, text));
        let answer = browser.post("/admin/blog/user/add/", &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{field} = {text}");
        assert!(answer.body.contains(&format!("<li>{expected}</li>")), "{field} = {text}");
        assert!(answer.body.contains("Please correct the error below."), "{field} = {text}");
        assert!(field == "name" || answer.body.contains("value=\"Kept\""), "{field} = {text}");
    }
    assert_eq!(site.count(&USER).await, 1);
    site.stop().await;
}

#[tokio::test]
async fn read_only_fields_stay_as_they_are() {
    let site = TestSite::start().await;
    let id = site.user("Ada").await;
    let before = site.find(&USER, id).await.expect("the user").text("created_at");
    let mut browser = site.superuser().await;
    let path = format!("/admin/blog/user/{id}/change/");
    browser.get(&path).await;
    let form = [
        ("name", "Ada"),
        ("email", "a@example.com"),
        ("role", "viewer"),
        ("id", "77"),
        ("created_at", "2001-01-01"),
        ("created_at_0", "2001-01-01"),
        ("created_at_1", "00:00"),
    ];
    assert_eq!(browser.post(&path, &form).await.status, StatusCode::FOUND);
    let after = site.find(&USER, id).await.expect("the user");
    assert_eq!(after.text("created_at"), before);
    assert_eq!(after.text("email"), "a@example.com");
    site.stop().await;
}

#[tokio::test]
async fn a_post_is_saved_with_its_tags_and_comments_or_not_at_all() {
    let site = TestSite::start().await;
    let author = site.user("Ada").await.to_string();
    let tag = blog::meta::text(&site.insert(&TAG, &[("name", "rust")]).await);
    let mut browser = site.superuser().await;
    browser.get("/admin/blog/post/add/").await;
    let mut form = vec![
        ("author", author.as_str()),
        ("title", "Hello"),
        ("slug", "hello"),
        ("status", "published"),
        ("published_at_0", "2024-05-01"),
        ("published_at_1", "10:30"),
        ("tags", &tag),
        ("comment_set-TOTAL_FORMS", "2"),
        ("comment_set-INITIAL_FORMS", "0"),
        ("comment_set-0-text", "First"),
        ("comment_set-1-text", ""),
        ("comment_set-1-approved", "on"),
        ("comment_set-__prefix__-text", ""),
    ];
    let answer = browser.post("/admin/blog/post/add/", &form).await;
    assert!(answer.body.contains("This field is required."));
    assert_eq!((site.count(&POST).await, site.count(&COMMENT).await), (0, 0));

    form.retain(|(name, _)| *name != "comment_set-1-approved");
    let answer = browser.post("/admin/blog/post/add/", &form).await;
    assert_eq!(answer.location(), "/admin/blog/post/", "{}", answer.body);
    let post = site.find_by(&POST, "slug", "hello").await.expect("the post");
    assert_eq!(post.text("published_at"), "2024-05-01T10:30:00Z");
    let (_, link) = POST.links().next().expect("tags");
    let tags = linked(&site.db, link, &[&post]).await.expect("tags");
    assert_eq!(tags[&post.key()][0].1, "rust");
    let comment = site.find_by(&COMMENT, "text", "First").await.expect("the comment");
    assert_eq!(comment.text("post"), post.key());
    site.stop().await;
}

#[tokio::test]
async fn inlines_of_another_record_are_out_of_reach() {
    let site = TestSite::start().await;
    let author = site.user("Ada").await.to_string();
    let mut posts = Vec::new();
    for slug in ["one", "two"] {
        let fields = [("author", author.as_str()), ("title", slug), ("slug", slug)];
        posts.push(blog::meta::text(&site.insert(&POST, &fields).await));
    }
    let foreign = [("post", posts[1].as_str()), ("text", "Foreign")];
    let foreign = blog::meta::text(&site.insert(&COMMENT, &foreign).await);
    let mut browser = site.superuser().await;
    let path = format!("/admin/blog/post/{}/change/", posts[0]);
    browser.get(&path).await;
    let form = [
        ("author", author.as_str()),
        ("title", "one"),
        ("slug", "one"),
        ("status", "draft"),
        ("comment_set-TOTAL_FORMS", "1"),
        ("comment_set-0-id", &foreign),
        ("comment_set-0-text", "Taken over"),
        ("comment_set-0-DELETE", "on"),
    ];
    browser.post(&path, &form).await;
    assert!(site.find_by(&COMMENT, "text", "Foreign").await.is_some());
    site.stop().await;
}

#[tokio::test]
async fn the_history_tells_old_and_new_values() {
    let site = TestSite::start().await;
    let id = site.user("Ada").await;
    let mut browser = site.superuser().await;
    let path = format!("/admin/blog/user/{id}/change/");
    browser.get(&path).await;
    let form =
        [("name", "Eve"), ("email", "Ada@example.com"), ("role", "viewer"), ("is_active", "on")];
    browser.post(&path, &form).await;
    let page = browser.get(&format!("/admin/blog/user/{id}/history/")).await.body;
    assert!(page.contains("Changed Name. Name: “Ada” → “Eve”."), "{page}");
    site.stop().await;
}

#[tokio::test]
async fn two_at_once_do_not_take_the_same_name() {
    let site = TestSite::start().await;
    site.account("root", &["is_staff", "is_superuser"], &[]).await;
    let (mut one, mut two) = (site.log_in("root").await, site.log_in("root").await);
    one.get("/admin/blog/tag/add/").await;
    two.get("/admin/blog/tag/add/").await;
    let form = [("name", "rust")];
    let (first, second) = tokio::join!(
        one.post("/admin/blog/tag/add/", &form),
        two.post("/admin/blog/tag/add/", &form)
    );
    let refused = [&first, &second].iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!((refused, site.count(&TAG).await), (1, 1));
    let body = if first.status == StatusCode::OK { first.body } else { second.body };
    assert!(body.contains("Tag with this Name already exists."), "{body}");
    site.stop().await;
}
