use super::*;

const HOSTILE: &str = "\"#; DROP TABLE users; --\n</script>\r\n\\ ' ` \t\0 \u{2028}\u{202e}é🦀";

#[test]
fn rust_strings() {
    assert_eq!(
        rust_str(HOSTILE),
        r##""\"#; DROP TABLE users; --\n</script>\r\n\\ ' ` \t\0 \u{2028}\u{202e}é🦀""##
    );
}

#[test]
fn rust_docs() {
    assert_eq!(
        rust_doc(HOSTILE, "///"),
        "/// \"\\#; DROP TABLE users; --\n/// \\</script\\>\n/// \\\\ ' \\` \u{fffd}\n/// \u{fffd}é🦀"
    );
    assert_eq!(
        rust_doc("a\n\n    b\t*/ c\n", "//!"),
        "//! a\n//!\n//! b \\*/ c"
    );
    assert_eq!(
        rust_doc("- a\n1. b\n===\n1.5 x", "///"),
        "/// \\- a\n/// 1\\. b\n/// \\===\n/// 1.5 x"
    );
    assert_eq!(rust_doc(" \n\r\n", "///"), "");
    assert_eq!(
        rust_doc(
            "see https://a.example/b_c, [x](y) and snake_case `T`",
            "///"
        ),
        "/// see https://a.example/b_c, \\[x\\](y) and snake_case \\`T\\`"
    );
    assert_eq!(
        rust_doc("see https://a.example/b_c", "///"),
        "/// see <https://a.example/b_c>"
    );
}

#[test]
fn sql_strings() {
    assert_eq!(
        sql_str("a'; DROP TABLE b; --\n\\").unwrap(),
        "'a''; DROP TABLE b; --\n\\'"
    );
    assert_eq!(sql_str("\0"), None);
}

#[test]
fn toml_strings() {
    assert_eq!(
        toml_str(HOSTILE),
        r##""\"#; DROP TABLE users; --\n</script>\r\n\\ ' ` \t\u0000 \u2028\u202Eé🦀""##
    );
}

#[test]
fn yaml_strings_are_read_back() {
    let text: String = serde_yaml::from_str(&yaml_str(HOSTILE)).unwrap();
    assert_eq!(text, HOSTILE);
}

#[test]
fn json_strings_are_read_back_and_end_no_script() {
    let value = Value::from(HOSTILE);
    let text = json(&value);
    assert!(!text.contains('<') && !text.contains('\u{202e}'), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
}

#[test]
fn json_becomes_rust() {
    for (json, rust) in [
        (
            r#"{"a\u0001":["\"\\",null,true]}"#,
            r#"{"a\u{1}": ["\"\\", null, true]}"#,
        ),
        ("[1,-3000000000]", "[1, -3000000000_i64]"),
        (
            "[18446744073709551615,1e30,0.5]",
            "[18446744073709551615_u64, 1e30, 0.5]",
        ),
        (
            "1e400",
            r#"serde_json::Number::from_string_unchecked("1e+400".to_owned())"#,
        ),
    ] {
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(rust_json(&value), rust);
    }
}

#[test]
fn html_text() {
    assert_eq!(
        html("<a b=\"c\" d='e'>&\0\n"),
        "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{fffd}\n"
    );
}

#[test]
fn markdown_stays_on_one_line() {
    assert_eq!(
        md("# a | b\n<script>![x](y)\r\n1. _c_ d_e"),
        "\\# a \\| b \\<script\\>!\\[x\\](y) 1. \\_c\\_ d_e"
    );
}
