//! What the fake remembers of a request.

use bytes::Bytes;
use http::{Method, Request, Response};

use super::fault::Fault;

/// A request that arrived, or would have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The value of its header `x-call`, by which a test finds the requests of one call.
    pub call: Option<String>,
    /// Its method.
    pub method: Method,
    /// Its path.
    pub path: String,
    /// The number of bytes in its body.
    pub bytes: usize,
    /// The status that the API answered with, if the request came that far.
    pub status: Option<u16>,
    /// What went wrong.
    pub fault: Option<Fault>,
}

impl Entry {
    pub(super) fn new(
        request: &Request<Bytes>,
        answer: Option<&Response<Bytes>>,
        fault: Option<Fault>,
    ) -> Self {
        let call = request.headers().get("x-call").and_then(|value| value.to_str().ok());
        Self {
            call: call.map(str::to_owned),
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            bytes: request.body().len(),
            status: answer.map(|answer| answer.status().as_u16()),
            fault,
        }
    }

    /// Whether the effect of the request took place, whatever the client was told.
    #[must_use]
    pub fn was_processed(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}
