//! The scripted transport that the feature `testing` gives to users.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use kustomer_client::operations::bulk_batch_update_messages::OPERATION as UPDATE;
use kustomer_client::operations::get_bulk_operation::OPERATION as READ;
use kustomer_client::testing::{MockResponse, MockTransport, PausedClock};
use kustomer_client::types::{BulkJobDocument, BulkJobStatus, MessageUpdate};
use kustomer_client::{Client, ClientBuilder, ErrorKind, Retry};

use super::support::{TOKEN, documents, update};

fn builder(script: &MockTransport) -> ClientBuilder {
    let clock = Arc::new(PausedClock::new());
    let transport = Arc::new(script.clone());
    Client::builder().org("acme").token(TOKEN).transport(transport).clock(clock)
}

fn young_job() -> MockResponse {
    let job: BulkJobDocument = serde_json::from_str(documents::YOUNG_JOB).unwrap();
    MockResponse::json(200, &job)
}

fn source(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(next) = last.source() {
        last = next;
    }
    last.to_string()
}

#[tokio::test(start_paused = true)]
async fn answers_each_operation_by_its_own_sequence() {
    let script = MockTransport::new();
    script.on(&READ, [MockResponse::status(404), young_job()]).on(&UPDATE, [young_job()]);
    let client = builder(&script).build().unwrap();

    let missing = client.get_bulk_operation("a").send().await.unwrap_err();
    let job = update(&client).await.unwrap();
    let found = client.get_bulk_operation(&job.data.id).send().await.unwrap();

    assert_eq!(missing.status().unwrap(), 404);
    assert_eq!(found.data.attributes.status, BulkJobStatus::Queued);
    script.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn keeps_what_was_called_with_bodies_and_headers() {
    let script = MockTransport::new();
    script.on(&UPDATE, [young_job()]).on(&READ, [young_job()]);
    let client = builder(&script).build().unwrap();

    let updates = vec![MessageUpdate::new("m1").preview("hello")];
    client.bulk_batch_update_messages(updates).send().await.unwrap();
    client.get_bulk_operation("j1").send().await.unwrap();

    let requests = script.requests();
    let paths: Vec<_> = requests.iter().map(|request| request.uri().path()).collect();
    assert_eq!(paths, ["/v1/messages/bulk", "/v1/bulk/j1"]);
    let [put] = &script.requests_of(&UPDATE)[..] else { panic!("one update was sent") };
    assert_eq!(put.body().as_ref(), br#"[{"id":"m1","preview":"hello"}]"#);
    assert_eq!(put.headers()["authorization"], format!("Bearer {TOKEN}"));
}

#[tokio::test(start_paused = true)]
async fn lets_the_retries_of_the_client_pass_at_once() {
    let script = MockTransport::new();
    let busy = MockResponse::status(503).header("retry-after", "7");
    script.on(&READ, [busy, MockResponse::refused(), MockResponse::reset(), young_job()]);
    let clock = PausedClock::new();
    let client = builder(&script).clock(Arc::new(clock)).build().unwrap();

    client.get_bulk_operation("a").send().await.unwrap();

    assert!(clock.elapsed() >= Duration::from_secs(7), "{:?}", clock.elapsed());
    assert_eq!(script.requests_of(&READ).len(), 4);
    script.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn tells_failures_before_and_after_the_server_saw_the_request_apart() {
    let script = MockTransport::new();
    let cut = MockResponse::bytes(200, "application/json", r#"{"data":"#).broken();
    script.on(&UPDATE, [MockResponse::refused(), MockResponse::reset(), cut]);
    let client = builder(&script).retry(Retry::Disabled).build().unwrap();

    let kinds = [ErrorKind::Connect, ErrorKind::Transport, ErrorKind::Transport];
    for (kind, ambiguous) in kinds.into_iter().zip([false, true, true]) {
        let error = update(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_processed()), (kind, ambiguous));
    }
}

#[tokio::test(start_paused = true)]
async fn delays_run_into_the_time_limits_of_the_client() {
    let script = MockTransport::new();
    let late = young_job().delay(Duration::from_secs(31));
    let stalled = MockResponse::bytes(200, "application/json", "{")
        .pause(Duration::from_secs(31))
        .part(r#""data":{}}"#);
    let in_time = young_job().delay(Duration::from_secs(29));
    script.on(&UPDATE, [late, stalled, in_time]);
    let client = builder(&script).retry(Retry::Disabled).build().unwrap();

    assert_eq!(update(&client).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(update(&client).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(update(&client).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn tells_what_is_left_over_and_what_had_no_answer() {
    let script = MockTransport::new();
    script.on(&READ, [young_job(), young_job()]);
    let client = builder(&script).build().unwrap();

    client.get_bulk_operation("a").send().await.unwrap();
    let error = update(&client).await.unwrap_err();

    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 1));
    assert_eq!(source(&error), "no mock response is queued");
    assert_eq!(
        script.verify().unwrap_err().to_string(),
        "unused mock responses for GET /bulk/{id}: 1; unexpected request: PUT /messages/bulk"
    );
}

#[tokio::test(start_paused = true)]
async fn answers_that_cannot_be_are_told_and_not_repeated() {
    let unwritable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let answers = [
        (MockResponse::status(1000), "1000 is not a valid status"),
        (
            MockResponse::status(200).header("a b", "c"),
            "the header `a b` has a name or value that cannot be sent",
        ),
        (
            MockResponse::json(200, &unwritable),
            "the body could not be serialized: key must be a string",
        ),
    ];
    for (answer, problem) in answers {
        let script = MockTransport::new();
        script.on(&READ, [answer]);
        let client = builder(&script).build().unwrap();
        let error = client.get_bulk_operation("a").send().await.unwrap_err();
        assert!(error.source().is_some());
        assert_eq!((source(&error).as_str(), error.attempts()), (problem, 1));
    }
}

#[test]
fn shows_no_request_in_debug() {
    assert_eq!(format!("{:?}", MockTransport::new()), "MockTransport { requests: 0, .. }");
}
