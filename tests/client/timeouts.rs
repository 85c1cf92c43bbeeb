//! Stalled servers and the timeouts of attempts and operations.
//!
//! The clock is scripted: it only advances when the server has stalled.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::SystemClock;
use kustomer_client::Timeout;
use kustomer_client::types::ErrorDocument;
use kustomer_client::{CallOptions, ClientBuilder, Error, ErrorKind};

use super::support::{
    NotifyingTransport, ScriptedClock, ScriptedResponse, Server, Signal, Then, builder, documents,
    in_time, update,
};

/// The error of an update when the server stalls after this response, and the timeout that the
/// client used.
async fn stall(
    response: ScriptedResponse,
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> (Error<ErrorDocument>, Duration) {
    let signal = Signal::default();
    let clock = ScriptedClock::new(&signal);
    let server = Server::start([response.then(Then::Stall(signal))]).await;
    let client = configure(builder(&server)).clock(Arc::clone(&clock) as _).build().unwrap();
    let error = in_time(update(&client)).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    (error, clock.last_sleep())
}

/// The same with a clock that only advances after the head of the response has arrived.
async fn stall_within_body(response: ScriptedResponse) -> Error<ErrorDocument> {
    let signal = Signal::default();
    let server = Server::start([response.then(Then::Stall(Signal::default()))]).await;
    let builder = builder(&server).clock(ScriptedClock::new(&signal));
    let client = builder.transport(NotifyingTransport::new(signal)).build().unwrap();
    in_time(update(&client)).await.unwrap_err()
}

fn check(error: &Error<ErrorDocument>) {
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.may_have_been_processed() && !error.is_retryable());
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.raw_body(), None);
}

#[tokio::test]
async fn a_missing_response_times_out_after_thirty_seconds() {
    let (error, waited) = stall(ScriptedResponse::nothing(), |builder| builder).await;
    check(&error);
    assert_eq!(error.status(), None);
    assert_eq!((waited, error.elapsed()), (Duration::from_secs(30), Duration::from_secs(30)));
    assert_eq!(error.to_string(), "PUT /messages/bulk: a timeout elapsed");
}

#[tokio::test]
async fn a_stalled_head_times_out() {
    let (error, _) =
        stall(ScriptedResponse::bytes("HTTP/1.1 200 OK\r\ncontent-"), |builder| builder).await;
    check(&error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_stalled_body_times_out_and_keeps_the_status() {
    let body = documents::NEW_JOB.split_at(50).0;
    let error = stall_within_body(ScriptedResponse::head(200, 100).and(body)).await;
    check(&error);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.to_string(), "PUT /messages/bulk: 200 OK, but a timeout elapsed");
}

#[tokio::test]
async fn a_rejection_with_a_stalled_body_was_not_processed() {
    let error = stall_within_body(ScriptedResponse::head(400, 100)).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 400));
    assert!(!error.is_timeout() && !error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn the_attempt_timeout_is_configurable() {
    let limit = Duration::from_secs(7);
    let (error, waited) =
        stall(ScriptedResponse::nothing(), |builder| builder.attempt_timeout(limit)).await;
    check(&error);
    assert_eq!(waited, limit);
}

#[tokio::test]
async fn the_operation_timeout_ends_a_longer_attempt() {
    let limit = Duration::from_secs(9);
    let configure = |builder: ClientBuilder| builder.operation_timeout(limit);
    let (error, waited) = stall(ScriptedResponse::nothing(), configure).await;
    check(&error);
    assert_eq!(waited, limit);
}

#[tokio::test]
async fn without_an_attempt_timeout_the_operation_timeout_applies() {
    let configure = |builder: ClientBuilder| builder.attempt_timeout(Timeout::Disabled);
    let (error, waited) = stall(ScriptedResponse::nothing(), configure).await;
    check(&error);
    assert_eq!(waited, Duration::from_mins(2));
}

#[tokio::test]
async fn a_call_can_override_the_limit_of_its_client() {
    let signal = Signal::default();
    let clock = ScriptedClock::new(&signal);
    let server = Server::start([ScriptedResponse::nothing().then(Then::Stall(signal))]).await;
    let client = builder(&server).clock(Arc::clone(&clock) as _).build().unwrap();
    let options = CallOptions::new().attempt_timeout(Duration::from_secs(3));
    let call = client.get_bulk_operation("a").options(options).send();
    let error = in_time(call).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(clock.last_sleep(), Duration::from_secs(3));
}

#[tokio::test]
async fn the_system_clock_ends_a_real_timeout() {
    let server =
        Server::start([ScriptedResponse::nothing().then(Then::Stall(Signal::default()))]).await;
    let limit = Duration::from_millis(40);
    let client = builder(&server).clock(Arc::new(SystemClock)).attempt_timeout(limit);
    let error = in_time(update(&client.build().unwrap())).await.unwrap_err();
    check(&error);
    assert!(error.elapsed() >= limit, "{:?}", error.elapsed());
}

#[tokio::test]
async fn a_client_works_after_a_timeout() {
    let signal = Signal::default();
    let clock = ScriptedClock::new(&signal);
    let stalled = ScriptedResponse::nothing().then(Then::Stall(signal));
    let server = Server::start([stalled, ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let client = builder(&server).clock(clock).build().unwrap();
    assert!(in_time(update(&client)).await.unwrap_err().is_timeout());
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
    assert_eq!(server.connections(), 2);
}
