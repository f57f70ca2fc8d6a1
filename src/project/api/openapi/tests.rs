use super::*;
use crate::spec;

fn document_of(fields: &str) -> Value {
    let text = format!("project: p\nmodels:\n  Thing:\n    fields:\n{fields}");
    document(&spec::load(&text, "scaffold.yaml").expect("a valid spec"))
}

#[test]
fn a_field_is_documented_as_it_is_sent_and_as_it_is_shown() {
    let document = document_of(
        "      price: { type: decimal, digits: 18, places: 2, optional: true, default: 1.5 }\n\
         \x20     secret: { type: string, write_only: true }\n\
         \x20     at: { type: time, default: '10:00:00.5' }\n",
    );
    let schemas = &document["components"]["schemas"];
    let price = &schemas["ThingCreate"]["properties"]["price"];
    assert_eq!(
        price["anyOf"][0]["anyOf"][0]["maximum"].to_string(),
        "9999999999999999.99"
    );
    assert_eq!(price["default"], "1.50");
    assert_eq!(schemas["ThingCreate"]["required"], json!(["secret"]));
    assert_eq!(
        schemas["ThingCreate"]["properties"]["at"]["default"],
        "10:00:00.500"
    );
    assert_eq!(
        schemas["ThingUpdate"]["properties"]["price"].get("default"),
        None
    );
    let shown = schemas["Thing"]["properties"]
        .as_object()
        .expect("properties");
    let names: Vec<&str> = shown.keys().map(String::as_str).collect();
    assert_eq!(names, ["id", "price", "at", "created_at", "updated_at"]);
}

#[test]
fn every_reference_leads_to_a_schema() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    for starter in ["user", "blog", "shop"] {
        let path = format!("{}/schemas/{starter}.yaml", env!("CARGO_MANIFEST_DIR"));
        let spec = spec::load_file(path.as_ref()).expect("a valid spec");
        let document = document(&spec);
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(!found.is_empty());
        for reference in found {
            let place = reference.trim_start_matches('#');
            assert!(document.pointer(place).is_some(), "{reference}");
        }
    }
}

#[test]
fn an_exponent_is_written_as_it_is_received() {
    let mut value = json!({ "max": [1e20, 1] });
    as_received(&mut value);
    assert_eq!(value.to_string(), r#"{"max":[1e+20,1]}"#);
}
