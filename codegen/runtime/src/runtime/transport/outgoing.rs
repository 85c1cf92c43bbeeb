//! Converts the body of a request to that of `reqwest`.
//!
//! Invariant: an error of the caller's stream stays one, and a stream is sent with exactly the length
//! that was set for it.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Request};
use http_body::{Body, Frame, SizeHint};

use super::interruptible_body::{InterruptibleBody, PART_BYTES, Slices};
use super::transport_trait::{Phase, TransportError};
use crate::runtime::request::{BodyStream, BoxError, OutgoingBody, RequestBody};

/// Adds `Content-Length: 0` to a request without a body whose method has one otherwise (RFC 9110,
/// section 8.6).
pub(super) fn announce_empty_body(request: &mut Request<reqwest::Body>) {
    let has_body = !matches!(request.body().as_bytes(), Some([]));
    if !has_body && [Method::POST, Method::PUT, Method::PATCH].contains(request.method()) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
}

/// Converts the body to that of `reqwest`. Its streams must be `Sync`, so a mutex, which is never
/// contended, wraps them.
pub(super) async fn outgoing(body: RequestBody) -> Result<reqwest::Body, TransportError> {
    match body.open() {
        Some(OutgoingBody::Bytes(bytes)) if bytes.len() <= PART_BYTES => Ok(bytes.into()),
        Some(OutgoingBody::Bytes(bytes)) => {
            Ok(reqwest::Body::wrap(InterruptibleBody::new(Slices(bytes))))
        }
        Some(OutgoingBody::Stream(mut stream)) => {
            // HTTP implementations do not read a body of length 0, which may be a wrong one.
            if stream.size_hint().exact() == Some(0) {
                let next = poll_fn(|context| Pin::new(&mut stream).poll_frame(context));
                if let Some(Err(error)) = next.await {
                    return Err(TransportError::new(Phase::RequestBody).with_source(error));
                }
                return Ok(Bytes::new().into());
            }
            Ok(reqwest::Body::wrap(InterruptibleBody::new(Locked(Mutex::new(stream)))))
        }
        None => Err(TransportError::new(Phase::Setup).with_source("the stream was already sent")),
    }
}

struct Locked(Mutex<BodyStream>);

impl Body for Locked {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let stream = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(stream).poll_frame(context).map_err(StreamError)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

/// The error of the caller's stream, by which it is told from one of the network.
#[derive(Debug)]
pub(super) struct StreamError(BoxError);

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
