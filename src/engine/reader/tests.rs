//! Every text is read, or refused, as the library reads it.

use crate::form::{Form, from_slice};
use proptest::prelude::*;
use serde_json::Value;

/// What the library says of the same text.
fn check<T: Form + PartialEq + std::fmt::Debug>(json: &str, of: impl Fn(&Value) -> Option<T>) {
    let known: Result<Value, _> = serde_json::from_str(json);
    let expect = known.ok().and_then(|it| of(&it));
    assert_eq!(from_slice::<T>(json.as_bytes()).ok(), expect, "{json}");
}

fn text(it: &Value) -> Option<String> {
    it.as_str().map(str::to_owned)
}

#[test]
fn texts_are_read_as_the_library_reads_them() {
    for json in [
        r#""""#,
        r#""购车价 价格""#,
        r#""a\"b\\c\/d\b\f\n\r\t""#,
        r#""\u4e2d\u6587""#,
        r#""\ud83d\ude00!""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ude00""#,
        r#""\u12g4""#,
        r#""\u+123""#,
        r#""\x""#,
        r#""\u12"#,
        r#"""#,
        r#""abc"#,
        "\"a\nb\"",
        r#" "a" "#,
        r#""a" b"#,
        r#""a""b""#,
        "1",
        "null",
        "",
    ] {
        check(json, text);
    }
}

#[test]
fn whole_numbers_are_read_as_the_library_reads_them() {
    for json in [
        "0",
        "7",
        "12345",
        "4294967295",
        "4294967296",
        "99999999999999999999",
        "-1",
        "01",
        "1.0",
        "1e2",
        "1x",
        "+1",
        "",
        "\"1\"",
    ] {
        check(json, |it| it.as_u64().and_then(|it| u32::try_from(it).ok()));
    }
}

#[test]
fn lists_are_read_as_the_library_reads_them() {
    for json in ["[]", "[ ]", "[1]", "[1, 2 ,3]", "[1,]", "[,1]", "[1 2]", "[1", "[", "]", "[null]", "{}"] {
        check(json, |it| {
            it.as_array()?
                .iter()
                .map(|it| it.as_u64().and_then(|it| u32::try_from(it).ok()))
                .collect::<Option<Vec<u32>>>()
        });
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(it in any::<String>(), other in "\\PC*") {
        for it in [it, other] {
            check(&serde_json::to_string(&it).unwrap(), text);
        }
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused_as_by_the_library(json in "[\\[\\]\"\\\\,0-9un a-f]{0,12}") {
        check(&json, text);
        check(&json, |it| it.as_u64().and_then(|it| u32::try_from(it).ok()));
    }
}
