//! The log of requests.

use bytes::Bytes;
use http::{Method, Request, Response};

use super::faults::Fault;

/// A request that was sent to the fake.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The value of the header `x-call`, which lets a test find all requests of one call.
    pub call: Option<String>,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The length of the body in bytes.
    pub bytes: usize,
    /// The status of the API's response, or `None` if the request did not reach the API.
    pub status: Option<u16>,
    /// The fault that was injected.
    pub fault: Option<Fault>,
}

impl Entry {
    pub(super) fn new(
        request: &Request<Bytes>,
        response: Option<&Response<Bytes>>,
        fault: Option<Fault>,
    ) -> Self {
        let call = request.headers().get("x-call").and_then(|value| value.to_str().ok());
        Self {
            call: call.map(str::to_owned),
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            bytes: request.body().len(),
            status: response.map(|response| response.status().as_u16()),
            fault,
        }
    }

    /// Returns whether the API processed the request, whatever the client received.
    #[must_use]
    pub fn was_processed(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}
