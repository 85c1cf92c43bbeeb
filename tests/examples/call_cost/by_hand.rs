//! A call as a program would write it by hand, with `http`, `serde_json` and minimal types that derive
//! the traits of serde.

use std::collections::BTreeMap;

use http::{HeaderMap, Request};
use kustomer_client::transport::Transport;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An update, with the members that the call sends.
#[derive(Clone, Serialize)]
pub(crate) struct Update {
    id: String,
    subject: String,
    preview: String,
    status: &'static str,
    custom: BTreeMap<String, Custom>,
}

#[derive(Clone, Serialize)]
#[serde(untagged)]
enum Custom {
    Number(f64),
    Text(String),
}

/// A job, with the members that the response has.
#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
pub(crate) struct Job {
    data: Data,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Data {
    id: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Attributes {
    ids: Option<Vec<String>>,
    status: String,
    v2: Option<bool>,
    batches: Option<Batches>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Batches {
    complete: Option<i64>,
    total: Option<i64>,
}

/// Updates of this number of messages.
pub(crate) fn updates(count: u32) -> Vec<Update> {
    let update = |number| Update {
        id: super::id(number),
        subject: super::SUBJECT.to_owned(),
        preview: super::PREVIEW.to_owned(),
        status: "sent",
        custom: BTreeMap::from([
            ("noteStr".to_owned(), Custom::Text(super::NOTE.to_owned())),
            ("orderNum".to_owned(), Custom::Number(f64::from(number))),
        ]),
    };
    (0..count).map(update).collect()
}

/// Sends the updates and reads the job.
pub(crate) async fn call<J: DeserializeOwned>(
    transport: &dyn Transport,
    updates: impl Serialize,
) -> J {
    let body = serde_json::to_vec(&updates).unwrap();
    let request = Request::put("https://acme.api.example.com/v1/messages/bulk")
        .header("authorization", "Bearer t0ken")
        .header("user-agent", "call-cost/1")
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .body(body.into())
        .unwrap();
    let response = transport.send(request).await.unwrap();
    let (head, mut body) = response.into_parts();
    assert!(head.status.is_success() && is_json(&head.headers));
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&bytes).unwrap()
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get("content-type").is_some_and(|value| value == "application/json")
}
