//! Names that collide with Rust or with each other are distinct.
//!
//! Most of this is tested by compiling this file.

use obstacles_client::types::{
    self, Choice, FooBar, FooBar2, FooBar3, Members, Mixed, Numbers, Self_, Users, Values,
};
use obstacles_client::{Client, Field, operations};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// Decodes a value and encodes it again.
fn kept<T: DeserializeOwned + Serialize>(value: &serde_json::Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), *value);
    decoded
}

#[test]
fn methods_of_the_client_and_of_calls_have_distinct_names() {
    let client = Client::builder().self_("here").new_2("v1").token("secret").build().unwrap();
    let _ = (client.new_2(), client.builder_2(), client.clone_2(), client.request_2());
    let _ = (client.send(), client.r#type(), client.r#async(), client.r#gen(), client._2fa());
    let _ = (client.plus_1(), client.minus_1(), client.lt());
    let required = operations::parameters::ParametersRequired {
        self_: "a".into(),
        r#type: "b".into(),
        field: "c".into(),
        a_b: "d".into(),
        _1: "e".into(),
        client_query: "f".into(),
        request: 1,
        reply: true,
    };
    let call = client
        .parameters(required, types::Option::new("id"))
        .options_query("g")
        .body_query("h")
        .send_query("i")
        .clone("j")
        .self_header("k")
        .self_cookie("l");
    assert!(format!("{call:?}").contains("send_query: Some(\"i\")"));
}

#[test]
fn schemas_named_like_prelude_types_do_not_shadow_them() {
    let value = json!({ "id": "a", "option": null, "list": ["b"], "map": { "c": 1 } });
    let option: types::Option = kept(&value);
    assert_eq!(option.option, Field::Null);
    assert_eq!(option.list, Some(vec!["b".to_owned()]));
    let _: (types::Result, types::Vec) = (kept(&value), kept(&value));
    let _: (types::String, Self_) = (kept(&value), kept(&value));
}

#[test]
fn names_that_differ_only_by_spelling_stay_distinct() {
    let value = json!({ "first": { "a": "1" }, "second": { "a": "2" }, "third": { "a": "3" } });
    let Users { first, second, third, .. } = kept(&value);
    let (first, second, third): (Option<FooBar>, Option<FooBar2>, Option<FooBar3>) =
        (first, second, third);
    let named = [first.unwrap().a, second.unwrap().a, third.unwrap().a];
    assert_eq!(named, ["1", "2", "3"].map(|text| Some(text.to_owned())));
}

#[test]
fn members_keep_their_names_on_the_wire() {
    let value = json!({
        "self": "a", "Self": "b", "new": "c", "_": "d", "": "e", "2fa": "f", "foo-bar": "g",
        "fooBar": "h", "foo_bar": "i", "additional_properties": "j", "anything else": 7,
    });
    let members: Members = kept(&value);
    assert_eq!((members.self_.as_str(), members.new_2.as_str()), ("a", "c"));
    assert_eq!(members.foo_bar.as_deref(), Some("g"));
    assert_eq!(members.additional_properties.as_deref(), Some("j"));
    assert_eq!(members.additional_properties_2.get("anything else"), Some(&7));
}

#[test]
fn enum_values_keep_their_text_on_the_wire() {
    let texts = ["", "Unknown", "unknown", "self", "Self", "+1", "-1", "<", ">", "2fa", "type"];
    for text in texts.into_iter().chain(["Ok", "None", "ASC", "asc", "a\"b", "line\nbreak"]) {
        assert!(!matches!(kept(&json!(text)), Values::Unknown(_)), "{text}");
    }
    assert_eq!(kept::<Values>(&json!("new one")), Values::Unknown("new one".to_owned()));
    assert_eq!(kept::<Numbers>(&json!(-1)), Numbers::Minus1);
    assert_ne!(kept::<Mixed>(&json!("1")), kept::<Mixed>(&json!(1)));
    assert_eq!(kept::<Choice>(&json!(5)), Choice::Self_(5));
    assert_eq!(kept::<Choice>(&json!(1.5)), Choice::Unknown(json!(1.5)));
}
