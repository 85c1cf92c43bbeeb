//! Path templates with literals, queries and fragments, and reserved parameters.

use obstacles_client::CallOptions;

use super::Table;

#[tokio::test]
async fn a_placeholder_can_be_part_of_a_segment() {
    let table = Table::start().await;
    let client = &table.client;
    let request = table.received(client.with_extension("a/b").send()).await;
    assert_eq!(request.line(), "GET /v1/wire/odd/a%2Fb.json HTTP/1.1");
    let request = table.received(client.with_verb("a:b").send()).await;
    assert_eq!(request.line(), "POST /v1/wire/odd/a%3Ab:archive HTTP/1.1");
    let request = table.received(client.with_two(1, "2-3").send()).await;
    assert_eq!(request.line(), "GET /v1/wire/odd/1-2-3 HTTP/1.1");
}

#[tokio::test]
async fn literals_of_a_path_are_encoded() {
    let table = Table::start().await;
    let request = table.received(table.client.with_literals("x").send()).await;
    assert_eq!(request.line(), "GET /v1/wire/odd/a%20b%7C%22c%22%20d+%C3%A9/x HTTP/1.1");
}

#[tokio::test]
async fn one_name_in_three_locations_is_three_parameters() {
    let table = Table::start().await;
    let call = table.client.with_two(1, "x").from_query(2).from_header(3);
    let request = table.received(call.send()).await;
    assert_eq!(request.line(), "GET /v1/wire/odd/1-x?from=2 HTTP/1.1");
    assert_eq!(request.header("from"), Some("3"));
}

#[tokio::test]
async fn reserved_headers_are_not_parameters() {
    let table = Table::start().await;
    let request = table.received(table.client.with_extension("a").send()).await;
    let headers = ["accept", "authorization", "content-type"].map(|name| request.header(name));
    assert_eq!(headers, [Some("*/*"), None, None]);
}

#[tokio::test]
async fn documented_defaults_are_not_sent() {
    let table = Table::start().await;
    let request = table.received(table.client.with_extension("a").send()).await;
    assert_eq!(request.line(), "GET /v1/wire/odd/a.json HTTP/1.1");
    let call = table.client.with_extension("a").size(20).order("asc").r#type("b");
    let query = table.query(call.send()).await;
    assert_eq!(query, "size=20&order=asc&type=b");
}

#[tokio::test]
async fn a_fragment_in_a_path_is_not_sent() {
    let table = Table::start().await;
    let call = table.client.get_wire_token().options(CallOptions::new());
    let request = table.received(call.send()).await;
    assert_eq!(request.line(), "GET /v1/wire/token HTTP/1.1");
}

#[tokio::test]
async fn the_query_in_a_path_is_always_sent() {
    let table = Table::start().await;
    let query = table.query(table.client.with_query().page(2).send()).await;
    assert_eq!(query, "beta=true&view=a%20b&bare&page=2");
}
