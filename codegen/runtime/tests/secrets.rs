//! One canary as token, password, header, argument and payload, searched in everything that can
//! be shown.

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

use crate::tests::support::Scene;
use crate::tests::support::api::{get_pet, operation};
use crate::tests::support::transport::{Answer, Step};

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

/// Checks all that an observer is told.
struct Checked;

impl Observer for Checked {
    fn observe(&self, event: &Event<'_>) {
        hides(event);
    }
}

fn scene(answers: impl IntoIterator<Item = Answer>) -> Scene {
    let mut scene = Scene::new(answers);
    scene.builder = scene
        .builder
        .credential("token", Credential::token(CANARY))
        .credential("user", Credential::basic(CANARY, CANARY))
        .credential("query", Credential::token(CANARY))
        .credential("session", Credential::provider(Token::new(CANARY)))
        .default_header("x-default", CANARY)
        .observer(Arc::new(Checked));
    scene
}

fn options() -> CallOptions {
    CallOptions::new().header("x-call", CANARY)
}

#[test]
fn values_hide_it() {
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
fn clients_and_requests_hide_it() {
    let scene = scene([]);
    hides(&scene.builder);
    hides(&scene.client());
    let client = scene.client();
    let mut request = client.request(operation(|_| {}));
    request.query("q", Style::Form, Explode::Yes, CANARY);
    request.json("application/json", &CANARY.into());
    hides(&request);
}

#[test]
fn requests_mark_it_as_sensitive() {
    let scene = scene([Answer::empty(200)]);
    let security = operation(|operation| operation.security = &[&["user", "session"]]);
    let client = scene.client();
    let mut request = client.request(security);
    request.header("x-argument", Style::Simple, Explode::No, CANARY);
    request.cookie("argument", Style::Form, Explode::Yes, CANARY);
    let reply = scene.run(client.execute::<()>(request, options())).unwrap();
    hides(&reply);
    hides(scene.transport.request().headers());
}

#[test]
fn successes_hide_it() {
    let headers = [("x-answer", CANARY)];
    let body = format!(r#"{{"id": 1, "name": "{CANARY}"}}"#);
    let scene = scene([Answer::with_headers(200, &headers, [Step::Chunk(body.into())])]);
    hides(&scene.run(get_pet(&scene.client(), CANARY, options())).unwrap());
}

#[test]
fn errors_hide_it() {
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
                [("content-type", media_type), ("x-answer", CANARY), ("retry-after", CANARY)];
            let scene =
                scene([Answer::with_headers(status, &headers, [Step::Chunk(body.clone().into())])]);
            error_hides(&scene.run(get_pet(&scene.client(), CANARY, options())).unwrap_err());
        }
    }
    for answer in [Answer::Failure(Phase::Connect), Answer::Silence] {
        let scene = scene([answer]);
        error_hides(&scene.run(get_pet(&scene.client(), CANARY, options())).unwrap_err());
    }
}

#[test]
fn refusals_hide_it() {
    let scene = scene([]);
    let client = scene.client();
    let mut request = client.request(operation(|_| {}));
    request.header("x-a", Style::Simple, Explode::No, &format!("{CANARY}\n"));
    error_hides(&scene.run(client.execute::<()>(request, options())).unwrap_err());
    let token = Credential::token(format!("{CANARY} {CANARY}"));
    let error = scene.builder.clone().credential("token", token).build().unwrap_err();
    hides(&error);
    let url = format!("https://{CANARY}:{CANARY}@example.com");
    let error = scene.builder.clone().base_url(url).build().unwrap_err();
    hides(&error);
    assert!(error.source().is_none() && !error.to_string().contains(CANARY));
}
