//! The timeouts of attempts and operations, in virtual time.

use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::CallOptions;
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{BoxFuture, Timeout};

use crate::tests::support::Harness;
use crate::tests::support::api::{Problem, get_pet};
use crate::tests::support::transport::{ScriptedResponse, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn fail(harness: &Harness, options: CallOptions) -> Error<Problem> {
    harness.run(get_pet(&harness.client(), "1", options)).unwrap_err()
}

#[test]
fn the_default_attempt_timeout_is_30_seconds() {
    let harness = Harness::new([ScriptedResponse::Hang]);
    let error = fail(&harness, CallOptions::new());
    assert_eq!(
        (error.kind(), error.elapsed(), error.attempts()),
        (ErrorKind::Timeout, seconds(30), 1)
    );
    assert!(error.may_have_been_processed() && error.is_retryable());
}

#[test]
fn the_attempt_timeout_includes_the_body() {
    let steps = [Step::Pause(seconds(20)), Step::Chunk("{".into()), Step::Pause(seconds(20))];
    let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    let error = fail(&harness, CallOptions::new());
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::Timeout, seconds(30)));
    assert_eq!(error.status().unwrap().as_u16(), 200);
}

#[test]
fn a_slow_response_within_the_timeouts_is_a_success() {
    let steps = [Step::Pause(seconds(29)), Step::Chunk(r#"{"id": 7}"#.into())];
    let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    let pet = harness.run(get_pet(&harness.client(), "1", CallOptions::new())).unwrap();
    assert_eq!((pet.id, harness.clock.elapsed()), (7, seconds(29)));
}

#[test]
fn the_operation_timeout_ends_a_longer_attempt() {
    let options = || CallOptions::new().attempt_timeout(seconds(200));
    let harness = Harness::new([ScriptedResponse::Hang]);
    assert_eq!(fail(&harness, options()).elapsed(), seconds(120));
    let harness = Harness::new([ScriptedResponse::Hang]);
    assert_eq!(fail(&harness, options().operation_timeout(seconds(7))).elapsed(), seconds(7));
    let harness = Harness::new([ScriptedResponse::Hang]);
    let disabled = options().operation_timeout(Timeout::Disabled);
    assert_eq!(fail(&harness, disabled).elapsed(), seconds(200));
}

#[test]
fn the_timeouts_of_a_call_override_those_of_the_client() {
    let mut harness = Harness::new([ScriptedResponse::Hang, ScriptedResponse::Hang]);
    harness.builder = harness.builder.attempt_timeout(seconds(3));
    assert_eq!(fail(&harness, CallOptions::new()).elapsed(), seconds(3));
    assert_eq!(
        fail(&harness, CallOptions::new().attempt_timeout(seconds(4))).elapsed(),
        seconds(4)
    );
}

#[test]
fn without_timeouts_a_call_may_take_any_time() {
    let steps = [Step::Pause(seconds(100_000)), Step::Chunk(r#"{"id": 7}"#.into())];
    let mut harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    harness.builder = harness.builder.attempt_timeout(Timeout::Disabled);
    let options = CallOptions::new().operation_timeout(Timeout::Disabled);
    assert!(harness.run(get_pet(&harness.client(), "1", options)).is_ok());
}

struct Stuck;

impl TokenProvider for Stuck {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn the_operation_timeout_includes_the_token_provider() {
    let mut harness = Harness::new([]);
    harness.builder = harness.builder.credential("token", Credential::provider(Stuck));
    let error = fail(&harness, CallOptions::new());
    assert_eq!(
        (error.kind(), error.elapsed(), error.attempts()),
        (ErrorKind::Timeout, seconds(120), 0)
    );
    assert!(!error.may_have_been_processed());
}

#[test]
fn disabled_timeouts_compare_as_the_longest() {
    assert!(Timeout::After(seconds(1)) < Timeout::After(seconds(2)));
    assert!(Timeout::After(Duration::MAX) < Timeout::Disabled);
}
