//! The wire format of parameters for each style and `explode`.

use crate::runtime::request::parameter::{cookie, form, header, path, query};
use crate::runtime::request::{Explode, Reserved, Style};

use serde_json::{Value, json};

use Explode::{No, Yes};
use Style::{DeepObject, Form, Json, Label, Matrix, PipeDelimited, Simple, SpaceDelimited, Text};

fn scalar() -> Value {
    json!("a b")
}

fn list() -> Value {
    json!(["a", null, 1, true])
}

fn object() -> Value {
    json!({"G": "x y", "N": null, "R": 100})
}

#[test]
fn paths() {
    let table = [
        (Simple, No, scalar(), "a%20b"),
        (Simple, Yes, scalar(), "a%20b"),
        (Simple, No, list(), "a,1,true"),
        (Simple, Yes, list(), "a,1,true"),
        (Simple, No, object(), "G,x%20y,R,100"),
        (Simple, Yes, object(), "G=x%20y,R=100"),
        (Label, No, scalar(), ".a%20b"),
        (Label, Yes, scalar(), ".a%20b"),
        (Label, No, list(), ".a,1,true"),
        (Label, Yes, list(), ".a.1.true"),
        (Label, No, object(), ".G,x%20y,R,100"),
        (Label, Yes, object(), ".G=x%20y.R=100"),
        (Matrix, No, scalar(), ";p=a%20b"),
        (Matrix, Yes, scalar(), ";p=a%20b"),
        (Matrix, No, json!(""), ";p"),
        (Matrix, No, list(), ";p=a,1,true"),
        (Matrix, Yes, list(), ";p=a;p=1;p=true"),
        (Matrix, No, object(), ";p=G,x%20y,R,100"),
        (Matrix, Yes, object(), ";G=x%20y;R=100"),
        (Json, No, json!({"a": 1}), "%7B%22a%22%3A1%7D"),
    ];
    for (style, explode, value, text) in table {
        let result = path("p", style, explode, &value);
        assert_eq!(result.as_deref(), Some(text), "{style:?} {explode:?} {value}");
    }
}

#[test]
fn queries() {
    let table = [
        (Form, Yes, scalar(), "p=a%20b"),
        (Form, No, scalar(), "p=a%20b"),
        (Form, Yes, json!(""), "p="),
        (Form, Yes, list(), "p=a&p=1&p=true"),
        (Form, No, list(), "p=a,1,true"),
        (Form, Yes, object(), "G=x%20y&R=100"),
        (Form, No, object(), "p=G,x%20y,R,100"),
        (SpaceDelimited, No, list(), "p=a%201%20true"),
        (SpaceDelimited, Yes, list(), "p=a&p=1&p=true"),
        (SpaceDelimited, No, object(), "p=G%20x%20y%20R%20100"),
        (PipeDelimited, No, list(), "p=a|1|true"),
        (PipeDelimited, Yes, list(), "p=a&p=1&p=true"),
        (PipeDelimited, No, object(), "p=G|x%20y|R|100"),
        (DeepObject, Yes, object(), "p[G]=x%20y&p[R]=100"),
        (DeepObject, Yes, json!({"a": {"b": [1, 2], "c": null}}), "p[a][b]=1&p[a][b]=2"),
        (DeepObject, Yes, list(), "p=a&p=1&p=true"),
        (DeepObject, Yes, scalar(), "p=a%20b"),
        (Json, No, json!({"a": "&"}), "p=%7B%22a%22%3A%22%26%22%7D"),
        (Json, No, scalar(), "p=%22a%20b%22"),
        (Form, Yes, json!([{"a": 1}]), "p=%7B%22a%22%3A1%7D"),
        (Form, Yes, json!({"a": [1]}), "a=%5B1%5D"),
    ];
    for (style, explode, value, text) in table {
        let result = query("p", style, explode, Reserved::Encode, &value);
        assert_eq!(result.as_deref(), Some(text), "{style:?} {explode:?} {value}");
    }
}

#[test]
fn headers() {
    let table = [
        (Simple, No, scalar(), "a b"),
        (Simple, No, list(), "a,1,true"),
        (Simple, Yes, list(), "a,1,true"),
        (Simple, No, object(), "G,x y,R,100"),
        (Simple, Yes, object(), "G=x y,R=100"),
        (Json, No, json!({"a": 1}), r#"{"a":1}"#),
    ];
    for (style, explode, value, text) in table {
        let result = header(style, explode, &value);
        assert_eq!(result.as_deref(), Some(text), "{style:?} {explode:?} {value}");
    }
}

#[test]
fn cookies() {
    let table = [
        (Form, Yes, json!("a;b"), "p=a%3Bb"),
        (Form, No, list(), "p=a,1,true"),
        (Form, Yes, list(), "p=a; p=1; p=true"),
        (Form, No, object(), "p=G,x%20y,R,100"),
        (Form, Yes, object(), "G=x%20y; R=100"),
        (Json, No, json!([1]), "p=%5B1%5D"),
    ];
    for (style, explode, value, text) in table {
        let result = cookie("p", style, explode, &value);
        assert_eq!(result.as_deref(), Some(text), "{style:?} {explode:?} {value}");
    }
}

#[test]
fn forms() {
    let value = json!({"a": "x y", "b": [1, 2], "c": {"d": true, "e": {"f": null}}, "g": null});
    assert_eq!(
        form(&value, &[]).unwrap(),
        "a=x%20y&b=1&b=2&c=%7B%22d%22%3Atrue%2C%22e%22%3A%7B%22f%22%3Anull%7D%7D"
    );
    let nested = [("c", DeepObject, Yes, Reserved::Encode)];
    assert_eq!(form(&value, &nested).unwrap(), "a=x%20y&b=1&b=2&c[d]=true");
    assert_eq!(
        form(&value, &[("b", Form, No, Reserved::Encode), ("c", Json, No, Reserved::Encode)])
            .unwrap(),
        "a=x%20y&b=1,2&c=%7B%22d%22%3Atrue%2C%22e%22%3A%7B%22f%22%3Anull%7D%7D"
    );
    let pair = json!({"a": {"b": "x/y", "c": [1, 2]}, "d": ["x", "y"], "e": "/?"});
    let styles = [("a", Form, Yes, Reserved::Keep), ("d", SpaceDelimited, No, Reserved::Encode)];
    assert_eq!(form(&pair, &styles).unwrap(), "b=x/y&c=%5B1,2%5D&d=x%20y&e=%2F%3F");
    assert_eq!(form(&json!({}), &[]), None);
}

#[test]
fn text_content_is_not_quoted() {
    let sent = |value| query("p", Text, No, Reserved::Encode, &value);
    assert_eq!(sent(json!("plain text")).unwrap(), "p=plain%20text");
    assert_eq!(sent(json!(1.0)).unwrap(), "p=1");
    assert_eq!(sent(json!([1])).unwrap(), "p=%5B1%5D");
    assert_eq!(sent(json!(null)), None);
    assert_eq!(header(Text, No, &json!("a b")).unwrap(), "a b");
}

#[test]
fn nothing_is_sent_for_null_and_empty_collections() {
    for value in [json!(null), json!([]), json!({}), json!([null]), json!({"a": null})] {
        for explode in [Yes, No] {
            assert_eq!(path("p", Simple, explode, &value), None, "{value}");
            assert_eq!(query("p", Form, explode, Reserved::Encode, &value), None, "{value}");
            assert_eq!(query("p", DeepObject, explode, Reserved::Encode, &value), None, "{value}");
            assert_eq!(header(Simple, explode, &value), None, "{value}");
            assert_eq!(cookie("p", Form, explode, &value), None, "{value}");
        }
    }
    assert_eq!(query("p", Json, No, Reserved::Encode, &json!(null)), None);
}

#[test]
fn only_unreserved_characters_are_not_encoded() {
    let text = "AZaz09-._~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\u{7f}ü";
    let encoded = "AZaz09-._~%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F%C3%BC";
    assert_eq!(path("p", Simple, No, &json!(text)).unwrap(), encoded);
    assert_eq!(
        query("p", Form, Yes, Reserved::Encode, &json!(text)).unwrap(),
        format!("p={encoded}")
    );
}

#[test]
fn reserved_characters_valid_in_a_query_are_kept_on_request() {
    let text = query("p", Form, Yes, Reserved::Keep, &json!("a/b?c=d&e,f:g;h@i!j$k'(l)*+ #[]%ü"));
    assert_eq!(text.unwrap(), "p=a/b?c=d&e,f:g;h@i!j$k'(l)*+%20%23%5B%5D%25%C3%BC");
}

#[test]
fn percent_encoded_triples_are_kept_on_request() {
    let kept = query("p", Form, Yes, Reserved::Keep, &json!("%2f%2 %zz%é%"));
    assert_eq!(kept.unwrap(), "p=%2f%252%20%25zz%25%C3%A9%25");
    let encoded = query("p", Form, Yes, Reserved::Encode, &json!("%2f"));
    assert_eq!(encoded.unwrap(), "p=%252f");
}

#[test]
fn names_are_encoded_except_for_brackets() {
    assert_eq!(
        query("page[size]", Form, Yes, Reserved::Encode, &json!(5)).unwrap(),
        "page[size]=5"
    );
    assert_eq!(query("a b&c", Form, Yes, Reserved::Encode, &json!(5)).unwrap(), "a%20b%26c=5");
}

#[test]
fn a_key_of_a_map_stays_between_its_brackets() {
    let value = json!({"a][admin": 1, "b&c=d": {"e]": 2}});
    let text = query("filter", DeepObject, Yes, Reserved::Encode, &value).unwrap();
    assert_eq!(text, "filter[a%5D%5Badmin]=1&filter[b%26c%3Dd][e%5D]=2");
}

#[test]
fn a_key_of_a_map_is_encoded_where_its_value_keeps_reserved_characters() {
    let value = json!({"a=1&admin": "b/c"});
    let text = query("p", Form, Yes, Reserved::Keep, &value).unwrap();
    assert_eq!(text, "a%3D1%26admin=b/c");
}
