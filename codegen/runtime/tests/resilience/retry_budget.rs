//! The retry budget that the calls of a client share.

use std::iter::repeat_with;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client};
use crate::runtime::resilience::{RetryBudget, RetryPolicy};
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::ScriptedResponse;

/// The number of requests that one call sends.
fn requests(harness: &Harness, client: &Client, options: CallOptions) -> usize {
    let before = harness.transport.count();
    let _ = harness.run(get_pet(client, "1", options));
    harness.transport.count() - before
}

fn failures(
    count: usize,
    failure: impl FnMut() -> ScriptedResponse,
) -> impl Iterator<Item = ScriptedResponse> {
    repeat_with(failure).take(count)
}

fn connect_failure() -> ScriptedResponse {
    ScriptedResponse::Failure(Phase::Connect)
}

#[test]
fn the_budget_of_100_tokens_allows_20_retries() {
    let harness = Harness::with_retries(failures(100, connect_failure));
    let client = harness.client();
    let counts: Vec<_> = (0..8).map(|_| requests(&harness, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 3, 1]);
}

#[test]
fn a_retry_after_a_timeout_costs_twice_as_much() {
    let harness =
        Harness::with_retries(failures(100, || ScriptedResponse::Failure(Phase::Timeout)));
    let client = harness.client();
    let counts: Vec<_> = (0..5).map(|_| requests(&harness, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 2, 1]);
}

#[test]
fn a_success_refunds_its_last_retry() {
    let ok = || ScriptedResponse::json(200, r#"{"id": 1}"#);
    let responses = failures(25, connect_failure).chain([ok()]).chain(failures(9, connect_failure));
    let harness = Harness::with_retries(responses);
    let client = harness.client();
    // Six calls take 90 tokens; the seventh takes 5 and gets them refunded.
    let counts: Vec<_> = (0..10).map(|_| requests(&harness, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 2, 3, 1, 1]);
}

#[test]
fn a_success_without_a_retry_refunds_one_token() {
    let oks = failures(5, || ScriptedResponse::json(200, r#"{"id": 1}"#));
    let harness = Harness::with_retries(
        failures(27, connect_failure).chain(oks).chain(failures(3, connect_failure)),
    );
    let client = harness.client();
    let counts: Vec<_> = (0..14).map(|_| requests(&harness, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 3, 1, 1, 1, 1, 1, 2, 1][..14]);
}

#[test]
fn refunds_never_exceed_the_initial_budget() {
    let oks = failures(300, || ScriptedResponse::json(200, r#"{"id": 1}"#));
    let harness = Harness::with_retries(oks.chain(failures(40, connect_failure)));
    let client = harness.client();
    let mut counts = (0..308).map(|_| requests(&harness, &client, CallOptions::new()));
    assert!(counts.by_ref().take(300).all(|count| count == 1));
    assert_eq!(counts.collect::<Vec<_>>(), [4, 4, 4, 4, 4, 4, 3, 1]);
}

#[test]
fn clones_share_a_budget_and_other_clients_do_not() {
    let harness = Harness::with_retries(failures(100, connect_failure));
    let (client, other) = (harness.client(), harness.client());
    for _ in 0..6 {
        requests(&harness, &client, CallOptions::new());
    }
    assert_eq!(requests(&harness, &client.clone(), CallOptions::new()), 3);
    assert_eq!(requests(&harness, &other, CallOptions::new()), 4);
}

#[test]
fn without_a_budget_only_the_number_of_attempts_limits_retries() {
    let mut harness = Harness::with_retries(failures(200, connect_failure));
    let unlimited = RetryPolicy::new().budget(RetryBudget::Unlimited);
    let client = harness.client();
    for _ in 0..8 {
        requests(&harness, &client, CallOptions::new());
    }
    assert_eq!(requests(&harness, &client, CallOptions::new().retry(unlimited.clone())), 4);
    harness.builder = harness.builder.retry(unlimited).operation_timeout(Duration::from_hours(1));
    let client = harness.client();
    for _ in 0..20 {
        assert_eq!(requests(&harness, &client, CallOptions::new()), 4);
    }
}
