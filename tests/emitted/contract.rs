//! What clients of a FastAPI service rely on.

use scaffold::spec;
use serde_json::{Map, Value};

use crate::client::Answer;
use crate::project::{Project, run};
use crate::server::Server;
use crate::tools::{contract, script};

/// Conversations with the real FastAPI, recorded for the same model.
const RECORDINGS: [&str; 3] = ["crud", "protocol", "validation"];

#[test]
fn recordings_of_fastapi_replay() {
    for server in Server::each(&Project::user().program()) {
        let Some(mut replay) = script("replay.py") else {
            return;
        };
        replay.arg(server.client.origin());
        replay.args(["--reset", "--allow-extra", "created_at,updated_at"]);
        replay.args(RECORDINGS.map(|name| contract().join(format!("fastapi_{name}.json"))));
        let output = run(&mut replay);
        assert!(
            output.trim_end().ends_with("contract: 108 of 108 passed"),
            "{output}"
        );
        server.assert_no_error();
    }
}

/// What the real FastAPI made of a value for each kind of field, in a body and in a query.
#[test]
fn values_are_taken_as_fastapi_takes_them() {
    let project = Project::of("types", include_str!("../contract/types.yaml"));
    let spec = spec::load(include_str!("../contract/types.yaml"), "types.yaml").unwrap();
    for server in Server::each(&project.program()) {
        let fields = spec.models[0].fields.iter();
        let samples = fields.map(|field| (field.json_name.clone(), field.sample(0).unwrap()));
        let record = server
            .client
            .post("/records", &samples.collect())
            .expect(201);
        let path = format!("/records/{}", record["id"]);

        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../contract/fastapi_types.json")).unwrap();
        let mut differences = Vec::new();
        for case in &cases {
            let (kind, method, sent, status, expected) = case;
            let sent = sent.replacen("value", kind, 1);
            let answer = match &**method {
                "GET" => server.client.get(&format!("/records?{sent}")),
                _ => server.client.send_text("PATCH", &path, &sent),
            };
            let same = match (*status, answer.status, &**method) {
                (200, 200, "GET") => true,
                (200, 200, _) => same(&answer.json()[kind], &expected["value"]),
                (422, 422, _) => same(&renamed(answer.json(), kind), expected),
                _ => false,
            };
            if !same && !is_declared(kind, &sent, &answer) {
                let text = answer.text();
                differences.push(format!(
                    "{kind} {method} {sent}: {status} {expected}\n  {text}"
                ));
            }
        }
        let (count, all) = (differences.len(), cases.len());
        assert_eq!(
            count,
            0,
            "{count} of {all} differ:\n{}",
            differences.join("\n")
        );
        server.assert_no_error();
    }
}

/// Kind, method, body or query, status, answer. The recorded service has a route for each kind and
/// a field `value`; ours has one model with a field for each.
type Case = (String, String, String, u16, Value);

/// The answer with the recorded name of the field.
fn renamed(mut answer: Value, kind: &str) -> Value {
    for issue in answer["detail"].as_array_mut().unwrap() {
        if issue["loc"][1] == kind {
            issue["loc"][1] = "value".into();
        }
    }
    answer
}

/// Whether ours is meant to differ.
fn is_declared(kind: &str, sent: &str, answer: &Answer) -> bool {
    // Booleans are no numbers, so that the document is true.
    let number = ["integer", "float"].iter().any(|word| kind.contains(word));
    let boolean = sent.ends_with(":true}") || sent.ends_with(":false}");
    // The bounds of a decimal have its places: 0.00 for 0.
    let bound = kind == "decimal_bounds" && answer.text().contains("greater than or equal to 0.00");
    // PostgreSQL stores no NUL.
    let nul = answer.text().contains("text must not hold NUL");
    number && boolean || bound || nul
}

/// Whether two answers are the same to a client: 36 and 36.0 are one number, and nobody relies on
/// the reason why an address is wrong.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let reason = is_about_an_address(one) && is_about_an_address(other);
            one.len() == other.len()
                && one.iter().all(|(key, value)| {
                    (reason && matches!(&**key, "msg" | "ctx"))
                        || other.get(key).is_some_and(|other| same(value, other))
                })
        }
        _ => one == other,
    }
}

fn is_about_an_address(issue: &Map<String, Value>) -> bool {
    let message = issue.get("msg").and_then(Value::as_str);
    message.is_some_and(|text| text.starts_with("value is not a valid email address: "))
}
