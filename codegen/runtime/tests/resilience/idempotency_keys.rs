//! Idempotency keys: when one is made, how long it is kept, and what it lets the client repeat.

use http::Method;

use crate::runtime::client::CallOptions;
use crate::runtime::request::{
    Explode, Idempotence, Operation, RequestBuilder, Style, idempotency_key,
};
use crate::runtime::response::Error;
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::transport::ScriptedResponse;

const NAME: &str = "Idempotency-Key";

fn post(idempotence: Idempotence) -> &'static Operation {
    operation(|operation| {
        operation.method = Method::POST;
        operation.idempotence = idempotence;
    })
}

fn set_key(request: &mut RequestBuilder<'_>, key: Option<&str>) {
    idempotency_key(request, NAME, Style::Simple, Explode::No, key.as_ref());
}

fn call(harness: &Harness, key: Option<&str>, options: CallOptions) -> Result<(), Error<()>> {
    let client = harness.client();
    let mut request = client.request(post(Idempotence::WithKey));
    set_key(&mut request, key);
    harness.run(client.execute::<()>(request, options)).map(drop)
}

/// Takes the keys of all requests.
fn keys(harness: &Harness) -> Vec<String> {
    let requests = harness.transport.requests();
    let key = |request: &http::Request<_>| request.headers()[NAME].to_str().unwrap().to_owned();
    requests.iter().map(key).collect()
}

/// No response, after which it is unknown whether the request was processed.
fn lost() -> ScriptedResponse {
    ScriptedResponse::Failure(Phase::Exchange)
}

fn done() -> ScriptedResponse {
    ScriptedResponse::empty(204)
}

#[test]
fn a_key_is_a_random_uuid() {
    let harness = Harness::new([done()]);
    call(&harness, None, CallOptions::new()).unwrap();
    let text = keys(&harness).remove(0);
    let key = uuid::Uuid::parse_str(&text).unwrap();
    assert_eq!(key.get_version_num(), 4);
    assert_eq!(key.get_variant(), uuid::Variant::RFC4122);
    assert_eq!(key.hyphenated().to_string(), text);
}

#[test]
fn all_attempts_have_the_same_key_and_another_call_has_another_one() {
    let harness = Harness::with_retries([
        ScriptedResponse::Failure(Phase::Timeout),
        ScriptedResponse::empty(500),
        ScriptedResponse::empty(503),
        done(),
        done(),
    ]);
    let client = harness.client();
    for _ in 0..2 {
        let mut request = client.request(post(Idempotence::WithKey));
        set_key(&mut request, None);
        harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    }
    let keys = keys(&harness);
    assert_eq!(keys.len(), 5);
    assert!(keys[..4].iter().all(|key| *key == keys[0]), "{keys:?}");
    assert_ne!(keys[3], keys[4]);
}

#[test]
fn the_key_of_the_caller_wins() {
    let harness = Harness::with_retries([ScriptedResponse::Hang, done()]);
    call(&harness, Some("order-7"), CallOptions::new()).unwrap();
    assert_eq!(keys(&harness), ["order-7", "order-7"]);
    let harness = Harness::with_retries([ScriptedResponse::Hang, done()]);
    call(&harness, None, CallOptions::new().header("idempotency-key", "order-8")).unwrap();
    assert_eq!(keys(&harness), ["order-8", "order-8"]);
}

#[test]
fn a_default_header_of_the_client_is_no_key_of_a_call() {
    let mut harness = Harness::new([done()]);
    harness.builder = harness.builder.default_header(NAME, "the same for all");
    call(&harness, None, CallOptions::new()).unwrap();
    assert_ne!(keys(&harness), ["the same for all"]);
}

#[test]
fn only_a_call_with_a_key_of_the_caller_is_safe_to_repeat() {
    let failed = |key, options| {
        let harness = Harness::with_retries((0..4).map(|_| lost()));
        let error = call(&harness, key, options).unwrap_err();
        assert_eq!(error.attempts(), 4);
        assert!(error.may_have_been_processed());
        error.is_retryable()
    };
    assert!(!failed(None, CallOptions::new()));
    assert!(failed(Some("order-7"), CallOptions::new()));
    assert!(failed(None, CallOptions::new().header(NAME, "order-7")));
}

#[test]
fn an_operation_that_is_declared_not_idempotent_is_not_repeated_for_its_key() {
    let harness = Harness::with_retries([lost()]);
    let client = harness.client();
    let mut request = client.request(post(Idempotence::NotIdempotent));
    set_key(&mut request, Some("order-7"));
    let error = harness.run(client.execute::<()>(request, CallOptions::new())).unwrap_err();
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
}

#[test]
fn a_single_call_can_be_marked_as_idempotent() {
    let failed = |options| {
        let harness = Harness::with_retries((0..4).map(|_| lost()));
        let client = harness.client();
        let request = client.request(post(Idempotence::NotIdempotent));
        let error = harness.run(client.execute::<()>(request, options)).unwrap_err();
        (error.attempts(), error.is_retryable())
    };
    assert_eq!(failed(CallOptions::new()), (1, false));
    assert_eq!(failed(CallOptions::new().idempotent()), (4, true));
}

#[test]
fn a_key_is_serialized_like_a_key_of_the_caller() {
    let harness = Harness::new([done(), done()]);
    let client = harness.client();
    for key in [None, Some("order-7")] {
        let mut request = client.request(post(Idempotence::WithKey));
        idempotency_key(&mut request, NAME, Style::Json, Explode::No, key.as_ref());
        harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    }
    let keys = keys(&harness);
    assert!(keys[0].len() == 38 && keys[0].starts_with('"') && keys[0].ends_with('"'));
    assert_eq!(keys[1], "\"order-7\"");
}
