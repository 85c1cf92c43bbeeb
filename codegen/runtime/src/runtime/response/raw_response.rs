//! Decodes a response to the typed response or error that the description declares.
//!
//! Invariant: no part of the response is lost. A body that cannot be decoded becomes an error with
//! status, headers and body.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::byte_stream::ByteStream;
use super::error::{CallInfo, Error, ResponseParts};
use super::error_kind::ErrorKind;
use super::failure_class::{FailureClass, classify};
use super::typed_response::Response;
use super::{retry_after, text_encoding};
use crate::runtime::json;
use crate::runtime::json::{Decode, DecodeError};
use crate::runtime::request::media_type;

/// A response that has not been decoded yet.
pub(crate) struct RawResponse {
    call: CallInfo,
    parts: ResponseParts,
    body: Body,
}

enum Body {
    /// In memory.
    Whole(Bytes),
    /// Streamed to the caller.
    Open(ByteStream),
    /// The body of a rejection that could not be read, and why.
    Incomplete(Error),
}

impl Body {
    fn whole(&self) -> Result<&[u8], Problem> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::Open(_) => Ok(&[]),
            Self::Incomplete(_) => Err(Problem::Incomplete),
        }
    }

    fn into_whole(self) -> Bytes {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Open(_) | Self::Incomplete(_) => Bytes::new(),
        }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("operation", &self.call.operation.id)
            .field("status", &self.parts.status)
            .field("body_bytes", &self.body.whole().map(<[u8]>::len).ok())
            .finish_non_exhaustive()
    }
}

/// Why a body does not match the description.
enum Problem {
    Incomplete,
    /// The body has a content coding. The text says which.
    Compressed(&'static str),
    ContentType,
    Decode(DecodeError),
}

impl RawResponse {
    pub(crate) fn new(call: CallInfo, parts: ResponseParts, body: Bytes) -> Self {
        Self { call, parts, body: Body::Whole(body) }
    }

    /// A response whose body is streamed to the caller.
    pub(crate) fn open(call: CallInfo, parts: ResponseParts, body: ByteStream) -> Self {
        Self { call, parts, body: Body::Open(body) }
    }

    /// A rejection whose body could not be read.
    pub(crate) fn incomplete(call: CallInfo, parts: ResponseParts, cause: Error) -> Self {
        Self { call, parts, body: Body::Incomplete(cause) }
    }

    /// The status.
    pub(crate) fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// The headers.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The bytes of the body, if it was received completely.
    pub(crate) fn raw_body(&self) -> Option<&[u8]> {
        self.body.whole().ok()
    }

    /// The class of the failure, unless the status is 2xx.
    pub(crate) fn failure_class(&self) -> Option<FailureClass> {
        let status = self.status();
        let (method, kind) = (&self.call.operation.method, ErrorKind::UnexpectedStatus);
        let classify = || classify(method, kind, true, Some(status), self.retry_after());
        (!status.is_success()).then(classify)
    }

    /// The duration of the `Retry-After` header.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        retry_after::find(&self.parts.headers, self.parts.received)
    }

    /// The media type of the body in lower case, without parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        media_type::of(self.headers())
    }

    /// Whether the body has this media type, parameters aside. It may be a range such as `image/*`.
    pub(crate) fn is(&self, media_type: &str) -> bool {
        media_type::is_in(self.headers(), media_type)
    }

    /// A success with a JSON body.
    ///
    /// # Errors
    /// The body is empty, has another media type, or does not match `T`.
    pub(crate) fn json<T: Decode, E>(self) -> Result<Response<T>, Error<E>> {
        self.json_as(|body| body)
    }

    /// A success with a JSON body, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`json`](Self::json).
    pub(crate) fn json_as<T: Decode, S, E>(
        self,
        variant: impl FnOnce(T) -> S,
    ) -> Result<Response<S>, Error<E>> {
        let decoded = self.decode_json();
        self.succeed(decoded.map(variant))
    }

    /// A success with a JSON body, where an empty body is `null`.
    ///
    /// # Errors
    /// The body has another media type, or does not match `T`.
    pub(crate) fn json_or_null<T: Decode, E>(self) -> Result<Response<T>, Error<E>> {
        self.json_or_null_as(|body| body)
    }

    /// A success with a JSON body, where an empty body is `null`, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`json_or_null`](Self::json_or_null).
    pub(crate) fn json_or_null_as<T: Decode, S, E>(
        self,
        variant: impl FnOnce(T) -> S,
    ) -> Result<Response<S>, Error<E>> {
        let decoded = if self.body.whole().is_ok_and(<[u8]>::is_empty) {
            json::from_str("null").map_err(Problem::Decode)
        } else {
            self.decode_json()
        };
        self.succeed(decoded.map(variant))
    }

    /// A success with a text body.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub(crate) fn text<E>(self) -> Result<Response<String>, Error<E>> {
        self.text_as(|body| body)
    }

    /// A success with a text body, as the variant of an enum.
    ///
    /// # Errors
    /// As for [`text`](Self::text).
    pub(crate) fn text_as<S, E>(
        self,
        variant: impl FnOnce(String) -> S,
    ) -> Result<Response<S>, Error<E>> {
        let decoded = self.decode_text();
        self.succeed(decoded.map(variant))
    }

    /// A success with a body of bytes.
    pub(crate) fn bytes(self) -> Response<Bytes> {
        self.bytes_as(|body| body)
    }

    /// A success with a body of bytes, as the variant of an enum.
    pub(crate) fn bytes_as<S>(self, variant: impl FnOnce(Bytes) -> S) -> Response<S> {
        let ResponseParts { status, headers, .. } = self.parts;
        Response::new(status, headers, self.call.attempts, variant(self.body.into_whole()))
    }

    /// A success whose body is streamed to the caller.
    pub(crate) fn stream(self) -> Response<ByteStream> {
        self.stream_as(|body| body)
    }

    /// A success whose body is streamed to the caller, as the variant of an enum.
    pub(crate) fn stream_as<S>(self, variant: impl FnOnce(ByteStream) -> S) -> Response<S> {
        let attempts = self.call.attempts;
        let body = match self.body {
            Body::Open(stream) => stream,
            body => ByteStream::whole(body.into_whole(), self.call),
        };
        Response::new(self.parts.status, self.parts.headers, attempts, variant(body))
    }

    /// A success without a body. A body is ignored.
    pub(crate) fn empty(self) -> Response<()> {
        self.empty_as(())
    }

    /// A success without a body, as the variant of an enum.
    pub(crate) fn empty_as<S>(self, variant: S) -> Response<S> {
        Response::new(self.parts.status, self.parts.headers, self.call.attempts, variant)
    }

    /// An error with a JSON body. If the body does not match `E`, the error has no typed body.
    pub(crate) fn json_error<E: Decode>(self) -> Error<E> {
        self.json_error_as(|body| body)
    }

    /// An error with a JSON body, as the variant of an enum.
    pub(crate) fn json_error_as<T: Decode, E>(self, variant: impl FnOnce(T) -> E) -> Error<E> {
        let decoded = self.decode_json();
        self.fail_with(decoded.map(variant))
    }

    /// An error with a text body.
    pub(crate) fn text_error(self) -> Error<String> {
        self.text_error_as(|body| body)
    }

    /// An error with a text body, as the variant of an enum.
    pub(crate) fn text_error_as<E>(self, variant: impl FnOnce(String) -> E) -> Error<E> {
        let decoded = self.decode_text();
        self.fail_with(decoded.map(variant))
    }

    /// An error with a body of bytes.
    pub(crate) fn bytes_error(self) -> Error<Bytes> {
        self.bytes_error_as(|body| body)
    }

    /// An error with a body of bytes, as the variant of an enum.
    pub(crate) fn bytes_error_as<E>(self, variant: impl FnOnce(Bytes) -> E) -> Error<E> {
        let body = self.body.whole().map(Bytes::copy_from_slice);
        self.fail_with(body.map(variant))
    }

    /// An error without a typed body.
    pub(crate) fn empty_error<E>(self) -> Error<E> {
        self.into_error(ErrorKind::Api).into_typed()
    }

    /// An error without a body, as the variant of an enum.
    pub(crate) fn empty_error_as<E>(self, variant: E) -> Error<E> {
        self.fail_with(Ok(variant))
    }

    /// An error with a status that the description does not declare.
    pub(crate) fn unexpected<E>(self) -> Error<E> {
        self.into_error(ErrorKind::UnexpectedStatus).into_typed()
    }

    /// The bytes that are decoded.
    fn decodable(&self) -> Result<&[u8], Problem> {
        match self.body.whole()? {
            [] => Ok(&[]),
            body => text_encoding::content_coding(self.headers())
                .map_or(Ok(body), |coding| Err(Problem::Compressed(coding))),
        }
    }

    fn decode_json<T: Decode>(&self) -> Result<T, Problem> {
        if media_type::is_other_than_json(self.headers()) {
            return Err(Problem::ContentType);
        }
        match self.decodable()? {
            [] => Err(Problem::Decode(DecodeError::empty())),
            body => json::from_slice(body).map_err(Problem::Decode),
        }
    }

    fn decode_text(&self) -> Result<String, Problem> {
        text_encoding::text(self.headers(), self.decodable()?).map_err(Problem::Decode)
    }

    fn succeed<S, E>(self, decoded: Result<S, Problem>) -> Result<Response<S>, Error<E>> {
        match decoded {
            Ok(body) => Ok(self.empty_as(body)),
            Err(problem) => Err(self.undecodable(problem).into_typed()),
        }
    }

    fn fail_with<E>(self, decoded: Result<E, Problem>) -> Error<E> {
        match decoded {
            Ok(body) => self.into_error(ErrorKind::Api).with_api(body),
            Err(problem) => self.undecodable(problem).into_typed(),
        }
    }

    fn undecodable(self, problem: Problem) -> Error {
        let kind = match problem {
            // A rejection is one, whatever its body is.
            _ if !self.status().is_success() => ErrorKind::Api,
            Problem::ContentType => ErrorKind::ContentType,
            Problem::Decode(_) | Problem::Compressed(_) | Problem::Incomplete => ErrorKind::Decode,
        };
        let error = self.into_error(kind);
        match problem {
            Problem::Decode(source) => error.with_source(source),
            Problem::Compressed(source) => error.with_source(source),
            Problem::ContentType | Problem::Incomplete => error,
        }
    }

    fn into_error(self, kind: ErrorKind) -> Error {
        let kind = match self.status() {
            StatusCode::TOO_MANY_REQUESTS => ErrorKind::RateLimit,
            _ => kind,
        };
        let error = Error::new(kind, self.call).with_response(self.parts);
        match self.body {
            Body::Whole(bytes) => error.with_body(bytes),
            Body::Open(_) => error,
            Body::Incomplete(cause) => error.with_source(cause),
        }
    }
}
