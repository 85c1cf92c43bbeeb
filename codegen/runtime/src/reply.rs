//! From what a server answered to what the description says it is.
//!
//! Invariant: nothing of the answer is lost. What cannot be decoded becomes an error that holds
//! status, headers and body.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::decode::{self, Decode, DecodeError};
use super::error::{Error, ErrorKind, Head, Trace};
use super::response::Response;

/// A whole answer, not decoded yet.
pub struct Reply {
    trace: Trace,
    head: Head,
    body: Bytes,
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("operation", &self.trace.operation.id)
            .field("status", &self.head.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Why a body is not what it should be.
enum Problem {
    ContentType,
    Decode(DecodeError),
}

impl Reply {
    pub(super) fn new(trace: Trace, head: Head, body: Bytes) -> Self {
        Self { trace, head, body }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The media type of the body in lower case, without parameters.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        let text = self.headers().get(CONTENT_TYPE)?.to_str().ok()?;
        text.split(';').next().map(|essence| essence.trim().to_ascii_lowercase())
    }

    /// A success with a JSON body.
    ///
    /// # Errors
    /// The body is empty, of another media type, or does not fit `T`.
    pub fn json<T: Decode, E>(self) -> Result<Response<T>, Error<E>> {
        self.json_as(|body| body)
    }

    /// A success with a JSON body, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub fn json_as<T: Decode, S, E>(
        self,
        variant: impl FnOnce(T) -> S,
    ) -> Result<Response<S>, Error<E>> {
        let decoded = self.decode_json();
        self.succeed(decoded.map(variant))
    }

    /// A success with a text body.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        self.text_as(|body| body)
    }

    /// A success with a text body, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`text`](Self::text).
    pub fn text_as<S, E>(self, variant: impl FnOnce(String) -> S) -> Result<Response<S>, Error<E>> {
        let decoded = self.decode_text();
        self.succeed(decoded.map(variant))
    }

    /// A success with a body of bytes.
    #[must_use]
    pub fn bytes(self) -> Response<Bytes> {
        self.bytes_as(|body| body)
    }

    /// A success with a body of bytes, as the variant of an enum.
    #[must_use]
    pub fn bytes_as<S>(self, variant: impl FnOnce(Bytes) -> S) -> Response<S> {
        Response::new(self.head.status, self.head.headers, variant(self.body))
    }

    /// A success without a body. If there is one, it is ignored.
    #[must_use]
    pub fn empty(self) -> Response<()> {
        self.empty_as(())
    }

    /// A success without a body, as the variant of an enum.
    #[must_use]
    pub fn empty_as<S>(self, variant: S) -> Response<S> {
        Response::new(self.head.status, self.head.headers, variant)
    }

    /// An error with a JSON body. If the body is not what the description says, the error tells
    /// that and has no typed body.
    #[must_use]
    pub fn json_error<E: Decode>(self) -> Error<E> {
        self.json_error_as(|body| body)
    }

    /// An error with a JSON body, as the variant of an enum.
    #[must_use]
    pub fn json_error_as<T: Decode, E>(self, variant: impl FnOnce(T) -> E) -> Error<E> {
        let decoded = self.decode_json();
        self.fail_with(decoded.map(variant))
    }

    /// An error with a text body.
    #[must_use]
    pub fn text_error(self) -> Error<String> {
        self.text_error_as(|body| body)
    }

    /// An error with a text body, as the variant of an enum.
    #[must_use]
    pub fn text_error_as<E>(self, variant: impl FnOnce(String) -> E) -> Error<E> {
        let decoded = self.decode_text();
        self.fail_with(decoded.map(variant))
    }

    /// An error with a body of bytes.
    #[must_use]
    pub fn bytes_error(self) -> Error<Bytes> {
        self.bytes_error_as(|body| body)
    }

    /// An error with a body of bytes, as the variant of an enum.
    #[must_use]
    pub fn bytes_error_as<E>(self, variant: impl FnOnce(Bytes) -> E) -> Error<E> {
        let body = variant(self.body.clone());
        self.fail_with(Ok(body))
    }

    /// An error without a typed body.
    #[must_use]
    pub fn empty_error<E>(self) -> Error<E> {
        self.into_error(ErrorKind::Api).widen()
    }

    /// An error without a body, as the variant of an enum.
    #[must_use]
    pub fn empty_error_as<E>(self, variant: E) -> Error<E> {
        self.fail_with(Ok(variant))
    }

    /// An error with a status that the description does not know.
    #[must_use]
    pub fn unexpected<E>(self) -> Error<E> {
        self.into_error(ErrorKind::UnexpectedStatus).widen()
    }

    fn decode_json<T: Decode>(&self) -> Result<T, Problem> {
        if self.media_type().is_some_and(|media_type| !is_json(&media_type)) {
            return Err(Problem::ContentType);
        }
        if self.body.is_empty() {
            return Err(Problem::Decode(DecodeError::empty()));
        }
        decode::from_slice(&self.body).map_err(Problem::Decode)
    }

    fn decode_text(&self) -> Result<String, Problem> {
        let text = str::from_utf8(&self.body);
        text.map(str::to_owned)
            .map_err(|_| Problem::Decode(DecodeError::invalid_text("text in UTF-8")))
    }

    fn succeed<S, E>(self, decoded: Result<S, Problem>) -> Result<Response<S>, Error<E>> {
        match decoded {
            Ok(body) => Ok(self.empty_as(body)),
            Err(problem) => Err(self.undecodable(problem).widen()),
        }
    }

    fn fail_with<E>(self, decoded: Result<E, Problem>) -> Error<E> {
        match decoded {
            Ok(body) => self.into_error(ErrorKind::Api).with_api(body),
            Err(problem) => self.undecodable(problem).widen(),
        }
    }

    fn undecodable(self, problem: Problem) -> Error {
        match problem {
            Problem::ContentType => self.into_error(ErrorKind::ContentType),
            Problem::Decode(error) => self.into_error(ErrorKind::Decode).with_source(error),
        }
    }

    fn into_error(self, kind: ErrorKind) -> Error {
        Error::new(kind, self.trace).with_head(self.head).with_body(self.body)
    }
}

/// Whether a media type is one of JSON (RFC 6839, section 3.1, and the older names in use).
fn is_json(media_type: &str) -> bool {
    media_type.ends_with("/json") || media_type.ends_with("+json")
}
