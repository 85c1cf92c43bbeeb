//! Redaction: one canary is used as token, password, header, argument and payload, and must not
//! appear in any `Debug` or `Display` output.

use std::error::Error as _;
use std::fmt::{Debug, Display};
use std::sync::Arc;

use crate::runtime::auth::{Credential, Token};
use crate::runtime::client::CallOptions;
use crate::runtime::observe::{Event, Observer};
use crate::runtime::request::{Body, Explode, Style};
use crate::runtime::resilience::RateLimiter;
use crate::runtime::response::Error;
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::{get_pet, operation};
use crate::tests::support::transport::{ScriptedResponse, Step};

const CANARY: &str = "canary";

fn hides(value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.to_lowercase().contains(CANARY), "{shown}");
    }
}

fn error_hides<E>(error: &Error<E>) {
    hides(error);
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        let shown: &dyn Display = &error;
        assert!(!shown.to_string().contains(CANARY), "{shown}");
        source = error.source();
    }
}

/// Checks all events that an observer receives.
struct Checked;

impl Observer for Checked {
    fn observe(&self, event: &Event<'_>) {
        hides(event);
    }
}

fn harness(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    let mut harness = Harness::new(responses);
    harness.builder = harness
        .builder
        .credential("token", Credential::token(CANARY))
        .credential("user", Credential::basic(CANARY, CANARY))
        .credential("query", Credential::token(CANARY))
        .credential("session", Credential::provider(Token::new(CANARY)))
        .default_header("x-default", CANARY)
        .observer(Arc::new(Checked));
    harness
}

fn options() -> CallOptions {
    CallOptions::new().header("x-call", CANARY)
}

#[test]
fn values_are_redacted() {
    hides(&Token::new(CANARY));
    hides(&Credential::token(CANARY));
    hides(&Credential::provider(Token::new(CANARY)));
    hides(&Credential::basic(CANARY, CANARY));
    hides(&Body::<()>::raw(CANARY));
    hides(&Body::Typed(CANARY));
    hides(&options());
    hides(&RateLimiter::new());
}

#[test]
fn clients_and_requests_are_redacted() {
    let harness = harness([]);
    hides(&harness.builder);
    hides(&harness.client());
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.query("q", Style::Form, Explode::Yes, CANARY);
    request.json("application/json", &CANARY.into());
    hides(&request);
}

#[test]
fn secret_headers_are_marked_sensitive() {
    let harness = harness([ScriptedResponse::empty(200)]);
    let security = operation(|operation| operation.security = &[&["user", "session"]]);
    let client = harness.client();
    let mut request = client.request(security);
    request.header("x-argument", Style::Simple, Explode::No, CANARY);
    request.cookie("argument", Style::Form, Explode::Yes, CANARY);
    let response = harness.run(client.execute::<()>(request, options())).unwrap();
    hides(&response);
    hides(harness.transport.request().headers());
}

#[test]
fn successes_are_redacted() {
    let headers = [("x-response", CANARY)];
    let body = format!(r#"{{"id": 1, "name": "{CANARY}"}}"#);
    let harness =
        harness([ScriptedResponse::with_headers(200, &headers, [Step::Chunk(body.into())])]);
    hides(&harness.run(get_pet(&harness.client(), CANARY, options())).unwrap());
}

#[test]
fn errors_are_redacted() {
    let bodies = [
        CANARY.to_owned(),
        format!("\"{CANARY}\""),
        format!(r#"{{"id": "{CANARY}", "code": "{CANARY}"}}"#),
        format!(r#"{{"{CANARY}": "{CANARY}"}}"#),
        format!(r#"{{"id": [{{"{CANARY}": 1}}]}}"#),
    ];
    let media_types = ["application/json", "text/canary"];
    for (body, media_type) in
        bodies.iter().flat_map(|body| media_types.map(|media_type| (body, media_type)))
    {
        for status in [200, 404, 418] {
            let headers =
                [("content-type", media_type), ("x-response", CANARY), ("retry-after", CANARY)];
            let harness = harness([ScriptedResponse::with_headers(
                status,
                &headers,
                [Step::Chunk(body.clone().into())],
            )]);
            error_hides(&harness.run(get_pet(&harness.client(), CANARY, options())).unwrap_err());
        }
    }
    for response in [ScriptedResponse::Failure(Phase::Connect), ScriptedResponse::Hang] {
        let harness = harness([response]);
        error_hides(&harness.run(get_pet(&harness.client(), CANARY, options())).unwrap_err());
    }
}

#[test]
fn rejected_values_are_redacted() {
    let harness = harness([]);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.header("x-a", Style::Simple, Explode::No, &format!("{CANARY}\n"));
    error_hides(&harness.run(client.execute::<()>(request, options())).unwrap_err());
    let token = Credential::token(format!("{CANARY} {CANARY}"));
    let error = harness.builder.clone().credential("token", token).build().unwrap_err();
    hides(&error);
    let url = format!("https://{CANARY}:{CANARY}@example.com");
    let error = harness.builder.clone().base_url(url).build().unwrap_err();
    hides(&error);
    assert!(error.source().is_none() && !error.to_string().contains(CANARY));
}
