//! How many retries the calls of a client make together.

use std::iter::repeat_with;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client};
use crate::runtime::resilience::{RetryBudget, RetryPolicy};
use crate::runtime::transport::Phase;

use crate::tests::support::Scene;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::Answer;

/// How many requests one call sends.
fn requests(scene: &Scene, client: &Client, options: CallOptions) -> usize {
    let before = scene.transport.count();
    let _ = scene.run(get_pet(client, "1", options));
    scene.transport.count() - before
}

fn failures(count: usize, failure: impl FnMut() -> Answer) -> impl Iterator<Item = Answer> {
    repeat_with(failure).take(count)
}

fn refused() -> Answer {
    Answer::Failure(Phase::Connect)
}

#[test]
fn a_hundred_tokens_are_twenty_retries() {
    let scene = Scene::repeating(failures(100, refused));
    let client = scene.client();
    let counts: Vec<_> = (0..8).map(|_| requests(&scene, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 3, 1]);
}

#[test]
fn a_retry_after_a_timeout_costs_twice_as_much() {
    let scene = Scene::repeating(failures(100, || Answer::Failure(Phase::Timeout)));
    let client = scene.client();
    let counts: Vec<_> = (0..5).map(|_| requests(&scene, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 2, 1]);
}

#[test]
fn a_success_gives_back_what_its_last_retry_took() {
    let ok = || Answer::json(200, r#"{"id": 1}"#);
    let answers = failures(25, refused).chain([ok()]).chain(failures(9, refused));
    let scene = Scene::repeating(answers);
    let client = scene.client();
    // Six calls take 90 tokens; the seventh takes 5 and has them back.
    let counts: Vec<_> = (0..10).map(|_| requests(&scene, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 2, 3, 1, 1]);
}

#[test]
fn a_success_at_once_gives_back_one_token() {
    let oks = failures(5, || Answer::json(200, r#"{"id": 1}"#));
    let scene = Scene::repeating(failures(27, refused).chain(oks).chain(failures(3, refused)));
    let client = scene.client();
    let counts: Vec<_> = (0..14).map(|_| requests(&scene, &client, CallOptions::new())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4, 4, 3, 1, 1, 1, 1, 1, 2, 1][..14]);
}

#[test]
fn there_are_never_more_tokens_than_at_first() {
    let oks = failures(300, || Answer::json(200, r#"{"id": 1}"#));
    let scene = Scene::repeating(oks.chain(failures(40, refused)));
    let client = scene.client();
    let mut counts = (0..308).map(|_| requests(&scene, &client, CallOptions::new()));
    assert!(counts.by_ref().take(300).all(|count| count == 1));
    assert_eq!(counts.collect::<Vec<_>>(), [4, 4, 4, 4, 4, 4, 3, 1]);
}

#[test]
fn clones_share_a_budget_and_other_clients_have_their_own() {
    let scene = Scene::repeating(failures(100, refused));
    let (client, other) = (scene.client(), scene.client());
    for _ in 0..6 {
        requests(&scene, &client, CallOptions::new());
    }
    assert_eq!(requests(&scene, &client.clone(), CallOptions::new()), 3);
    assert_eq!(requests(&scene, &other, CallOptions::new()), 4);
}

#[test]
fn without_a_budget_only_the_number_of_attempts_counts() {
    let mut scene = Scene::repeating(failures(200, refused));
    let unlimited = RetryPolicy::new().budget(RetryBudget::Unlimited);
    let client = scene.client();
    for _ in 0..8 {
        requests(&scene, &client, CallOptions::new());
    }
    assert_eq!(requests(&scene, &client, CallOptions::new().retry(unlimited)), 4);
    scene.builder = scene.builder.retry(unlimited).operation_timeout(Duration::from_hours(1));
    let client = scene.client();
    for _ in 0..20 {
        assert_eq!(requests(&scene, &client, CallOptions::new()), 4);
    }
}
