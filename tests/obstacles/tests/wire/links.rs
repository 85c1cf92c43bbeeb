//! Requests of links, with values of the response and of the caller.

use obstacles_client::types::WirePair;

use super::{client, sent};
use tests::server::{Request, ScriptedResponse, Server};

const PAIR: &str = r#"{"a":"x","b":1}"#;

fn empty(status: u16) -> ScriptedResponse {
    ScriptedResponse::new(status, &[("x-id", "a/b"), ("content-length", "0")], "")
}

fn second(server: &Server) -> Request {
    server.requests().pop().unwrap()
}

#[tokio::test]
async fn a_link_of_a_default_response_sends_values_of_the_response_and_the_caller() {
    let server = Server::start([ScriptedResponse::json(200, PAIR), empty(202)]).await;
    let client = client(&server);
    let response = client.wire_default().send().await.unwrap();
    response.keep(&client, "t").unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/x HTTP/1.1");
    assert_eq!(request.header("trace"), Some("t"));
    assert_eq!(sent(&request), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn a_link_of_a_status_uses_the_body_and_the_status() {
    let server = Server::start([ScriptedResponse::json(200, PAIR), empty(202)]).await;
    let client = client(&server);
    let response = client.wire_links("x", WirePair::default()).send().await.unwrap();
    assert!(response.later(&client, WirePair::default()).is_none());
    response.again(&client).unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/x?status=200 HTTP/1.1");
    assert_eq!(sent(&request), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn a_link_of_an_empty_response_uses_a_header() {
    let server = Server::start([empty(202), empty(202)]).await;
    let client = client(&server);
    let response = client.wire_links("x", WirePair::default()).send().await.unwrap();
    assert!(response.again(&client).is_none());
    response.later(&client, WirePair::default().b(2)).unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/a%2Fb HTTP/1.1");
    assert_eq!(sent(&request), (Some("application/json"), r#"{"b":2}"#));
}

#[tokio::test]
async fn a_link_with_missing_values_returns_none() {
    let server = Server::start([ScriptedResponse::json(200, r#"{"b":1}"#)]).await;
    let client = client(&server);
    let response = client.wire_default().send().await.unwrap();
    assert!(response.keep(&client, "t").is_none());
}
