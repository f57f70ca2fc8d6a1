//! Records with ids that are no numbers, which refer to each other, and texts with a pattern.

use blog::meta::{Pattern, Violation};
use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::people::{NODE, People};

const LIST: &str = "/api/nodes/";

async fn post(client: &Client, body: Value) -> Answer {
    client.send("POST", LIST, &body.to_string()).await
}

#[tokio::test]
async fn nodes_refer_to_each_other() {
    let people = People::start_with_things().await;
    let client = Client::new(&people.app);
    let first = post(&client, json!({ "code": "AB1" })).await.json();
    let id = first["id"].as_str().expect("an id");
    assert_eq!((&first["parent"], &first["friends"]), (&Value::Null, &json!([])));
    let second = json!({ "code": " AB2 ", "parent": id, "friends": [id, id.to_uppercase()] });
    let second = post(&client, second).await;
    assert_eq!(second.status, 201, "{}", second.text);
    let second = second.json();
    assert_eq!(second["code"], "AB2");
    assert_eq!((&second["parent"], &second["friends"]), (&json!(id), &json!([id])));
    let path = format!("{LIST}{id}/");
    let own = json!({ "parent": id, "friends": [id] }).to_string();
    assert_eq!(client.send("PATCH", &path, &own).await.json()["parent"], id);
    let answer = post(&client, json!({ "code": "AB2", "parent": id })).await;
    let expected =
        json!({ "non_field_errors": ["The fields parent, code must make a unique set."] });
    assert_eq!((answer.status, answer.json()), (400, expected));
    assert_eq!(client.get(LIST).await.json()["count"], 2);
    assert_eq!(client.send("DELETE", &path, "").await.status, 204);
    let path = format!("{LIST}{}/", second["id"].as_str().expect("an id"));
    let left = client.get(&path).await.json();
    assert_eq!((&left["parent"], &left["friends"]), (&Value::Null, &json!([])));
    people.stop().await;
}

#[tokio::test]
async fn ids_that_are_not_there_are_told() {
    let people = People::start_with_things().await;
    let client = Client::new(&people.app);
    let nobody = "00000000-0000-4000-8000-000000000000";
    for (key, detail) in [(nobody, "No Node matches the given query."), ("1", "Not found.")] {
        let answer = client.get(&format!("{LIST}{key}/")).await;
        assert_eq!((answer.status, answer.json()), (404, json!({ "detail": detail })), "{key}");
    }
    let answer = post(&client, json!({ "code": "AB1", "parent": nobody, "friends": ["x"] })).await;
    let expected = json!({
        "parent": [format!("Invalid pk \"{nobody}\" - object does not exist.")],
        "friends": ["“x” is not a valid UUID."],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    let many: Vec<String> = (0..40_000).map(|n| uuid::Uuid::from_u128(n).to_string()).collect();
    let answer = post(&client, json!({ "code": "AB1", "friends": many })).await;
    assert_eq!(answer.status, 400, "{}", answer.text);
    people.stop().await;
}

#[tokio::test]
async fn patterns_and_lengths_are_checked() {
    let people = People::start_with_things().await;
    let client = Client::new(&people.app);
    let answer = post(&client, json!({ "code": "AB1234567x", "mail": "a@b.org" })).await;
    let expected = json!({
        "code": ["Enter a valid value.", "Ensure this field has no more than 8 characters."],
        "mail": ["Ensure this field has at least 10 characters."],
    });
    assert_eq!((answer.status, answer.json()), (400, expected));
    let answer = client.send("OPTIONS", LIST, "").await.json();
    let mail = &answer["actions"]["POST"]["mail"];
    assert_eq!([&mail["min_length"], &mail["max_length"]], [&json!(10), &json!(30)]);
    let document = client.get("/api/schema/").await.json();
    let code = &document["components"]["schemas"]["NodeRequest"]["properties"]["code"];
    assert_eq!(
        code,
        &json!({ "type": "string", "minLength": 1, "maxLength": 8, "pattern": "^[A-Z]{2}[0-9]+$" })
    );
    people.stop().await;
}

#[test]
fn browsers_get_patterns_that_they_read_alike() {
    let html = |source| Pattern::new(source, &[]).html();
    assert_eq!(html("^[A-Z]{2}[0-9]+$"), Some("[A-Z]{2}[0-9]+"));
    for source in ["[A-Z]+", r"^\d+$", "^a|b$", "^(?i)a$", "^.$", r"^a\$"] {
        assert_eq!(html(source), None, "{source}");
    }
}

#[test]
fn forms_check_patterns_and_lengths() {
    let [code, mail] = ["code", "mail"].map(|name| NODE.field(name).expect("a field"));
    assert!(code.parse("AB1").is_ok() && mail.parse("ada@example.com").is_ok());
    assert_eq!(code.parse("ab1"), Err(Violation::NotAMatch));
    assert_eq!(Violation::NotAMatch.to_string(), "Enter a valid value.");
    assert_eq!(mail.parse("a@b.org"), Err(Violation::TooShort { limit: 10, length: 7 }));
    assert!(matches!(
        mail.parse(&format!("{}@b.org", "a".repeat(30))),
        Err(Violation::TooLong { .. })
    ));
}
