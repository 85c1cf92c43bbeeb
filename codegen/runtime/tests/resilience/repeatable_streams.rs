//! Streams that are opened again for each attempt.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;

use crate::runtime::client::CallOptions;
use crate::runtime::request::{FilePart, Multipart, Operation, RequestBody, RequestBuilder};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::testing::{MockResponse, MockTransport};

use crate::tests::support::Harness;
use crate::tests::support::api::operation;

/// A body that counts how often it is opened.
fn counted(opened: &Arc<AtomicUsize>) -> RequestBody {
    let opened = opened.clone();
    RequestBody::from_fn(move || {
        opened.fetch_add(1, Ordering::Relaxed);
        async { Ok::<_, io::Error>(&b"text"[..]) }
    })
}

/// Calls an operation with these responses. Returns the result and the bodies that were sent.
fn call(
    responses: impl IntoIterator<Item = MockResponse>,
    set: impl FnOnce(&mut RequestBuilder<'_>),
) -> (Result<(), Error<()>>, Vec<Bytes>) {
    let operation: &'static Operation = operation(|_| {});
    let harness = Harness::with_retries([]);
    let mock = MockTransport::with_clock(harness.clock.clone());
    mock.on(operation, responses);
    let client = harness.builder.clone().transport(Arc::new(mock.clone())).build().unwrap();
    let mut request = client.request(operation);
    set(&mut request);
    let result = harness.run(client.execute::<()>(request, CallOptions::new())).map(drop);
    (result, mock.requests().into_iter().map(http::Request::into_body).collect())
}

fn failing_twice() -> [MockResponse; 3] {
    [MockResponse::status(503), MockResponse::reset(), MockResponse::status(204)]
}

#[test]
fn a_stream_that_can_be_opened_again_is_sent_with_each_attempt() {
    let opened = Arc::default();
    let body = counted(&opened);
    assert_eq!(opened.load(Ordering::Relaxed), 0);
    let (result, bodies) = call(failing_twice(), |request| request.bytes("text/plain", body));
    result.unwrap();
    assert_eq!(bodies, ["text", "text", "text"]);
    assert_eq!(opened.load(Ordering::Relaxed), 3);
}

#[test]
fn a_multipart_body_of_such_streams_is_sent_with_each_attempt() {
    let opened = Arc::default();
    let mut body = Multipart::new();
    body.value("title", "Holidays");
    body.files("photos", "image/jpeg", [FilePart::new(counted(&opened))]);
    let (result, bodies) =
        call(failing_twice(), |request| request.multipart("multipart/form-data", body));
    result.unwrap();
    assert_eq!(bodies.len(), 3);
    assert!(bodies[0].windows(4).any(|window| window == b"text"));
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert_eq!(opened.load(Ordering::Relaxed), 3);
}

#[test]
fn a_multipart_body_with_a_stream_that_can_be_sent_once_is_sent_once() {
    let opened = Arc::default();
    let once = RequestBody::reader(&b"once"[..]);
    let mut body = Multipart::new();
    body.files("photos", "image/jpeg", [counted(&opened).into(), once.into()]);
    let (_, bodies) =
        call([MockResponse::status(503)], |request| request.multipart("multipart/form-data", body));
    assert_eq!(bodies.len(), 1);
}

#[test]
fn a_stream_that_is_not_opened_ends_the_call() {
    let body = RequestBody::from_fn(|| async { Err::<&[u8], _>("no such file") });
    let (result, bodies) = call([], |request| request.bytes("text/plain", body));
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), bodies.len()), (ErrorKind::RequestBody, 1, 0));
}

#[test]
fn each_opening_has_the_length_that_was_set() {
    let opened = Arc::default();
    let body = counted(&opened).length(4);
    assert_eq!(body.known_length(), Some(4));
    let (result, bodies) = call(failing_twice(), |request| request.bytes("text/plain", body));
    result.unwrap();
    assert_eq!(bodies.len(), 3);
    let body = counted(&opened).length(5);
    let (result, _) = call([], |request| request.bytes("text/plain", body));
    assert_eq!(result.unwrap_err().kind(), ErrorKind::RequestBody);
}
