//! Operations with different rate limits, or with none.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::{CallOptions, Client};
use crate::runtime::request::{Idempotence, Operation};
use crate::runtime::resilience::{RateLimiting, Retry};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{BoxFuture, Timeout};

use crate::tests::support::Harness;
use crate::tests::support::api::GET;
use crate::tests::support::clock::ScriptedClock;
use crate::tests::support::random::Always;
use crate::tests::support::transport::ScriptedResponse;

static REPOS: Operation = Operation { id: "repos", path: "/repos", security: &[], ..GET };
static SEARCH: Operation = Operation { id: "search", path: "/search", security: &[], ..GET };
static HEALTH: Operation = Operation { id: "health", path: "/health", security: &[], ..GET };
static PRIVATE: Operation = Operation { id: "private", path: "/private", ..GET };
static PUT: Operation = Operation {
    id: "put",
    path: "/put",
    security: &[],
    idempotence: Idempotence::NotIdempotent,
    ..GET
};

fn announced(limit: u64, remaining: u64, reset: u64) -> ScriptedResponse {
    let texts = [limit, remaining, reset].map(|number| number.to_string());
    let headers = [
        ("x-ratelimit-limit", texts[0].as_str()),
        ("x-ratelimit-remaining", texts[1].as_str()),
        ("x-ratelimit-reset", texts[2].as_str()),
    ];
    ScriptedResponse::with_headers(200, &headers, [])
}

fn named(name: &str, remaining: &str, reset: &str) -> ScriptedResponse {
    let headers = [
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", reset),
        ("x-ratelimit-resource", name),
    ];
    ScriptedResponse::with_headers(200, &headers, [])
}

fn harness(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    let mut harness = Harness::new(responses);
    harness.builder = harness
        .builder
        .rate_limiter(RateLimiting::default())
        .random(Arc::new(Always(0)))
        .operation_timeout(Timeout::Disabled);
    harness
}

fn call(harness: &Harness, client: &Client, operation: &'static Operation) -> Result<u16, Error> {
    harness
        .run(client.execute(client.request(operation), CallOptions::new()))
        .map(|response| response.status().as_u16())
}

/// How long each of several sequential calls is held back.
fn waits(calls: Vec<(&'static Operation, ScriptedResponse)>) -> Vec<u64> {
    let (operations, responses): (Vec<_>, Vec<_>) = calls.into_iter().unzip();
    let harness = harness(responses);
    let client = harness.client();
    let wait = |operation| {
        let before = harness.clock.elapsed();
        let _ = call(&harness, &client, operation);
        harness.clock.elapsed().saturating_sub(before).as_secs()
    };
    operations.into_iter().map(wait).collect()
}

#[test]
fn an_operation_that_announces_no_limit_does_not_use_that_of_another() {
    let health = (0..120).map(|_| (&HEALTH, ScriptedResponse::empty(200)));
    let calls = [(&SEARCH, announced(100, 99, 3_600))].into_iter().chain(health);
    let calls = calls.chain([(&SEARCH, announced(100, 98, 3_600))]).collect();
    assert_eq!(waits(calls), [0; 122]);
}

#[test]
fn operations_with_different_limits_do_not_wait_for_each_other() {
    let calls = vec![
        (&REPOS, announced(5_000, 4_999, 3_600)),
        (&SEARCH, announced(30, 1, 55)),
        (&REPOS, announced(5_000, 4_998, 3_600)),
        (&SEARCH, announced(30, 29, 60)),
    ];
    assert_eq!(waits(calls), [0, 0, 0, 55]);
    // Limits with names may have the same number.
    let calls = vec![
        (&REPOS, named("core", "99", "3600")),
        (&SEARCH, named("search", "0", "55")),
        (&REPOS, named("core", "98", "3600")),
        (&SEARCH, named("search", "99", "60")),
    ];
    assert_eq!(waits(calls), [0, 0, 0, 55]);
}

#[test]
fn operations_with_the_same_limit_share_it() {
    let calls = vec![
        (&REPOS, announced(30, 29, 60)),
        (&SEARCH, announced(30, 3, 60)),
        (&REPOS, announced(30, 29, 60)),
    ];
    assert_eq!(waits(calls), [0, 0, 60]);
}

#[test]
fn the_first_call_of_an_operation_waits_for_the_limit_that_was_announced_last() {
    let calls = vec![
        (&REPOS, announced(30, 0, 60)),
        (&HEALTH, ScriptedResponse::empty(200)),
        (&HEALTH, ScriptedResponse::empty(200)),
    ];
    assert_eq!(waits(calls), [0, 60, 0]);
}

#[test]
fn a_429_closes_the_limits_of_its_operation_only() {
    let calls = vec![
        (&REPOS, announced(5_000, 4_999, 3_600)),
        (&SEARCH, announced(30, 29, 60)),
        (&HEALTH, ScriptedResponse::empty(200)),
        (&SEARCH, ScriptedResponse::with_headers(429, &[("retry-after", "20")], [])),
        (&REPOS, announced(5_000, 4_998, 3_600)),
        (&HEALTH, ScriptedResponse::empty(200)),
        (&SEARCH, announced(30, 28, 60)),
    ];
    assert_eq!(waits(calls), [0, 0, 0, 0, 0, 0, 20]);
}

#[test]
fn the_limits_of_a_server_are_bounded_in_number() {
    // Of 65 limits, the one of the first response is forgotten.
    let names = (0..64).map(|number| (&SEARCH, named(&number.to_string(), "99", "60")));
    let calls =
        [(&REPOS, announced(30, 0, 600))].into_iter().chain([(&SEARCH, named("a", "99", "60"))]);
    let after = [(&REPOS, announced(30, 0, 60)), (&REPOS, announced(30, 29, 60))];
    let waits = waits(calls.chain(names).chain(after).collect());
    // The first call to search is the only one that waits before that.
    assert_eq!((waits[1], &waits[2..67], waits[67]), (120, &[0; 65][..], 60));
}

#[test]
fn a_call_behind_others_is_refused_at_once_if_it_would_wait_too_long() {
    let harness = harness([announced(10, 1, 60), announced(10, 9, 60), announced(10, 8, 60)]);
    let client = harness.client();
    call(&harness, &client, &REPOS).unwrap();
    let patient = client.execute::<()>(client.request(&REPOS), CallOptions::new());
    let options = CallOptions::new().operation_timeout(Duration::from_secs(5));
    let hurried = client.execute::<()>(client.request(&REPOS), options);
    let (patient, hurried) = harness.run(async { tokio::join!(patient, hurried) });
    let error = hurried.unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::RateLimit, Duration::ZERO));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    assert!(patient.is_ok());
}

#[test]
fn a_retry_without_time_for_an_attempt_does_not_replace_a_429() {
    let rejected = ScriptedResponse::with_headers(429, &[("retry-after", "29")], []);
    let mut harness = harness([rejected]);
    harness.builder =
        harness.builder.retry(Retry::default()).operation_timeout(Duration::from_millis(29_900));
    assert_eq!(call(&harness, &harness.client(), &PUT).unwrap(), 429);
    assert_eq!(harness.clock.elapsed(), Duration::ZERO);
}

/// Records when tokens are requested.
struct Dated(Arc<ScriptedClock>, Arc<Mutex<Vec<u64>>>);

impl TokenProvider for Dated {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        self.1.lock().unwrap().push(self.0.elapsed().as_secs());
        Box::pin(async { Ok(Token::from("t0ken")) })
    }
}

#[test]
fn a_token_is_read_after_the_wait_for_the_limit() {
    let mut harness = harness([announced(10, 0, 100), announced(10, 9, 60)]);
    let times = Arc::default();
    let provider = Dated(harness.clock.clone(), Arc::clone(&times));
    harness.builder = harness.builder.credential("token", Credential::provider(provider));
    let client = harness.client();
    call(&harness, &client, &PRIVATE).unwrap();
    call(&harness, &client, &PRIVATE).unwrap();
    assert_eq!(*times.lock().unwrap(), [0, 100]);
}
