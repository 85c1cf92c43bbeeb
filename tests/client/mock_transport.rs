//! The mock transport of the feature `testing`.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use kustomer_client::operations::bulk_batch_update_messages::OPERATION as UPDATE;
use kustomer_client::operations::get_bulk_operation::OPERATION as READ;
use kustomer_client::testing::{MockResponse, MockTransport, PausedClock};
use kustomer_client::types::{BulkJobDocument, BulkJobStatus, MessageUpdate};
use kustomer_client::{Client, ClientBuilder, ErrorKind, Retry};

use super::support::{TOKEN, documents, update};

fn builder(mock: &MockTransport) -> ClientBuilder {
    let clock = Arc::new(PausedClock::new());
    let transport = Arc::new(mock.clone());
    Client::builder().org("acme").token(TOKEN).transport(transport).clock(clock)
}

fn new_job() -> MockResponse {
    let job: BulkJobDocument = serde_json::from_str(documents::NEW_JOB).unwrap();
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
async fn each_operation_has_its_own_sequence_of_responses() {
    let mock = MockTransport::new();
    mock.on(&READ, [MockResponse::status(404), new_job()]).on(&UPDATE, [new_job()]);
    let client = builder(&mock).build().unwrap();

    let missing = client.get_bulk_operation("a").send().await.unwrap_err();
    let job = update(&client).await.unwrap();
    let found = client.get_bulk_operation(&job.data.id).send().await.unwrap();

    assert_eq!(missing.status().unwrap(), 404);
    assert_eq!(found.data.attributes.status, BulkJobStatus::Queued);
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn records_requests_with_bodies_and_headers() {
    let mock = MockTransport::new();
    mock.on(&UPDATE, [new_job()]).on(&READ, [new_job()]);
    let client = builder(&mock).build().unwrap();

    let updates = vec![MessageUpdate::new("m1").preview("hello")];
    client.bulk_batch_update_messages(updates).send().await.unwrap();
    client.get_bulk_operation("j1").send().await.unwrap();

    let requests = mock.requests();
    let paths: Vec<_> = requests.iter().map(|request| request.uri().path()).collect();
    assert_eq!(paths, ["/v1/messages/bulk", "/v1/bulk/j1"]);
    let [put] = &mock.requests_of(&UPDATE)[..] else { panic!("one update was sent") };
    assert_eq!(put.body().as_ref(), br#"[{"id":"m1","preview":"hello"}]"#);
    assert_eq!(put.headers()["authorization"], format!("Bearer {TOKEN}"));
}

#[tokio::test(start_paused = true)]
async fn retries_do_not_wait_in_real_time() {
    let mock = MockTransport::new();
    let busy = MockResponse::status(503).header("retry-after", "7");
    mock.on(&READ, [busy, MockResponse::refused(), MockResponse::reset(), new_job()]);
    let clock = PausedClock::new();
    let client = builder(&mock).clock(Arc::new(clock)).build().unwrap();

    client.get_bulk_operation("a").send().await.unwrap();

    assert!(clock.elapsed() >= Duration::from_secs(7), "{:?}", clock.elapsed());
    assert_eq!(mock.requests_of(&READ).len(), 4);
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn distinguishes_failures_before_and_after_the_request_was_received() {
    let mock = MockTransport::new();
    let cut = MockResponse::bytes(200, "application/json", r#"{"data":"#).broken();
    mock.on(&UPDATE, [MockResponse::refused(), MockResponse::reset(), cut]);
    let client = builder(&mock).retry(Retry::Disabled).build().unwrap();

    let kinds = [ErrorKind::Connect, ErrorKind::Transport, ErrorKind::Transport];
    for (kind, ambiguous) in kinds.into_iter().zip([false, true, true]) {
        let error = update(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_processed()), (kind, ambiguous));
    }
}

#[tokio::test(start_paused = true)]
async fn delays_trigger_the_timeouts_of_the_client() {
    let mock = MockTransport::new();
    let late = new_job().delay(Duration::from_secs(31));
    let stalled = MockResponse::bytes(200, "application/json", "{")
        .pause(Duration::from_secs(31))
        .part(r#""data":{}}"#);
    let in_time = new_job().delay(Duration::from_secs(29));
    mock.on(&UPDATE, [late, stalled, in_time]);
    let client = builder(&mock).retry(Retry::Disabled).build().unwrap();

    assert_eq!(update(&client).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(update(&client).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(update(&client).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn verify_reports_unused_responses_and_unexpected_requests() {
    let mock = MockTransport::new();
    mock.on(&READ, [new_job(), new_job()]);
    let client = builder(&mock).build().unwrap();

    client.get_bulk_operation("a").send().await.unwrap();
    let error = update(&client).await.unwrap_err();

    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Setup, 1));
    assert_eq!(source(&error), "the mock transport has no response for the operation");
    assert_eq!(
        mock.verify().unwrap_err().to_string(),
        "unused mock responses for GET /bulk/{id}: 1; unexpected request: PUT /messages/bulk"
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_response_is_named_in_the_message_of_the_error() {
    let error = update(&builder(&MockTransport::new()).build().unwrap()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PUT /messages/bulk: the mock transport has no response for the operation"
    );
}

#[tokio::test(start_paused = true)]
async fn a_response_can_repeat_for_ever_after_those_that_are_queued() {
    let mock = MockTransport::new();
    mock.always(&READ, new_job()).on(&READ, [MockResponse::status(404)]);
    let client = builder(&mock).build().unwrap();
    client.get_bulk_operation("a").send().await.unwrap_err();
    for _ in 0..3 {
        client.get_bulk_operation("a").send().await.unwrap();
    }
    mock.verify().unwrap();
    assert_eq!(mock.requests_of(&READ).len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_response_can_be_computed_from_the_request() {
    let mock = MockTransport::new();
    let seen = mock.clone();
    mock.respond_with(&READ, move |request| {
        let id = request.uri().path().rsplit('/').next().unwrap_or_default();
        let count = seen.requests().len();
        let job = documents::NEW_JOB.replace("5b3be0417f8469003df370b8", &format!("{id}-{count}"));
        MockResponse::bytes(200, "application/json", job)
    });
    let client = builder(&mock).build().unwrap();
    for (id, expected) in [("a", "a-1"), ("b", "b-2")] {
        assert_eq!(client.get_bulk_operation(id).send().await.unwrap().data.id, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_transport_may_come_after_processing() {
    let mock = MockTransport::new();
    mock.on(&UPDATE, [MockResponse::timeout()]);
    mock.on(&READ, [MockResponse::timeout(), new_job()]);
    let client = builder(&mock).build().unwrap();

    let error = update(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(error.may_have_been_processed());
    client.get_bulk_operation("a").send().await.unwrap();
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn invalid_responses_are_reported_and_not_retried() {
    let unwritable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let responses = [
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
    for (response, problem) in responses {
        let mock = MockTransport::new();
        mock.on(&READ, [response]);
        let client = builder(&mock).build().unwrap();
        let error = client.get_bulk_operation("a").send().await.unwrap_err();
        assert!(error.source().is_some());
        assert_eq!((source(&error).as_str(), error.attempts()), (problem, 1));
    }
}

#[test]
fn debug_shows_no_requests() {
    assert_eq!(format!("{:?}", MockTransport::new()), "MockTransport { requests: 0, .. }");
}
