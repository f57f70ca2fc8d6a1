use std::fs;

use blog::commands::dumpdata::dump;
use blog::commands::loaddata::load;
use blog::models::{COMMENT, POST};

use crate::test_site::TestSite;

#[tokio::test]
async fn what_is_dumped_can_be_loaded() {
    let site = TestSite::start().await;
    let author = site.user("Ada \"x\" <b>").await.to_string();
    let fields = [("author", author.as_str()), ("title", "Hello"), ("slug", "hello")];
    let post = blog::meta::text(&site.insert(&POST, &fields).await);
    site.insert(&COMMENT, &[("post", &post), ("text", "Nice"), ("approved", "true")]).await;
    site.account("ada", &["is_staff"], &["view_post"]).await;
    let dumped = dump(&site.db, &[]).await.expect("a dump");

    let other = TestSite::start().await;
    let path = std::env::temp_dir().join(format!("blog-dump-{}.json", std::process::id()));
    fs::write(&path, &dumped).expect("a file");
    load(&other.db, &path.display().to_string()).await.expect("a fixture");
    assert_eq!(dump(&other.db, &[]).await.expect("a dump"), dumped);
    // Ids go on after those that were given.
    other.user("Next").await;
    fs::remove_file(path).expect("the file");
    site.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn a_wrong_fixture_leaves_nothing() {
    let site = TestSite::start().await;
    let path = std::env::temp_dir().join(format!("blog-wrong-{}.json", std::process::id()));
    let name = path.display().to_string();
    let good = r#"{"model": "blog.tag", "pk": 1, "fields": {"name": "rust"}}"#;
    for (bad, expected) in [
        (r#"{"model": "blog.user", "fields": {"name": "a", "email": "x"}}"#, "Enter a valid email"),
        (r#"{"model": "blog.post", "fields": {"tags": [99]}}"#, "object 1 (blog.post)"),
        ("[1", "expected"),
    ] {
        fs::write(&path, format!("[{good}, {bad}]")).expect("a file");
        let error = load(&site.db, &name).await.expect_err("an error").to_string();
        assert!(error.contains(expected), "{error}");
        assert_eq!(site.count(&blog::models::TAG).await, 0);
    }
    fs::remove_file(path).expect("the file");
    site.stop().await;
}
