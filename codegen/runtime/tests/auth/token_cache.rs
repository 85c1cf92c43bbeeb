//! When a token is requested: once for all calls, again before it expires, and after a rejection.

use std::error::Error as _;
use std::task::{Context, Waker};
use std::time::Duration;

use crate::runtime::response::ErrorKind;
use crate::tests::support::authorization_server::{Login, call, token};
use crate::tests::support::transport::ScriptedResponse;

#[test]
fn calls_at_once_share_one_token_request() {
    let login = Login::new([token("t1", 3600)]);
    let client = login.client();
    let all = async { tokio::join!(call(&client), call(&client), call(&client)) };
    let (first, second, third) = login.harness.run(all);
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    login.call(&client).unwrap();
    assert_eq!((login.count(), login.tokens().len()), (1, 4));
}

#[test]
fn calls_at_once_share_a_failed_token_request() {
    let refusal = ScriptedResponse::json(401, r#"{"error": "invalid_client"}"#);
    let login = Login::new([refusal, token("t1", 3600)]);
    let client = login.client();
    let both = async { tokio::join!(call(&client), call(&client)) };
    let (first, second) = login.harness.run(both);
    let [first, second] = [first, second].map(|result| {
        let error = result.unwrap_err();
        error.source().unwrap().to_string()
    });
    assert_eq!((login.count(), &first), (1, &second));
    // A later call tries again.
    login.call(&client).unwrap();
    assert_eq!(login.count(), 2);
}

#[test]
fn a_token_is_renewed_a_minute_before_it_expires() {
    let login = Login::new([token("t1", 3600), token("t2", 3600)]);
    let client = login.client();
    login.call(&client).unwrap();
    login.wait(3538);
    login.call(&client).unwrap();
    assert_eq!(login.count(), 1);
    login.wait(2);
    let both = async { tokio::join!(call(&client), call(&client)) };
    let (first, second) = login.harness.run(both);
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(login.count(), 2);
    // One call renews the token, and others use it meanwhile.
    assert_eq!(login.tokens(), ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]);
}

#[test]
fn a_short_lived_token_is_renewed_after_nine_tenths_of_its_lifetime() {
    let login = Login::new([token("t1", 20), token("t2", 20)]);
    let client = login.client();
    login.call(&client).unwrap();
    login.wait(16);
    login.call(&client).unwrap();
    assert_eq!(login.count(), 1);
    login.wait(1);
    login.call(&client).unwrap();
    assert_eq!(login.tokens(), ["Bearer t1", "Bearer t1", "Bearer t2"]);
}

#[test]
fn a_failed_renewal_keeps_the_valid_token_and_pauses() {
    let failures = [ScriptedResponse::empty(500), ScriptedResponse::Hang];
    let responses = [token("t1", 100)].into_iter().chain(failures).chain([token("t2", 100)]);
    let login = Login::new(responses);
    let client = login.client();
    login.call(&client).unwrap();
    login.wait(89);
    // The renewal fails, and the next call does not try it again.
    login.call(&client).unwrap();
    login.call(&client).unwrap();
    assert_eq!(login.count(), 2);
    login.wait(10);
    // At the end of its lifetime the token is requested, whatever happened before.
    assert_eq!(login.call(&client).unwrap_err().kind(), ErrorKind::Credential);
    login.call(&client).unwrap();
    assert_eq!(login.tokens(), ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]);
}

#[test]
fn a_renewal_delays_a_call_by_seconds_only() {
    let login = Login::new([token("t1", 1000), ScriptedResponse::Hang]);
    let client = login.client();
    login.call(&client).unwrap();
    login.wait(940);
    let start = login.harness.clock.elapsed();
    login.call(&client).unwrap();
    assert_eq!(login.harness.clock.elapsed(), start + Duration::from_secs(5));
    assert_eq!(login.tokens(), ["Bearer t1", "Bearer t1"]);
}

#[test]
fn the_lifetime_may_be_text_or_absent_or_endless() {
    for (lifetime, requests) in
        [(r#""60""#, 2), ("null", 1), (r#""soon""#, 1), ("1e300", 1), ("-1", 2), ("59.5", 2)]
    {
        let body = format!(r#"{{"access_token": "t1", "expires_in": {lifetime}}}"#);
        let response = ScriptedResponse::new(200, "application/json", body);
        let login = Login::new([response, token("t2", 60)]);
        let client = login.client();
        login.call(&client).unwrap();
        login.wait(60);
        login.call(&client).unwrap();
        assert_eq!(login.count(), requests, "{lifetime}");
    }
}

#[test]
fn a_rejected_token_is_replaced_once_for_all_calls() {
    let login = Login::new([token("t1", 3600), token("t2", 3600)]);
    *login.server.rejected.lock().unwrap() = Some("Bearer t1");
    let client = login.client();
    let both = async { tokio::join!(call(&client), call(&client)) };
    let (first, second) = login.harness.run(both);
    assert_eq!([first.unwrap().status(), second.unwrap().status()], [200, 200]);
    assert_eq!(login.count(), 2);
    assert_eq!(login.tokens(), ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]);
    login.call(&client).unwrap();
    assert_eq!(login.tokens(), ["Bearer t2"]);
}

#[test]
fn a_call_that_is_dropped_leaves_the_request_to_the_next() {
    let login = Login::new([token("t1", 3600)]);
    let client = login.client();
    let mut waiting = Box::pin(call(&client));
    {
        let mut requesting = Box::pin(call(&client));
        let mut context = Context::from_waker(Waker::noop());
        assert!(requesting.as_mut().poll(&mut context).is_pending());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
        assert_eq!(login.count(), 1);
    }
    login.harness.run(waiting).unwrap();
    assert_eq!((login.count(), login.tokens()), (2, vec!["Bearer t1".to_owned()]));
}
