//! A successful response with its decoded body.
//!
//! Invariant: it dereferences to the body, and `Debug` does not show the body.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use super::request_id;

/// A successful response. It dereferences to its body.
///
/// ```
/// use runtime::Response;
///
/// fn report(response: &Response<Vec<String>>) {
///     println!("{}: {} items", response.status(), response.len());
/// }
/// ```
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, attempts: u32, body: T) -> Self {
        Self { status, headers, attempts, body }
    }

    /// The status, such as 200 or 201.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The server's identifier of the request, from headers such as `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id::find(&self.headers)
    }

    /// The number of requests that the call has sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The decoded body. Dereferencing the response returns the same.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body by value, without the status and the headers.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Converts the body and keeps the status and the headers.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Response<U> {
        let Self { status, headers, attempts, body } = self;
        Response { status, headers, attempts, body: convert(body) }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}
