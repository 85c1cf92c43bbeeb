//! Calls that a client repeats by itself, over real connections. Random waits are none.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::Random;
use kustomer_client::types::ErrorDocument;
use kustomer_client::{Client, Error};

use super::support::{ScriptedResponse, Server, TOKEN, Then, documents, update};

struct NoWait;

impl Random for NoWait {
    fn next(&self) -> u64 {
        0
    }
}

/// A client as users make it.
fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).token(TOKEN);
    builder.random(Arc::new(NoWait)).build().unwrap()
}

/// How many requests it takes to read a job that is answered so, and what becomes of it.
async fn requests(answers: Vec<ScriptedResponse>) -> (usize, Result<(), Error<ErrorDocument>>) {
    let server = Server::start(answers).await;
    let outcome = client(&server).get_bulk_operation("5b").send().await.map(drop);
    (server.requests().len(), outcome)
}

fn success() -> ScriptedResponse {
    ScriptedResponse::json(200, documents::YOUNG_JOB)
}

#[tokio::test]
async fn failures_that_pass_are_not_seen() {
    let (sent, outcome) = requests(vec![
        ScriptedResponse::json(500, documents::error(500)),
        ScriptedResponse::nothing().then(Then::Reset),
        ScriptedResponse::announcement(200, 1_000).and("{").then(Then::Close),
        success(),
    ])
    .await;
    assert_eq!((sent, outcome.is_ok()), (4, true));
}

#[tokio::test]
async fn the_last_of_four_failures_is_told() {
    let answers =
        [500, 502, 503, 504].map(|status| ScriptedResponse::json(status, documents::error(status)));
    let (sent, outcome) = requests(answers.into()).await;
    let error = outcome.unwrap_err();
    assert_eq!((sent, error.attempts(), error.status().unwrap().as_u16()), (4, 4, 504));
    assert!(error.may_have_been_processed() && error.api().is_some());
}

#[tokio::test]
async fn a_wait_of_more_than_a_minute_is_left_to_the_caller() {
    let headers = [("content-type", "application/json"), ("retry-after", "61")];
    let (sent, outcome) =
        requests(vec![ScriptedResponse::new(503, &headers, documents::error(503))]).await;
    let error = outcome.unwrap_err();
    assert_eq!((sent, error.retry_after()), (1, Some(Duration::from_secs(61))));
    assert!(!error.may_have_been_processed());
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let (sent, outcome) = requests(vec![ScriptedResponse::json(400, documents::error(400))]).await;
    assert_eq!((sent, outcome.unwrap_err().attempts()), (1, 1));
}

#[tokio::test]
async fn an_update_in_doubt_is_not_repeated() {
    for answer in [
        ScriptedResponse::json(500, documents::error(500)),
        ScriptedResponse::nothing().then(Then::Reset),
    ] {
        let server = Server::start([answer]).await;
        let error = update(&client(&server)).await.unwrap_err();
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
        assert!(error.may_have_been_processed());
    }
}
