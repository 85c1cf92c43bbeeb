//! Which failures are retried, after which delays, and which error is returned.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::{CallOptions, ConfigError};
use crate::runtime::request::{Idempotence, RequestBody, RequestError};
use crate::runtime::resilience::{RateLimiting, Retry, RetryPolicy, RetryPolicyError};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{BoxFuture, Timeout};
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::{Problem, get_pet, operation};
use crate::tests::support::random::Always;
use crate::tests::support::transport::{ScriptedResponse, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn ok() -> ScriptedResponse {
    ScriptedResponse::json(200, r#"{"id": 7}"#)
}

fn headers(status: u16, headers: &[(&str, &str)]) -> ScriptedResponse {
    ScriptedResponse::with_headers(status, headers, [])
}

/// A harness with the largest jitter and without a rate limiter.
fn max_jitter(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    let mut harness = Harness::with_retries(responses);
    harness.builder =
        harness.builder.random(Arc::new(Always(u64::MAX))).rate_limiter(RateLimiting::Disabled);
    harness
}

fn call(harness: &Harness) -> Result<i64, Error<Problem>> {
    harness.run(get_pet(&harness.client(), "1", CallOptions::new())).map(|pet| pet.id)
}

/// Whether a failure is followed by a second request.
fn is_retried(failure: ScriptedResponse, idempotence: Idempotence) -> bool {
    let harness = Harness::with_retries([failure, ScriptedResponse::empty(204)]);
    let operation = operation(|operation| operation.idempotence = idempotence);
    let client = harness.client();
    let request = client.request(operation);
    let _ = harness.run(client.execute::<()>(request, CallOptions::new()));
    harness.transport.count() == 2
}

#[test]
fn unprocessed_requests_are_always_retried() {
    let failures = [
        || ScriptedResponse::Failure(Phase::Connect),
        || ScriptedResponse::empty(429),
        || headers(429, &[("retry-after", "1")]),
        || headers(503, &[("retry-after", "1")]),
        || headers(503, &[("retry-after", "Tue, 14 Nov 2023 22:13:21 GMT")]),
    ];
    for failure in failures {
        assert!(is_retried(failure(), Idempotence::NotIdempotent));
        assert!(is_retried(failure(), Idempotence::Idempotent));
    }
}

#[test]
fn ambiguous_failures_are_retried_only_if_idempotent() {
    let statuses = [408, 500, 502, 503, 504].map(|status| move || ScriptedResponse::empty(status));
    for failure in statuses {
        assert!(is_retried(failure(), Idempotence::Idempotent));
        assert!(!is_retried(failure(), Idempotence::NotIdempotent));
    }
    let failures = [
        || ScriptedResponse::Failure(Phase::Exchange),
        || ScriptedResponse::Failure(Phase::Timeout),
        || ScriptedResponse::Hang,
        || {
            ScriptedResponse::with_headers(
                200,
                &[],
                [Step::Chunk("{".into()), Step::Failure(Phase::Body)],
            )
        },
        || ScriptedResponse::with_headers(200, &[], [Step::Pause(seconds(31))]),
        || headers(503, &[("retry-after", "soon")]),
        || headers(503, &[("retry-after", "-1")]),
    ];
    for failure in failures {
        assert!(is_retried(failure(), Idempotence::Idempotent));
        assert!(!is_retried(failure(), Idempotence::NotIdempotent));
    }
}

#[test]
fn rejected_and_processed_requests_are_not_retried() {
    for status in [200, 201, 204, 301, 400, 401, 403, 404, 409, 413, 422, 501, 505] {
        assert!(!is_retried(ScriptedResponse::empty(status), Idempotence::Idempotent), "{status}");
    }
    let cut = ScriptedResponse::with_headers(400, &[], [Step::Failure(Phase::Body)]);
    assert!(!is_retried(cut, Idempotence::Idempotent));
    let length = [("content-length", "9999999999")];
    assert!(!is_retried(headers(200, &length), Idempotence::Idempotent));
    assert!(!is_retried(ScriptedResponse::Failure(Phase::Setup), Idempotence::Idempotent));
    let harness = Harness::with_retries([ScriptedResponse::json(200, "[]")]);
    assert_eq!(call(&harness).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn there_is_no_wait_before_the_first_attempt() {
    let harness = max_jitter([ok()]);
    assert_eq!(call(&harness).unwrap(), 7);
    assert_eq!(harness.clock.elapsed(), Duration::ZERO);
}

#[test]
fn retries_wait_for_the_backoff() {
    let harness =
        max_jitter([500, 502, 504].map(ScriptedResponse::empty).into_iter().chain([ok()]));
    assert_eq!(call(&harness).unwrap(), 7);
    assert_eq!(harness.clock.elapsed(), Duration::from_millis(250 + 500 + 1_000));
    assert_eq!(harness.transport.count(), 4);
}

#[test]
fn retries_after_the_announced_delay() {
    let table = [
        ("7", seconds(7)),
        ("60", seconds(60)),
        ("0", Duration::from_millis(250)),
        ("Tue, 14 Nov 2023 22:13:50 GMT", seconds(30)),
        ("Tuesday, 14-Nov-23 22:13:50 GMT", seconds(30)),
        ("Tue Nov 14 22:13:50 2023", seconds(30)),
        ("Tue, 14 Nov 2023 22:13:00 GMT", Duration::from_millis(250)),
    ];
    for (text, wait) in table {
        let harness = max_jitter([headers(503, &[("retry-after", text)]), ok()]);
        assert_eq!(call(&harness).unwrap(), 7);
        assert_eq!(harness.clock.elapsed(), wait, "{text}");
    }
}

#[test]
fn a_malformed_retry_after_is_ignored() {
    for text in ["-5", "1e9", "soon", "", "1, 2"] {
        let harness = max_jitter([headers(503, &[("retry-after", text)]), ok()]);
        assert_eq!(call(&harness).unwrap(), 7);
        assert_eq!(harness.clock.elapsed(), Duration::from_millis(250), "{text}");
    }
}

#[test]
fn a_delay_of_more_than_a_minute_ends_the_call_at_once() {
    for text in ["61", "18446744073709551616", "Tue, 14 Nov 2023 22:14:21 GMT"] {
        let harness = max_jitter([headers(503, &[("retry-after", text)])]);
        let error = call(&harness).unwrap_err();
        assert!(error.retry_after().unwrap() > seconds(60), "{text}");
        assert_eq!((harness.clock.elapsed(), error.attempts()), (Duration::ZERO, 1));
    }
}

#[test]
fn a_delay_past_the_deadline_ends_the_call_at_once() {
    let mut harness = max_jitter([headers(503, &[("retry-after", "30")])]);
    harness.builder = harness.builder.operation_timeout(seconds(30));
    let error = call(&harness).unwrap_err();
    assert_eq!(error.retry_after(), Some(seconds(30)));
    assert_eq!((harness.clock.elapsed(), error.status().unwrap().as_u16()), (Duration::ZERO, 503));
}

#[test]
fn the_last_attempt_is_limited_by_the_remaining_time() {
    let mut harness = max_jitter([ScriptedResponse::Hang, ScriptedResponse::Hang]);
    harness.builder = harness.builder.operation_timeout(seconds(40));
    let error = call(&harness).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert_eq!(error.elapsed(), seconds(40));
}

#[test]
fn four_stalled_attempts_end_with_the_operation_timeout() {
    let harness = max_jitter([
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
    ]);
    let error = call(&harness).unwrap_err();
    assert_eq!((error.attempts(), error.elapsed()), (4, seconds(120)));
    let mut harness = max_jitter([
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
        ScriptedResponse::Hang,
    ]);
    harness.builder = harness.builder.operation_timeout(Timeout::Disabled);
    let error = call(&harness).unwrap_err();
    assert_eq!(
        (error.attempts(), error.elapsed()),
        (4, seconds(120) + Duration::from_millis(1_750))
    );
}

#[test]
fn the_last_failure_is_returned() {
    let harness = max_jitter([
        ScriptedResponse::Failure(Phase::Connect),
        ScriptedResponse::empty(429),
        ScriptedResponse::empty(500),
        ScriptedResponse::json(503, r#"{"code": "tired"}"#),
    ]);
    let error = call(&harness).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 4));
    assert_eq!(error.api().unwrap().code, "tired");
    assert_eq!(error.elapsed(), Duration::from_millis(1_750));
}

#[test]
fn an_ambiguous_earlier_attempt_is_remembered() {
    let not_done = || ScriptedResponse::json(404, r#"{"code": "gone"}"#);
    let error = call(&max_jitter([ScriptedResponse::Hang, not_done()])).unwrap_err();
    assert!(error.is_not_found() && error.may_have_been_processed());
    let error =
        call(&max_jitter([ScriptedResponse::Failure(Phase::Connect), not_done()])).unwrap_err();
    assert!(error.is_not_found() && !error.may_have_been_processed());
    let connect_failure = || ScriptedResponse::Failure(Phase::Connect);
    let error = call(&max_jitter([
        ScriptedResponse::empty(500),
        connect_failure(),
        connect_failure(),
        connect_failure(),
    ]))
    .unwrap_err();
    assert!(error.is_connect() && error.may_have_been_processed());
}

#[test]
fn retries_can_be_disabled_and_set_for_a_client_or_a_call() {
    let attempts = |harness: &Harness, options| {
        let before = harness.transport.count();
        let _ = harness.run(get_pet(&harness.client(), "1", options));
        harness.transport.count() - before
    };
    let failures = || (0..20).map(|_| ScriptedResponse::empty(500));
    let two = || CallOptions::new().retry(RetryPolicy::new().max_attempts(2));
    let mut harness = max_jitter(failures());
    assert_eq!(attempts(&harness, CallOptions::new()), 4);
    assert_eq!(attempts(&harness, two()), 2);
    assert_eq!(attempts(&harness, CallOptions::new().retry(Retry::Disabled)), 1);
    harness.builder = harness.builder.retry(Retry::Disabled);
    assert_eq!(attempts(&harness, CallOptions::new()), 1);
    assert_eq!(attempts(&harness, two()), 2);
    assert_eq!(attempts(&harness, CallOptions::new().retry(Retry::default())), 4);
}

#[test]
fn each_invalid_policy_has_its_own_error() {
    let policy = RetryPolicy::new;
    let table = [
        (policy().max_attempts(0), RetryPolicyError::ZeroAttempts),
        (policy().backoff(Duration::ZERO, seconds(1)), RetryPolicyError::ZeroBackoff),
        (policy().backoff(seconds(2), seconds(1)), RetryPolicyError::BackoffOutOfOrder),
    ];
    for (policy, problem) in table {
        let harness = Harness::with_retries([]);
        let error = harness.builder.clone().retry(policy.clone()).build().unwrap_err();
        assert_eq!(error, ConfigError::Retry(problem));
        assert_eq!(error.to_string(), problem.to_string());
        assert!(error.to_string().starts_with("set "), "{error}");
        let options = CallOptions::new().retry(policy);
        let error = harness.run(get_pet(&harness.client(), "1", options)).unwrap_err();
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<ConfigError>();
        assert_eq!(source, Some(&ConfigError::Retry(problem)));
    }
    let equal = policy().backoff(seconds(1), seconds(1)).max_attempts(1);
    assert!(Harness::with_retries([]).builder.retry(equal).build().is_ok());
}

/// Returns another token each time, and fails once none is left.
struct Rotating(std::sync::Mutex<Vec<&'static str>>);

impl TokenProvider for Rotating {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        let token = self.0.lock().unwrap().pop().map(Token::new).ok_or_else(|| "no more".into());
        Box::pin(std::future::ready(token))
    }
}

fn rotating(
    tokens: &[&'static str],
    responses: impl IntoIterator<Item = ScriptedResponse>,
) -> Harness {
    let mut harness = max_jitter(responses);
    let provider = Rotating(std::sync::Mutex::new(tokens.iter().rev().copied().collect()));
    harness.builder = harness.builder.credential("token", Credential::provider(provider));
    harness
}

#[test]
fn each_attempt_requests_a_token() {
    let harness = rotating(&["old", "new"], [ScriptedResponse::empty(500), ok()]);
    assert_eq!(call(&harness).unwrap(), 7);
    let tokens = harness.transport.requests();
    let tokens: Vec<_> = tokens.iter().map(|request| &request.headers()["authorization"]).collect();
    assert_eq!(tokens, ["Bearer old", "Bearer new"]);
}

#[test]
fn a_failed_token_provider_is_not_retried() {
    let harness = rotating(&[], []);
    let error = call(&harness).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
    assert!(!error.may_have_been_processed());
    let harness = rotating(&["only"], [ScriptedResponse::empty(429)]);
    let error = call(&harness).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 1));
    assert!(!error.may_have_been_processed());
    let harness = rotating(&["only"], [ScriptedResponse::empty(500)]);
    assert!(call(&harness).unwrap_err().may_have_been_processed());
}

#[test]
fn all_attempts_send_the_same_request() {
    let harness =
        max_jitter([ScriptedResponse::empty(500), ScriptedResponse::Failure(Phase::Connect), ok()]);
    let client = harness.client();
    let put = operation(|operation| operation.method = http::Method::PUT);
    let mut request = client.request(put);
    request.query(
        "q",
        crate::runtime::request::Style::Form,
        crate::runtime::request::Explode::Yes,
        "v",
    );
    request.json("application/json", &crate::runtime::request::Body::Typed("body"));
    let options = CallOptions::new().header("x-call", "1");
    harness.run(client.execute::<()>(request, options)).unwrap();
    let requests = harness.transport.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!((request.uri(), request.method()), (requests[0].uri(), &http::Method::PUT));
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), "\"body\"");
    }
}

#[test]
fn a_body_that_is_a_stream_is_sent_once() {
    let harness = max_jitter([ScriptedResponse::Failure(Phase::Connect)]);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.bytes("text/plain", RequestBody::reader(&b"text"[..]));
    let error = harness.run(client.execute::<()>(request, CallOptions::new())).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
}
