//! How long calls may take, by a clock that nobody waits for.

use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::CallOptions;
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{BoxFuture, Timeout};

use crate::tests::support::Scene;
use crate::tests::support::api::{Problem, get_pet};
use crate::tests::support::transport::{Answer, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn fail(scene: &Scene, options: CallOptions) -> Error<Problem> {
    scene.run(get_pet(&scene.client(), "1", options)).unwrap_err()
}

#[test]
fn an_attempt_may_take_30_seconds() {
    let scene = Scene::new([Answer::Silence]);
    let error = fail(&scene, CallOptions::new());
    assert_eq!(
        (error.kind(), error.elapsed(), error.attempts()),
        (ErrorKind::Timeout, seconds(30), 1)
    );
    assert!(error.may_have_been_processed() && error.is_retryable());
}

#[test]
fn the_body_belongs_to_the_attempt() {
    let steps = [Step::Pause(seconds(20)), Step::Chunk("{".into()), Step::Pause(seconds(20))];
    let scene = Scene::new([Answer::with_headers(200, &[], steps)]);
    let error = fail(&scene, CallOptions::new());
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::Timeout, seconds(30)));
    assert_eq!(error.status().unwrap().as_u16(), 200);
}

#[test]
fn a_slow_answer_within_the_limits_is_a_success() {
    let steps = [Step::Pause(seconds(29)), Step::Chunk(r#"{"id": 7}"#.into())];
    let scene = Scene::new([Answer::with_headers(200, &[], steps)]);
    let pet = scene.run(get_pet(&scene.client(), "1", CallOptions::new())).unwrap();
    assert_eq!((pet.id, scene.clock.passed()), (7, seconds(29)));
}

#[test]
fn the_operation_ends_a_longer_attempt() {
    let options = || CallOptions::new().attempt_timeout(seconds(200));
    let scene = Scene::new([Answer::Silence]);
    assert_eq!(fail(&scene, options()).elapsed(), seconds(120));
    let scene = Scene::new([Answer::Silence]);
    assert_eq!(fail(&scene, options().operation_timeout(seconds(7))).elapsed(), seconds(7));
    let scene = Scene::new([Answer::Silence]);
    let disabled = options().operation_timeout(Timeout::Disabled);
    assert_eq!(fail(&scene, disabled).elapsed(), seconds(200));
}

#[test]
fn the_limits_of_a_client_hold_unless_a_call_has_its_own() {
    let mut scene = Scene::new([Answer::Silence, Answer::Silence]);
    scene.builder = scene.builder.attempt_timeout(seconds(3));
    assert_eq!(fail(&scene, CallOptions::new()).elapsed(), seconds(3));
    assert_eq!(fail(&scene, CallOptions::new().attempt_timeout(seconds(4))).elapsed(), seconds(4));
}

#[test]
fn without_limits_a_call_takes_as_long_as_it_takes() {
    let steps = [Step::Pause(seconds(100_000)), Step::Chunk(r#"{"id": 7}"#.into())];
    let mut scene = Scene::new([Answer::with_headers(200, &[], steps)]);
    scene.builder = scene.builder.attempt_timeout(Timeout::Disabled);
    let options = CallOptions::new().operation_timeout(Timeout::Disabled);
    assert!(scene.run(get_pet(&scene.client(), "1", options)).is_ok());
}

struct Stuck;

impl TokenProvider for Stuck {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_source_of_tokens_cannot_outlast_the_operation() {
    let mut scene = Scene::new([]);
    scene.builder = scene.builder.credential("token", Credential::provider(Stuck));
    let error = fail(&scene, CallOptions::new());
    assert_eq!(
        (error.kind(), error.elapsed(), error.attempts()),
        (ErrorKind::Timeout, seconds(120), 0)
    );
    assert!(!error.may_have_been_processed());
}

#[test]
fn limits_have_an_order() {
    assert!(Timeout::After(seconds(1)) < Timeout::After(seconds(2)));
    assert!(Timeout::After(Duration::MAX) < Timeout::Disabled);
}
