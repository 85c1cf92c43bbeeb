//! Retries over real connections, without jitter.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::Random;
use kustomer_client::types::ErrorDocument;
use kustomer_client::{Client, Error};

use super::support::{ScriptedResponse, Server, TOKEN, Then, documents, update};

struct NoJitter;

impl Random for NoJitter {
    fn next(&self) -> u64 {
        0
    }
}

/// A client with the default retries.
fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).token(TOKEN);
    builder.random(Arc::new(NoJitter)).build().unwrap()
}

/// The number of requests of a call with these responses, and its result.
async fn requests(responses: Vec<ScriptedResponse>) -> (usize, Result<(), Error<ErrorDocument>>) {
    let server = Server::start(responses).await;
    let outcome = client(&server).get_bulk_operation("5b").send().await.map(drop);
    (server.requests().len(), outcome)
}

fn success() -> ScriptedResponse {
    ScriptedResponse::json(200, documents::NEW_JOB)
}

#[tokio::test]
async fn transient_failures_are_retried_until_success() {
    let (sent, outcome) = requests(vec![
        ScriptedResponse::json(500, documents::error(500)),
        ScriptedResponse::nothing().then(Then::Reset),
        ScriptedResponse::head(200, 1_000).and("{").then(Then::Close),
        success(),
    ])
    .await;
    assert_eq!((sent, outcome.is_ok()), (4, true));
}

#[tokio::test]
async fn the_last_of_four_failures_is_returned() {
    let responses =
        [500, 502, 503, 504].map(|status| ScriptedResponse::json(status, documents::error(status)));
    let (sent, outcome) = requests(responses.into()).await;
    let error = outcome.unwrap_err();
    assert_eq!((sent, error.attempts(), error.status().unwrap().as_u16()), (4, 4, 504));
    assert!(error.may_have_been_processed() && error.api().is_some());
}

#[tokio::test]
async fn a_retry_after_of_more_than_a_minute_is_returned_to_the_caller() {
    let headers = [("content-type", "application/json"), ("retry-after", "61")];
    let (sent, outcome) =
        requests(vec![ScriptedResponse::new(503, &headers, documents::error(503))]).await;
    let error = outcome.unwrap_err();
    assert_eq!((sent, error.retry_after()), (1, Some(Duration::from_secs(61))));
    assert!(!error.may_have_been_processed());
}

#[tokio::test]
async fn a_rejection_is_not_retried() {
    let (sent, outcome) = requests(vec![ScriptedResponse::json(400, documents::error(400))]).await;
    assert_eq!((sent, outcome.unwrap_err().attempts()), (1, 1));
}

#[tokio::test]
async fn an_ambiguous_update_is_not_retried() {
    for response in [
        ScriptedResponse::json(500, documents::error(500)),
        ScriptedResponse::nothing().then(Then::Reset),
    ] {
        let server = Server::start([response]).await;
        let error = update(&client(&server)).await.unwrap_err();
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
        assert!(error.may_have_been_processed());
    }
}
