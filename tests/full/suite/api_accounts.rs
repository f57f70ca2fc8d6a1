//! Who may do what.

use blog::auth::Csrf;
use serde_json::json;

use crate::blog_site::{Blog, PASSWORD};

const TAG: &str = r#"{"name": "rust"}"#;

#[tokio::test]
async fn everyone_reads_and_who_has_the_permission_writes() {
    let blog = Blog::start(&[]).await;
    let anonymous = blog.client();
    assert_eq!(anonymous.get("/api/tags/").await.status, 200);
    let answer = anonymous.send("POST", "/api/tags/", TAG).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("www-authenticate"), "Token");
    assert_eq!(answer.json(), json!({ "detail": "Authentication credentials were not provided." }));
    let other = blog.account("other", "add_post").await;
    let answer = blog.with_token(other).await.send("POST", "/api/tags/", TAG).await;
    assert_eq!(answer.status, 403);
    assert_eq!(
        answer.json(),
        json!({ "detail": "You do not have permission to perform this action." })
    );
    let editor = blog.account("editor", "add_tag").await;
    let editor = blog.with_token(editor).await;
    assert_eq!(editor.send("POST", "/api/tags/", TAG).await.status, 201);
    assert_eq!(editor.send("DELETE", "/api/tags/1/", "").await.status, 403);
    assert_eq!(anonymous.get("/api/tags/").await.json()["count"], 1);
    blog.stop().await;
}

#[tokio::test]
async fn only_accounts_read_where_the_settings_say_so() {
    let blog = Blog::start(&[("API_PERMISSIONS", "model")]).await;
    for path in ["/api/", "/api/tags/", "/api/tags/1/"] {
        assert_eq!(blog.client().get(path).await.status, 401, "{path}");
    }
    let account = blog.account("reader", "add_post").await;
    assert_eq!(blog.with_token(account).await.get("/api/tags/").await.status, 200);
    blog.stop().await;
}

#[tokio::test]
async fn tokens_are_obtained_with_the_password() {
    let blog = Blog::start(&[]).await;
    blog.account("ada", "add_tag").await;
    let client = blog.client();
    let login = json!({ "username": "ada", "password": PASSWORD }).to_string();
    let token = client.send("POST", "/api/token/", &login).await.json();
    assert_eq!(token["token"].as_str().map(str::len), Some(40));
    assert_eq!(client.send("POST", "/api/token/", &login).await.json(), token);
    let wrong = json!({ "username": "ada", "password": "x" }).to_string();
    let answer = client.send("POST", "/api/token/", &wrong).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json(),
        json!({ "non_field_errors": ["Unable to log in with provided credentials."] })
    );
    let answer = client.send("POST", "/api/token/", r#"{"username": ""}"#).await;
    let expected = json!({
        "username": ["This field may not be blank."], "password": ["This field is required."],
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(client.get("/api/token/").await.header("allow"), "POST, OPTIONS");
    blog.stop().await;
}

#[tokio::test]
async fn wrong_tokens_are_refused() {
    let blog = Blog::start(&[]).await;
    let cases = [
        ("Token", "Invalid token header. No credentials provided."),
        ("Token a b", "Invalid token header. Token string should not contain spaces."),
        ("token nobody's", "Invalid token."),
    ];
    for (header, detail) in cases {
        let answer = blog.client().with("authorization", header).get("/api/tags/").await;
        assert_eq!((answer.status, answer.json()), (401, json!({ "detail": detail })), "{header}");
    }
    assert_eq!(blog.client().with("authorization", "Bearer x").get("/api/tags/").await.status, 200);
    let account = blog.account("gone", "add_tag").await;
    let client = blog.with_token(account).await;
    let sql = "UPDATE auth_user SET is_active = $1 WHERE id = $2";
    blog.db.execute(sql, blog::db::params![false, account]).await.expect("a change");
    let answer = client.get("/api/tags/").await;
    let expected = json!({ "detail": "User inactive or deleted." });
    assert_eq!((answer.status, answer.json()), (401, expected));
    blog.stop().await;
}

#[tokio::test]
async fn sessions_need_a_token_of_this_site_to_write() {
    let blog = Blog::start(&[]).await;
    let account = blog.account("ada", "add_tag").await;
    let cookie = blog.cookie(account).await;
    let token = Csrf::of(&cookie).token().expect("a token");
    let client = || blog.client().with("cookie", &format!("sessionid={cookie}"));
    let refused = |reason: &str| json!({ "detail": format!("CSRF Failed: {reason}") });
    let answer = client().send("POST", "/api/tags/", TAG).await;
    assert_eq!((answer.status, answer.json()), (403, refused("CSRF token missing.")));
    let answer = client().with("x-csrftoken", "00").send("POST", "/api/tags/", TAG).await;
    let reason = "CSRF token from the 'X-Csrftoken' HTTP header incorrect.";
    assert_eq!((answer.status, answer.json()), (403, refused(reason)));
    let foreign = client().with("x-csrftoken", &token).with("origin", "http://evil.example");
    let answer = foreign.send("POST", "/api/tags/", TAG).await;
    let reason = "Origin checking failed - http://evil.example does not match any trusted origins.";
    assert_eq!((answer.status, answer.json()), (403, refused(reason)));
    let answer = client().with("x-csrftoken", &token).send("POST", "/api/tags/", TAG).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let form = format!("name=form&csrfmiddlewaretoken={token}");
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(client().send_as(kind, "POST", "/api/tags/", &form).await.status, 201);
    blog.stop().await;
}

#[tokio::test]
async fn too_many_requests_have_to_wait() {
    let blog = Blog::start(&[("API_THROTTLE_ANON", "2/day")]).await;
    for _ in 0..2 {
        assert_eq!(blog.client().get("/api/tags/").await.status, 200);
    }
    let answer = blog.client().get("/api/tags/").await;
    assert_eq!(answer.status, 429);
    let seconds = answer.header("retry-after");
    let detail = format!("Request was throttled. Expected available in {seconds} seconds.");
    assert_eq!(answer.json(), json!({ "detail": detail }));
    let account = blog.account("ada", "add_tag").await;
    assert_eq!(blog.with_token(account).await.get("/api/tags/").await.status, 200);
    blog.stop().await;
}

#[tokio::test]
async fn accounts_are_not_in_the_api() {
    let blog = Blog::start(&[("API_PERMISSIONS", "open")]).await;
    let root = blog.client().get("/api/").await.json();
    let lists: Vec<_> = root.as_object().expect("lists").keys().map(String::as_str).collect();
    assert_eq!(lists, ["categories", "comments", "posts", "tags", "users"]);
    let body = r#"{"name": "Ada", "email": "ada@example.com", "is_superuser": true, "id": 77}"#;
    let user = blog.client().send("POST", "/api/users/", body).await.json();
    assert_eq!(user["id"], 1);
    assert_eq!(user.get("is_superuser"), None);
    blog.stop().await;
}
