//! What values do on their way in and out: expectations are what REST framework answered.

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::people::People;

async fn start() -> (People, Client) {
    let people = People::start_with_things().await;
    let client = Client::new(&people.app);
    post(&client, "/api/users/", json!({ "name": "Ada", "email": "ada@example.com" })).await;
    for name in ["a", "b"] {
        post(&client, "/api/tags/", json!({ "name": name })).await;
    }
    (people, client)
}

async fn post(client: &Client, path: &str, body: Value) -> Answer {
    client.send("POST", path, &body.to_string()).await
}

#[tokio::test]
async fn values_are_converted() {
    let (people, client) = start().await;
    let thing = json!({
        "title": 1.0, "owner": "1", "tags": ["2", 1, 1], "n": "5.0 ", "b": "no", "bn": "null",
        "f": "1e3", "d": 1.5, "day": "2020-1-2", "at": "2020-01-02T03:04:05.123456+02:00",
        "t": "01:02", "u": "6FA459EAEE8A3CA4894EDB77E160355E", "j": { "a": [1, null] },
        "slug": 7, "email": "", "secret": "hush", "id": 99, "made": "1999-01-01",
    });
    let answer = post(&client, "/api/things/", thing).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let mut shown = answer.json();
    let made = shown.as_object_mut().expect("an object").remove("made");
    assert!(made.is_some_and(|made| made != "1999-01-01"));
    let expected = json!({
        "id": 1, "title": "1.0", "body": null, "slug": "7", "email": "", "url": null, "n": 5,
        "b": false, "bn": null, "f": 1000.0, "d": "1.50", "day": "2020-01-02",
        "at": "2020-01-02T01:04:05.123456Z", "t": "01:02:00",
        "u": "6fa459ea-ee8a-3ca4-894e-db77e160355e", "j": { "a": [1, null] }, "s": "draft",
        "owner": 1, "tags": [1, 2],
    });
    assert_eq!(shown, expected);
    people.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told() {
    let (people, client) = start().await;
    let wrong = json!({
        "title": "x".repeat(11), "owner": 99, "tags": [7], "n": 1.5, "b": 2, "bn": "maybe", "f": -1,
        "d": "12345.678", "day": "2020-13-01", "at": 5, "t": "25:00", "u": "x", "s": "gone",
        "slug": format!("{} !", "x".repeat(21)), "email": true, "url": "x", "body": {},
    });
    let answer = post(&client, "/api/things/", wrong).await;
    let expected = json!({
        "title": ["Ensure this field has no more than 10 characters."],
        "body": ["Not a valid string."],
        "slug": [
            "Ensure this field has no more than 20 characters.",
            "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.",
        ],
        "email": ["Not a valid string."],
        "url": ["Enter a valid URL."],
        "n": ["A valid integer is required."],
        "b": ["Must be a valid boolean."],
        "bn": ["Must be a valid boolean."],
        "f": ["Ensure this value is greater than or equal to 0."],
        "d": ["Ensure that there are no more than 6 digits in total."],
        "day": ["Date has wrong format. Use one of these formats instead: YYYY-MM-DD."],
        "at": ["Datetime has wrong format. Use one of these formats instead: \
                YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."],
        "t": ["Time has wrong format. Use one of these formats instead: hh:mm[:ss[.uuuuuu]]."],
        "u": ["Must be a valid UUID."],
        "s": ["\"gone\" is not a valid choice."],
        "owner": ["Invalid pk \"99\" - object does not exist."],
        "tags": ["Invalid pk \"7\" - object does not exist."],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    people.stop().await;
}

#[tokio::test]
async fn hostile_numbers_are_refused() {
    let (people, client) = start().await;
    let cases = [
        (r#""n": 1e400"#, "n", "A valid integer is required."),
        (
            r#""n": 9223372036854775808"#,
            "n",
            "Ensure this value is less than or equal to 9223372036854775807.",
        ),
        (r#""f": 1e400"#, "f", "A valid number is required."),
        (r#""f": "nan""#, "f", "A valid number is required."),
        (r#""d": "Infinity""#, "d", "A valid number is required."),
    ];
    for (text, field, message) in cases {
        let body = format!(r#"{{"title": "x", "owner": 1, {text}}}"#);
        let answer = client.send("POST", "/api/things/", &body).await;
        assert_eq!((answer.status, answer.json()), (400, json!({ field: [message] })), "{text}");
    }
    let long = "9".repeat(5000);
    let body = format!(r#"{{"title": "x", "owner": 1, "n": {long}}}"#);
    assert_eq!(client.send("POST", "/api/things/", &body).await.status, 400);
    let surrogate = r#"{"title": "\ud800", "owner": 1}"#;
    assert_eq!(client.send("POST", "/api/things/", surrogate).await.status, 400);
    people.stop().await;
}

#[tokio::test]
async fn what_is_taken_is_told() {
    let (people, client) = start().await;
    let thing = json!({ "title": "x", "owner": 1, "n": 1, "slug": "s" });
    assert_eq!(post(&client, "/api/things/", thing).await.status, 201);
    let same = json!({ "title": "x", "owner": 1, "n": 1 });
    let answer = post(&client, "/api/things/", same).await;
    let expected = json!({ "non_field_errors": ["The fields title, n must make a unique set."] });
    assert_eq!((answer.status, answer.json()), (400, expected));
    let same = json!({ "title": "", "owner": 1, "n": 1, "slug": "s" });
    let expected = json!({
        "title": ["This field may not be blank."],
        "slug": ["thing with this slug already exists."],
    });
    assert_eq!(post(&client, "/api/things/", same).await.json(), expected);
    let answer = client.send("DELETE", "/api/users/1/", "").await;
    let expected = json!({ "detail": "Cannot delete this user: other records refer to it." });
    assert_eq!((answer.status, answer.json()), (409, expected));
    assert_eq!(client.get("/api/users/1/").await.status, 200);
    people.stop().await;
}

#[tokio::test]
async fn forms_are_read_too() {
    let (people, client) = start().await;
    let form = "title=F&owner=1&tags=1&tags=2&n=&d=";
    let kind = "application/x-www-form-urlencoded";
    let thing = client.send_as(kind, "POST", "/api/things/", form).await.json();
    assert_eq!(
        [&thing["tags"], &thing["b"], &thing["d"]],
        [&json!([1, 2]), &json!(false), &json!("0.00")]
    );
    let part = |name: &str, value: &str| {
        format!("--BB\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!("{}{}--BB--\r\n", part("title", "a\r\nb"), part("owner", "1"));
    let kind = "multipart/form-data; boundary=BB";
    let answer = client.send_as(kind, "POST", "/api/things/", &body).await;
    assert_eq!((answer.status, &answer.json()["title"]), (201, &json!("a\r\nb")));
    let answer = client.send_as("multipart/form-data", "POST", "/api/things/", &body).await;
    let detail = "Multipart form parse error - Invalid boundary in multipart: None";
    assert_eq!((answer.status, answer.json()), (400, json!({ "detail": detail })));
    people.stop().await;
}

#[tokio::test]
async fn lists_are_filtered_by_every_kind() {
    let (people, client) = start().await;
    let thing =
        json!({ "title": "x", "owner": 1, "tags": [1], "d": "1.50", "day": "2020-01-02", "n": 3 });
    post(&client, "/api/things/", thing).await;
    post(&client, "/api/things/", json!({ "title": "y", "owner": 1, "b": false })).await;
    let cases = [
        ("n=3.0", 1),
        ("d=1.5", 1),
        ("d=1.555", 0),
        ("b=true", 1),
        ("b=x", 2),
        ("tags=1&tags=2", 1),
        ("owner=1", 2),
        ("day=2020-01-02", 1),
        ("s=draft", 2),
        ("search=ADA,x", 1),
        ("search=%25", 0),
        ("page_size=1&page=2", 2),
        ("unknown=1", 2),
        ("title=", 2),
    ];
    for (query, count) in cases {
        let answer = client.get(&format!("/api/things/?{query}")).await;
        assert_eq!((answer.status, &answer.json()["count"]), (200, &json!(count)), "{query}");
    }
    let answer = client.get("/api/things/?n=x&day=x&owner=9&tags=9&s=x&u=x").await;
    let expected = json!({
        "n": ["Enter a number."], "day": ["Enter a valid date."], "u": ["Enter a valid UUID."],
        "s": ["Select a valid choice. x is not one of the available choices."],
        "owner": ["Select a valid choice. That choice is not one of the available choices."],
        "tags": ["Select a valid choice. 9 is not one of the available choices."],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    assert_eq!(client.get("/api/things/1/?n=4").await.status, 404);
    people.stop().await;
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let (people, client) = start().await;
    let thing = json!({ "title": "x", "owner": 1, "secret": "hush" });
    post(&client, "/api/things/", thing).await;
    let html = Client::new(&people.app).with("accept", "text/html");
    let mut shown = String::new();
    for path in ["/api/things/", "/api/things/1/"] {
        shown += &client.get(path).await.text;
        shown += &html.get(path).await.text;
    }
    shown += &client.send("PATCH", "/api/things/1/", r#"{"secret": "hush2"}"#).await.text;
    assert!(!shown.contains("hush"));
    let schema = client.get("/api/schema/").await.json();
    let schemas = &schema["components"]["schemas"];
    assert_eq!(schemas["Thing"]["properties"].get("secret"), None);
    assert_eq!(schemas["ThingRequest"]["properties"]["secret"]["writeOnly"], true);
    people.stop().await;
}
