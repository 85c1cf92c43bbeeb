//! Requests that links start: with what the answer tells, and what the caller has to.

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
async fn a_link_of_a_default_response_sends_its_body_and_what_the_caller_tells() {
    let server = Server::start([ScriptedResponse::json(200, PAIR), empty(202)]).await;
    let client = client(&server);
    let answer = client.wire_default().send().await.unwrap();
    answer.keep(&client, "t").unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/x HTTP/1.1");
    assert_eq!(request.header("trace"), Some("t"));
    assert_eq!(sent(&request), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn a_link_of_one_status_reads_its_body_and_the_status() {
    let server = Server::start([ScriptedResponse::json(200, PAIR), empty(202)]).await;
    let client = client(&server);
    let answer = client.wire_links("x", WirePair::default()).send().await.unwrap();
    assert!(answer.later(&client, WirePair::default()).is_none());
    answer.again(&client).unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/x?status=200 HTTP/1.1");
    assert_eq!(sent(&request), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn a_link_of_an_empty_answer_reads_its_header() {
    let server = Server::start([empty(202), empty(202)]).await;
    let client = client(&server);
    let answer = client.wire_links("x", WirePair::default()).send().await.unwrap();
    assert!(answer.again(&client).is_none());
    answer.later(&client, WirePair::default().b(2)).unwrap().send().await.unwrap();
    let request = second(&server);
    assert_eq!(request.line(), "PUT /v1/wire/links/a%2Fb HTTP/1.1");
    assert_eq!(sent(&request), (Some("application/json"), r#"{"b":2}"#));
}

#[tokio::test]
async fn a_link_whose_values_are_missing_starts_nothing() {
    let server = Server::start([ScriptedResponse::json(200, r#"{"b":1}"#)]).await;
    let client = client(&server);
    let answer = client.wire_default().send().await.unwrap();
    assert!(answer.keep(&client, "t").is_none());
}
