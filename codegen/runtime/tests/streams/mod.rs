//! Streamed bodies: harnesses whose body arrives in parts.

mod bytes;
mod cancellation;
mod event_source;
mod events;
mod failures;
mod reconnection;

use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::response::RawResponse;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// A harness with a response whose body arrives byte by byte, with a pause before each.
fn split(text: &str, pause: Duration) -> Harness {
    let bytes = text.bytes().map(|byte| Step::Chunk(vec![byte].into()));
    let steps = bytes.flat_map(|byte| [Step::Pause(pause), byte]);
    let steps = steps.filter(|step| !matches!(step, Step::Pause(Duration::ZERO)));
    Harness::new([ScriptedResponse::with_headers(200, &[], steps)])
}

/// A harness with a response whose body arrives in one chunk.
fn harness_of_bytes(body: &'static [u8]) -> Harness {
    Harness::new([ScriptedResponse::with_headers(200, &[], [Step::Chunk(body.into())])])
}

/// A response whose body is streamed, with items of at most 64 bytes.
fn raw_response(harness: &Harness) -> RawResponse {
    let options = CallOptions::new().max_response_bytes(64);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=200, "*/*");
    harness.run(client.execute::<()>(request, options)).unwrap()
}
