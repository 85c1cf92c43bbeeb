//! Ids as path parameters are encoded as one segment.

use kustomer_client::ErrorKind;
use kustomer_client::RequestError;

use super::support::{ScriptedResponse, Server, client, documents};

#[tokio::test]
async fn an_id_that_is_a_dot_segment_is_rejected_before_sending() {
    let server = Server::start([]).await;
    let client = client(&server);
    for id in ["", ".", ".."] {
        let job = client.get_bulk_operation(id).send().await.unwrap_err();
        let batches = client.get_bulk_operation_batches(id).send().await.unwrap_err();
        for error in [job, batches] {
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{id:?}");
            let source = std::error::Error::source(&error).unwrap();
            let problem = source.downcast_ref::<RequestError>().unwrap();
            assert_eq!(*problem, RequestError::PathParameter { name: "id" }, "{id:?}");
            assert_eq!(error.attempts(), 0, "{id:?}");
            assert!(!error.may_have_been_processed() && !error.is_retryable(), "{id:?}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_id_is_one_segment_of_the_path_of_a_job() {
    let server =
        Server::start(CASES.map(|_| ScriptedResponse::json(200, documents::NEW_JOB))).await;
    let client = client(&server);
    for (id, segment) in CASES {
        client.get_bulk_operation(id).send().await.unwrap();
        let line = format!("GET /v1/bulk/{segment} HTTP/1.1");
        assert_eq!(server.requests().last().unwrap().line(), line);
    }
}

#[tokio::test]
async fn an_id_is_one_segment_of_the_path_of_batches() {
    let server = Server::start(CASES.map(|_| ScriptedResponse::json(200, "[]"))).await;
    let client = client(&server);
    for (id, segment) in CASES {
        client.get_bulk_operation_batches(id).send().await.unwrap();
        let line = format!("GET /v1/bulk/{segment}/batches HTTP/1.1");
        assert_eq!(server.requests().last().unwrap().line(), line);
    }
}

/// Ids and the segments that they are encoded as.
const CASES: [(&str, &str); 10] = [
    ("a/b", "a%2Fb"),
    ("../messages", "..%2Fmessages"),
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    ("a?ids=b", "a%3Fids%3Db"),
    ("a#b", "a%23b"),
    ("a b", "a%20b"),
    ("a\\..\\b", "a%5C..%5Cb"),
    ("a\r\nx: y", "a%0D%0Ax%3A%20y"),
    ("ü{id}", "%C3%BC%7Bid%7D"),
];
