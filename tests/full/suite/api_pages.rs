//! What people with a browser see, and the OpenAPI document.

use serde_json::Value;

use crate::blog_site::Blog;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[tokio::test]
async fn browsers_are_shown_pages() {
    let blog = Blog::start(&[("API_PERMISSIONS", "open")]).await;
    let name = r#"{"name": "<script>alert(1)</script>"}"#;
    blog.client().send("POST", "/api/tags/", name).await;
    let browser = || blog.client().with("accept", BROWSER);
    for path in ["/api/", "/api/tags/", "/api/tags/1/", "/api/tags/99/"] {
        let page = browser().get(path).await;
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(!page.text.contains("<script>alert"), "{path}");
        assert!(!page.text.contains(" style="), "{path}");
        assert!(!page.header("content-security-policy").contains("unsafe"), "{path}");
    }
    let page = browser().get("/api/tags/1/").await;
    assert!(page.text.contains("HTTP 200 OK"), "{}", page.text);
    assert!(page.text.contains(r#"data-method="DELETE""#));
    let page = browser().get("/api/tags/?format=json").await;
    assert_eq!(page.header("content-type"), "application/json");
    blog.stop().await;
}

#[tokio::test]
async fn pages_offer_what_the_visitor_may_do() {
    let blog = Blog::start(&[]).await;
    let page = blog.client().with("accept", BROWSER).get("/api/tags/").await;
    assert!(!page.text.contains(r#"data-method="POST""#));
    let editor = blog.account("editor", "add_tag").await;
    let cookie = format!("sessionid={}", blog.cookie(editor).await);
    let page =
        blog.client().with("accept", BROWSER).with("cookie", &cookie).get("/api/tags/").await;
    assert!(page.text.contains(r#"data-method="POST""#));
    assert!(page.text.contains("editor"));
    blog.stop().await;
}

#[tokio::test]
async fn documentation_needs_no_other_server() {
    let blog = Blog::start(&[]).await;
    for path in ["/api/docs/", "/api/redoc/"] {
        let page = blog.client().get(path).await;
        let policy = page.header("content-security-policy");
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains("/api/schema/"), "{path}");
        assert!(!page.text.contains("<script src") && !page.text.contains("<link"), "{path}");
        assert!(policy.contains("script-src 'sha256-") && !policy.contains("http"), "{policy}");
    }
    blog.stop().await;
}

#[tokio::test]
async fn the_document_is_complete() {
    let blog = Blog::start(&[]).await;
    let document = blog.client().get("/api/schema/").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a local reference");
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    let post = &document["components"]["schemas"]["PostRequest"];
    assert_eq!(post["properties"]["tags"]["items"]["type"], "integer");
    assert_eq!(post["required"], serde_json::json!(["author", "title", "slug"]));
    blog.stop().await;
}

/// The references in a document.
fn collect<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        Value::Object(fields) => {
            references.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|field| collect(field, references));
        }
        _ => {}
    }
}

#[tokio::test]
async fn paths_get_their_slash() {
    let blog = Blog::start(&[]).await;
    for (path, location) in [
        ("/api", "/api/"),
        ("/api/tags?x=1", "/api/tags/?x=1"),
        ("/api/tags/1", "/api/tags/1/"),
        ("/api/docs", "/api/docs/"),
    ] {
        let answer = blog.client().get(path).await;
        assert_eq!((answer.status, answer.header("location")), (301, location), "{path}");
    }
    for path in ["/api/nope", "/api/nope/", "/api/tags/1/x", "/api/nope/1/"] {
        let answer = blog.client().get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    }
    assert_eq!(blog.client().get("/api/tags.json").await.status, 200);
    blog.stop().await;
}
