//! Which failures a client repeats, after which waits, and what it tells in the end.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::{CallOptions, ConfigError};
use crate::runtime::request::{Idempotence, RequestBody, RequestError};
use crate::runtime::resilience::{RateLimiting, Retry, RetryPolicy, RetryPolicyError};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{BoxFuture, Timeout};
use crate::runtime::transport::Phase;

use crate::tests::support::Scene;
use crate::tests::support::api::{Problem, get_pet, operation};
use crate::tests::support::random::Always;
use crate::tests::support::transport::{Answer, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn ok() -> Answer {
    Answer::json(200, r#"{"id": 7}"#)
}

fn headers(status: u16, headers: &[(&str, &str)]) -> Answer {
    Answer::with_headers(status, headers, [])
}

/// A client whose random waits are the longest ones, and that heeds no rate limit.
fn patient(answers: impl IntoIterator<Item = Answer>) -> Scene {
    let mut scene = Scene::repeating(answers);
    scene.builder =
        scene.builder.random(Arc::new(Always(u64::MAX))).rate_limiter(RateLimiting::Disabled);
    scene
}

fn call(scene: &Scene) -> Result<i64, Error<Problem>> {
    scene.run(get_pet(&scene.client(), "1", CallOptions::new())).map(|pet| pet.id)
}

/// Whether the failure of an operation is followed by a second request.
fn repeats(failure: Answer, idempotence: Idempotence) -> bool {
    let scene = Scene::repeating([failure, Answer::empty(204)]);
    let operation = operation(|operation| operation.idempotence = idempotence);
    let client = scene.client();
    let request = client.request(operation);
    let _ = scene.run(client.execute::<()>(request, CallOptions::new()));
    scene.transport.count() == 2
}

#[test]
fn what_was_surely_not_done_is_always_repeated() {
    let failures = [
        || Answer::Failure(Phase::Connect),
        || Answer::empty(429),
        || headers(429, &[("retry-after", "1")]),
        || headers(503, &[("retry-after", "1")]),
        || headers(503, &[("retry-after", "Tue, 14 Nov 2023 22:13:21 GMT")]),
    ];
    for failure in failures {
        assert!(repeats(failure(), Idempotence::NotIdempotent));
        assert!(repeats(failure(), Idempotence::Idempotent));
    }
}

#[test]
fn what_may_have_been_done_is_repeated_if_it_is_idempotent() {
    let statuses = [408, 500, 502, 503, 504].map(|status| move || Answer::empty(status));
    for failure in statuses {
        assert!(repeats(failure(), Idempotence::Idempotent));
        assert!(!repeats(failure(), Idempotence::NotIdempotent));
    }
    let failures = [
        || Answer::Failure(Phase::Exchange),
        || Answer::Failure(Phase::Timeout),
        || Answer::Silence,
        || Answer::with_headers(200, &[], [Step::Chunk("{".into()), Step::Failure(Phase::Body)]),
        || Answer::with_headers(200, &[], [Step::Pause(seconds(31))]),
        || headers(503, &[("retry-after", "soon")]),
        || headers(503, &[("retry-after", "-1")]),
    ];
    for failure in failures {
        assert!(repeats(failure(), Idempotence::Idempotent));
        assert!(!repeats(failure(), Idempotence::NotIdempotent));
    }
}

#[test]
fn what_the_server_refused_or_did_is_not_repeated() {
    for status in [200, 201, 204, 301, 400, 401, 403, 404, 409, 413, 422, 501, 505] {
        assert!(!repeats(Answer::empty(status), Idempotence::Idempotent), "{status}");
    }
    let cut = Answer::with_headers(400, &[], [Step::Failure(Phase::Body)]);
    assert!(!repeats(cut, Idempotence::Idempotent));
    let length = [("content-length", "9999999999")];
    assert!(!repeats(headers(200, &length), Idempotence::Idempotent));
    assert!(!repeats(Answer::Failure(Phase::Setup), Idempotence::Idempotent));
    let scene = Scene::repeating([Answer::json(200, "[]")]);
    assert_eq!(call(&scene).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn there_is_no_wait_before_the_first_attempt() {
    let scene = patient([ok()]);
    assert_eq!(call(&scene).unwrap(), 7);
    assert_eq!(scene.clock.passed(), Duration::ZERO);
}

#[test]
fn the_waits_are_those_of_the_backoff() {
    let scene = patient([500, 502, 504].map(Answer::empty).into_iter().chain([ok()]));
    assert_eq!(call(&scene).unwrap(), 7);
    assert_eq!(scene.clock.passed(), Duration::from_millis(250 + 500 + 1_000));
    assert_eq!(scene.transport.count(), 4);
}

#[test]
fn the_announced_delay_is_waited() {
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
        let scene = patient([headers(503, &[("retry-after", text)]), ok()]);
        assert_eq!(call(&scene).unwrap(), 7);
        assert_eq!(scene.clock.passed(), wait, "{text}");
    }
}

#[test]
fn a_delay_that_makes_no_sense_is_none() {
    for text in ["-5", "1e9", "soon", "99999999999999999999", "", "1, 2"] {
        let scene = patient([headers(503, &[("retry-after", text)]), ok()]);
        assert_eq!(call(&scene).unwrap(), 7);
        assert_eq!(scene.clock.passed(), Duration::from_millis(250), "{text}");
    }
}

#[test]
fn a_delay_of_more_than_a_minute_ends_the_call_at_once() {
    for text in ["61", "18446744073709551615", "Tue, 14 Nov 2023 22:14:21 GMT"] {
        let scene = patient([headers(503, &[("retry-after", text)])]);
        let error = call(&scene).unwrap_err();
        assert!(error.retry_after().unwrap() > seconds(60), "{text}");
        assert_eq!((scene.clock.passed(), error.attempts()), (Duration::ZERO, 1));
    }
}

#[test]
fn a_delay_past_the_deadline_ends_the_call_at_once() {
    let mut scene = patient([headers(503, &[("retry-after", "30")])]);
    scene.builder = scene.builder.operation_timeout(seconds(30));
    let error = call(&scene).unwrap_err();
    assert_eq!(error.retry_after(), Some(seconds(30)));
    assert_eq!((scene.clock.passed(), error.status().unwrap().as_u16()), (Duration::ZERO, 503));
}

#[test]
fn the_last_attempt_has_what_is_left_of_the_time() {
    let mut scene = patient([Answer::Silence, Answer::Silence]);
    scene.builder = scene.builder.operation_timeout(seconds(40));
    let error = call(&scene).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert_eq!(error.elapsed(), seconds(40));
}

#[test]
fn four_attempts_that_stall_end_with_the_operation() {
    let scene = patient([Answer::Silence, Answer::Silence, Answer::Silence, Answer::Silence]);
    let error = call(&scene).unwrap_err();
    assert_eq!((error.attempts(), error.elapsed()), (4, seconds(120)));
    let mut scene = patient([Answer::Silence, Answer::Silence, Answer::Silence, Answer::Silence]);
    scene.builder = scene.builder.operation_timeout(Timeout::Disabled);
    let error = call(&scene).unwrap_err();
    assert_eq!(
        (error.attempts(), error.elapsed()),
        (4, seconds(120) + Duration::from_millis(1_750))
    );
}

#[test]
fn the_last_failure_is_told() {
    let scene = patient([
        Answer::Failure(Phase::Connect),
        Answer::empty(429),
        Answer::empty(500),
        Answer::json(503, r#"{"code": "tired"}"#),
    ]);
    let error = call(&scene).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 4));
    assert_eq!(error.api().unwrap().code, "tired");
    assert_eq!(error.elapsed(), Duration::from_millis(1_750));
}

#[test]
fn a_doubt_about_an_earlier_attempt_stays() {
    let not_done = || Answer::json(404, r#"{"code": "gone"}"#);
    let error = call(&patient([Answer::Silence, not_done()])).unwrap_err();
    assert!(error.is_not_found() && error.may_have_been_processed());
    let error = call(&patient([Answer::Failure(Phase::Connect), not_done()])).unwrap_err();
    assert!(error.is_not_found() && !error.may_have_been_processed());
    let refused = || Answer::Failure(Phase::Connect);
    let error = call(&patient([Answer::empty(500), refused(), refused(), refused()])).unwrap_err();
    assert!(error.is_connect() && error.may_have_been_processed());
}

#[test]
fn retries_can_be_disabled_and_set_for_a_client_or_a_call() {
    let attempts = |scene: &Scene, options| {
        let before = scene.transport.count();
        let _ = scene.run(get_pet(&scene.client(), "1", options));
        scene.transport.count() - before
    };
    let failures = || (0..20).map(|_| Answer::empty(500));
    let two = || CallOptions::new().retry(RetryPolicy::new().max_attempts(2));
    let mut scene = patient(failures());
    assert_eq!(attempts(&scene, CallOptions::new()), 4);
    assert_eq!(attempts(&scene, two()), 2);
    assert_eq!(attempts(&scene, CallOptions::new().retry(Retry::Disabled)), 1);
    scene.builder = scene.builder.retry(Retry::Disabled);
    assert_eq!(attempts(&scene, CallOptions::new()), 1);
    assert_eq!(attempts(&scene, two()), 2);
    assert_eq!(attempts(&scene, CallOptions::new().retry(Retry::default())), 4);
}

#[test]
fn each_wrong_policy_has_its_own_error() {
    let policy = RetryPolicy::new;
    let table = [
        (policy().max_attempts(0), RetryPolicyError::ZeroAttempts),
        (policy().backoff(Duration::ZERO, seconds(1)), RetryPolicyError::ZeroBackoff),
        (policy().backoff(seconds(2), seconds(1)), RetryPolicyError::BackoffOutOfOrder),
    ];
    for (policy, problem) in table {
        let scene = Scene::repeating([]);
        let error = scene.builder.clone().retry(policy).build().unwrap_err();
        assert_eq!(error, ConfigError::Retry(problem));
        assert_eq!(error.to_string(), problem.to_string());
        assert!(error.to_string().starts_with("set "), "{error}");
        let options = CallOptions::new().retry(policy);
        let error = scene.run(get_pet(&scene.client(), "1", options)).unwrap_err();
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<ConfigError>();
        assert_eq!(source, Some(&ConfigError::Retry(problem)));
    }
    let equal = policy().backoff(seconds(1), seconds(1)).max_attempts(1);
    assert!(Scene::repeating([]).builder.retry(equal).build().is_ok());
}

/// Gives another token each time, and fails once it has none.
struct Rotating(std::sync::Mutex<Vec<&'static str>>);

impl TokenProvider for Rotating {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        let token = self.0.lock().unwrap().pop().map(Token::new).ok_or_else(|| "no more".into());
        Box::pin(std::future::ready(token))
    }
}

fn rotating(tokens: &[&'static str], answers: impl IntoIterator<Item = Answer>) -> Scene {
    let mut scene = patient(answers);
    let provider = Rotating(std::sync::Mutex::new(tokens.iter().rev().copied().collect()));
    scene.builder = scene.builder.credential("token", Credential::provider(provider));
    scene
}

#[test]
fn each_attempt_asks_for_a_token() {
    let scene = rotating(&["old", "new"], [Answer::empty(500), ok()]);
    assert_eq!(call(&scene).unwrap(), 7);
    let tokens = scene.transport.requests();
    let tokens: Vec<_> = tokens.iter().map(|request| &request.headers()["authorization"]).collect();
    assert_eq!(tokens, ["Bearer old", "Bearer new"]);
}

#[test]
fn a_source_of_tokens_that_fails_is_not_asked_again() {
    let scene = rotating(&[], []);
    let error = call(&scene).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
    assert!(!error.may_have_been_processed());
    let scene = rotating(&["only"], [Answer::empty(429)]);
    let error = call(&scene).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 1));
    assert!(!error.may_have_been_processed());
    let scene = rotating(&["only"], [Answer::empty(500)]);
    assert!(call(&scene).unwrap_err().may_have_been_processed());
}

#[test]
fn all_attempts_send_the_same() {
    let scene = patient([Answer::empty(500), Answer::Failure(Phase::Connect), ok()]);
    let client = scene.client();
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
    scene.run(client.execute::<()>(request, options)).unwrap();
    let requests = scene.transport.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!((request.uri(), request.method()), (requests[0].uri(), &http::Method::PUT));
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), "\"body\"");
    }
}

#[test]
fn a_body_that_is_a_stream_is_sent_once() {
    let scene = patient([Answer::Failure(Phase::Connect)]);
    let client = scene.client();
    let mut request = client.request(operation(|_| {}));
    request.bytes("text/plain", RequestBody::reader(&b"text"[..]));
    let error = scene.run(client.execute::<()>(request, CallOptions::new())).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
}
