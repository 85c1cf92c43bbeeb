//! Parameters with JSON content, nested values and reserved characters.

use obstacles_client::RequestError;

use super::{Table, nest, pair};

/// Characters that are reserved in a URL, a cookie or a form, and characters beyond ASCII.
const SPECIAL: &str = "/ ?#%&=,;+\"é|[]日";

/// The same, percent-encoded as UTF-8.
const ENCODED: &str = "%2F%20%3F%23%25%26%3D%2C%3B%2B%22%C3%A9%7C%5B%5D%E6%97%A5";

/// `{"a":"x y","b":1}`, percent-encoded.
const JSON: &str = "%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A1%7D";

#[tokio::test]
async fn content_parameters_are_json_text() {
    let table = Table::start().await;
    let call = table.client.content_parameters(pair());
    let call = call.query(pair()).quoted("a").x_header(pair()).cookie(pair());
    let request = table.received(call.send()).await;
    let line = format!("GET /v1/wire/content/{JSON}?query={JSON}&quoted=%22a%22 HTTP/1.1");
    assert_eq!(request.line(), line);
    assert_eq!(request.header("x-header"), Some(r#"{"a":"x y","b":1}"#));
    assert_eq!(request.header("cookie"), Some(format!("cookie={JSON}").as_str()));
}

#[tokio::test]
async fn content_parameters_of_text_are_not_quoted() {
    let table = Table::start().await;
    let query = table.query(table.client.content_parameters(pair()).note("plain text").send());
    assert_eq!(query.await, "note=plain%20text");
}

#[tokio::test]
async fn base64url_is_sent_in_the_url_safe_alphabet() {
    let table = Table::start().await;
    let call = table.client.reserved_parameters("a").token([0xFB, 0xFF]);
    assert_eq!(table.query(call.send()).await, "token=-_8");
}

#[tokio::test]
async fn deep_objects_nest_and_repeat_the_names_of_lists() {
    let table = Table::start().await;
    let query = table.query(table.client.nested_parameters().deep(nest()).send()).await;
    assert_eq!(query, "deep[name]=n&deep[list]=1&deep[list]=2&deep[pair][a]=x%20y&deep[pair][b]=1");
}

#[tokio::test]
async fn nested_values_in_other_styles_are_json_text() {
    let table = Table::start().await;
    let call = || table.client.nested_parameters();
    let query = table.query(call().form(nest()).send()).await;
    assert_eq!(query, format!("name=n&list=%5B1%2C2%5D&pair={JSON}"));
    let query = table.query(call().joined(nest()).send()).await;
    assert_eq!(query, format!("joined=name,n,list,%5B1%2C2%5D,pair,{JSON}"));
    let query = table.query(call().pairs([pair(), pair()]).send()).await;
    assert_eq!(query, format!("pairs={JSON}&pairs={JSON}"));
}

#[tokio::test]
async fn special_characters_are_encoded() {
    let table = Table::start().await;
    let call = table.client.reserved_parameters(SPECIAL).query(SPECIAL).cookie(SPECIAL);
    let request = table.received(call.send()).await;
    let line = format!("GET /v1/wire/reserved/{ENCODED}?query={ENCODED} HTTP/1.1");
    assert_eq!(request.line(), line);
    assert_eq!(request.header("cookie"), Some(format!("cookie={ENCODED}").as_str()));
}

#[tokio::test]
async fn allow_reserved_keeps_characters_valid_in_a_query() {
    let table = Table::start().await;
    let call = table.client.reserved_parameters("a").reserved(SPECIAL).list(["/a", "b,c"]);
    let query = table.query(call.send()).await;
    let reserved = "/%20?%23%25&=,;+%22%C3%A9%7C%5B%5D%E6%97%A5";
    assert_eq!(query, format!("reserved={reserved}&list=/a&list=b,c"));
}

#[tokio::test]
async fn several_cookies_are_sent_in_one_header() {
    let table = Table::start().await;
    let call = table.client.cookie_form_joined().text("a").count(1).flag(false);
    let request = table.received(call.send()).await;
    assert_eq!(request.header("cookie"), Some("text=a; count=1; flag=false"));
}

#[tokio::test]
async fn a_header_with_a_line_break_is_rejected() {
    let table = Table::start().await;
    let call = table.client.reserved_parameters("a").x_header("a\r\nx-injected: b");
    let error = call.send().await.unwrap_err();
    let problem = std::error::Error::source(&error).unwrap().downcast_ref::<RequestError>();
    assert!(matches!(problem, Some(RequestError::Header { .. })), "{error:?}");
    assert_eq!(table.server.connections(), 0);
}
