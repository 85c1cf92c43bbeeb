//! From what a server answered to what the description says it is.
//!
//! Invariant: nothing of the answer is lost. What cannot be decoded becomes an error that holds
//! status, headers and body.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::byte_stream::ByteStream;
use super::classify::{Effect, classify};
use super::decode::{self, Decode, DecodeError};
use super::error::{Error, ErrorKind, Head, Trace};
use super::media_type;
use super::response::Response;
use super::retry_after;

/// A whole answer, not decoded yet.
pub struct Reply {
    trace: Trace,
    head: Head,
    body: Body,
}

/// What came after the head.
enum Body {
    Whole(Bytes),
    /// It is left for the caller to read.
    Open(ByteStream),
}

impl Body {
    fn whole(&self) -> &[u8] {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Open(_) => &[],
        }
    }

    fn into_whole(self) -> Bytes {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Open(_) => Bytes::new(),
        }
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("operation", &self.trace.operation.id)
            .field("status", &self.head.status)
            .field("body_bytes", &self.body.whole().len())
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
        Self { trace, head, body: Body::Whole(body) }
    }

    pub(super) fn open(trace: Trace, head: Head, body: ByteStream) -> Self {
        Self { trace, head, body: Body::Open(body) }
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

    /// What the attempt did, unless the status is one of success.
    pub(super) fn failure(&self) -> Option<Effect> {
        let status = self.status();
        let classify =
            || classify(ErrorKind::UnexpectedStatus, true, Some(status), self.retry_after());
        (!status.is_success()).then(classify)
    }

    /// How long the server asks to wait.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        retry_after::find(&self.head.headers, self.head.received)
    }

    /// The media type of the body in lower case, without parameters.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        media_type::of(self.headers())
    }

    /// Whether the body is of that media type, whose parameters do not matter. It may be a range,
    /// such as `image/*`.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        media_type::is_in(self.headers(), media_type)
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

    /// A success with a JSON body, where no body is as good as null.
    ///
    /// # Errors
    /// The body is of another media type, or does not fit `T`.
    pub fn json_or_null<T: Decode, E>(self) -> Result<Response<T>, Error<E>> {
        self.json_or_null_as(|body| body)
    }

    /// A success with a JSON body, where no body is as good as null, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`json_or_null`](Self::json_or_null).
    pub fn json_or_null_as<T: Decode, S, E>(
        self,
        variant: impl FnOnce(T) -> S,
    ) -> Result<Response<S>, Error<E>> {
        let decoded = if self.body.whole().is_empty() {
            decode::from_str("null").map_err(Problem::Decode)
        } else {
            self.decode_json()
        };
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
        Response::new(self.head.status, self.head.headers, variant(self.body.into_whole()))
    }

    /// A success whose body the caller reads.
    #[must_use]
    pub fn stream(self) -> Response<ByteStream> {
        self.stream_as(|body| body)
    }

    /// A success whose body the caller reads, as the variant of an enum.
    #[must_use]
    pub fn stream_as<S>(self, variant: impl FnOnce(ByteStream) -> S) -> Response<S> {
        let body = match self.body {
            Body::Open(stream) => stream,
            Body::Whole(bytes) => ByteStream::whole(bytes, self.trace),
        };
        Response::new(self.head.status, self.head.headers, variant(body))
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
        let body = variant(Bytes::copy_from_slice(self.body.whole()));
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
        if media_type::is_other_than_json(self.headers()) {
            return Err(Problem::ContentType);
        }
        if self.body.whole().is_empty() {
            return Err(Problem::Decode(DecodeError::empty()));
        }
        decode::from_slice(self.body.whole()).map_err(Problem::Decode)
    }

    fn decode_text(&self) -> Result<String, Problem> {
        let text = str::from_utf8(self.body.whole());
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
        let error = Error::new(kind, self.trace).with_head(self.head);
        match self.body {
            Body::Whole(bytes) => error.with_body(bytes),
            Body::Open(_) => error,
        }
    }
}
