//! The forms on the pages of the API.

use serde_json::json;

use crate::client::Client;
use crate::people::People;

async fn start() -> (People, Client, Client) {
    let people = People::start_with_things().await;
    let client = Client::new(&people.app);
    let browser = Client::new(&people.app).with("accept", "text/html");
    let user = json!({ "name": "Ada \"<i>\"", "email": "ada@example.com" });
    client.send("POST", "/api/users/", &user.to_string()).await;
    client.send("POST", "/api/tags/", r#"{"name": "a"}"#).await;
    (people, client, browser)
}

#[tokio::test]
async fn every_kind_of_field_has_its_input() {
    let (people, client, browser) = start().await;
    let thing = json!({
        "title": "x", "owner": 1, "tags": [1], "n": 5, "b": true, "bn": false, "d": "1.50", "day": "2020-01-02",
        "at": "2020-01-02T01:04:05.120Z", "t": "01:02:03.123456", "j": { "a": 1 }, "secret": "hush",
    });
    let answer = client.send("POST", "/api/things/", &thing.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let page = browser.get("/api/things/1/").await.text;
    for part in [
        r#"<input type="text" value="x" name="title" id="field_title" required maxlength="10">"#,
        r#"<input type="number" value="5" name="n" id="field_n" step="any">"#,
        r#"name="b" id="field_b" checked>"#,
        r#"<option value="false" selected>No</option>"#,
        r#"<input type="date" value="2020-01-02" name="day""#,
        r#"<input type="datetime-local" value="2020-01-02T01:04:05.12" name="at""#,
        r#"<input type="text" value="01:02:03.123456" name="t""#,
        r#"<input type="password" autocomplete="new-password" name="secret""#,
        r#"<option value="1" selected>Ada &quot;&lt;i&gt;&quot;</option>"#,
        r#"<select multiple name="tags""#,
        r#"data-method="PUT""#,
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains("hush") && !page.contains("<i>"));
    people.stop().await;
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field() {
    let (people, client, browser) = start().await;
    let form = "title=abcdefghijkl&owner=1&n=&b=true";
    let kind = "application/x-www-form-urlencoded";
    let page = browser.send_as(kind, "POST", "/api/things/", form).await;
    assert_eq!(page.status, 400);
    let message = "Ensure this field has no more than 10 characters.";
    assert!(page.text.contains(&format!(r#"<p class="error">{message}</p>"#)), "{}", page.text);
    assert!(page.text.contains(r#"value="abcdefghijkl""#));
    client.send("POST", "/api/things/", r#"{"title": "x", "owner": 1, "n": 1}"#).await;
    let page = browser.send_as(kind, "POST", "/api/things/", "title=x&owner=1&n=1").await;
    assert!(page.text.contains("<li>The fields title, n must make a unique set.</li>"));
    let page = browser.send_as(kind, "PUT", "/api/things/1/", "title=&owner=1").await;
    assert!(page.text.contains(r#"<p class="error">This field may not be blank.</p>"#));
    let page = browser.send_as(kind, "PUT", "/api/things/1/", "title=y&owner=1").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(r#"value="y" name="title""#));
    let page = browser.send("OPTIONS", "/api/things/1/", "").await;
    assert!(page.text.contains(r#"value="y" name="title""#), "{}", page.text);
    let page = browser.get("/api/things/99/").await;
    assert!(!page.text.contains("<form method=\"post\""), "{}", page.text);
    people.stop().await;
}

#[tokio::test]
async fn lists_can_be_narrowed_and_paged() {
    let (people, client, browser) = start().await;
    for name in 0..60 {
        let tag = json!({ "name": format!("tag {name}") }).to_string();
        client.send("POST", "/api/tags/", &tag).await;
    }
    let page = browser.get("/api/tags/?page_size=5&page=6").await.text;
    for part in [
        r#"<a href="/api/tags/?page_size=5">1</a>"#,
        r#"aria-current="page">6</a>"#,
        ">13</a>",
        r#"<span aria-hidden="true">…</span>"#,
    ] {
        assert!(page.replace("&#x2f;", "/").replace("&amp;", "&").contains(part), "{page}");
    }
    assert!(!page.contains("<summary>Filters</summary>"));
    let page = browser.get("/api/things/?owner=1&ordering=-n&search=%22%3E").await.text;
    for part in [
        r#"name="search" id="id_search" value="&quot;&gt;""#,
        r#"<option value="-n" selected>N - descending</option>"#,
        r#"id="filter_owner""#,
        r#"<details class="panel" open>"#,
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    people.stop().await;
}
