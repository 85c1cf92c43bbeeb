//! Collects the arguments of an operation as the parts of its request.
//!
//! Invariant: a request with an invalid argument is not sent. The first error is kept until
//! [`RequestBuilder::finish`] returns it, so that the methods can be called in sequence.

use std::fmt;
use std::ops::RangeInclusive;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName};
use serde::Serialize;
use serde_json::Value;

use super::operation::{Idempotence, Operation};
use super::parameter::{self, Explode, MemberStyle, Reserved, Style};
use super::parts::RequestParts;
use super::path;
use super::percent::{encode, encode_name};
use super::request_body::RequestBody;
use super::request_error::RequestError;
use crate::runtime::system::Random;

/// The statuses and media types of the responses whose bodies are streamed to the caller.
pub(crate) type Streams = Vec<(RangeInclusive<u16>, &'static str)>;

/// Collects the arguments of one request.
pub(crate) struct RequestBuilder<'c> {
    operation: &'static Operation,
    pub(super) path_values: Vec<(&'static str, String)>,
    pub(super) parts: RequestParts,
    /// The header with an idempotency key that is not the caller's.
    pub(super) new_key: Option<&'static str>,
    error: Option<RequestError>,
    streams: Streams,
    pub(crate) random: &'c dyn Random,
}

impl<'c> RequestBuilder<'c> {
    /// A request with the default headers of a client.
    pub(crate) fn new(
        operation: &'static Operation,
        defaults: &HeaderMap,
        random: &'c dyn Random,
    ) -> Self {
        Self {
            operation,
            path_values: Vec::new(),
            parts: RequestParts::new(defaults),
            new_key: None,
            error: None,
            streams: Streams::new(),
            random,
        }
    }

    /// The operation that the request is for.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Whether the call can be repeated: with a key of the caller, another call has the same key.
    pub(crate) fn idempotence(&self) -> Idempotence {
        let has_new_key = self.new_key.is_some_and(|name| !self.parts.has_own_header(name));
        match self.operation.idempotence {
            Idempotence::WithKey if !has_new_key => Idempotence::Idempotent,
            declared => declared,
        }
    }

    /// Sets a path parameter.
    pub(crate) fn path<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        let text = parameter::path(name, style, explode, &value);
        self.path_values.push((name, text.unwrap_or_default()));
    }

    /// Adds the query that is part of the path template. It is already encoded.
    pub(crate) fn fixed_query(&mut self, pairs: &str) {
        self.parts.add_query(&encode(pairs, Reserved::Keep));
    }

    /// Sets a query parameter.
    pub(crate) fn query<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        self.add_query(parameter::query(name, style, explode, Reserved::Encode, &value));
    }

    /// Sets a query parameter whose values keep reserved characters.
    pub(crate) fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        self.add_query(parameter::query(name, style, explode, Reserved::Keep, &value));
    }

    /// Adds a query parameter that the operation does not have.
    pub(crate) fn extra_query(&mut self, name: &str, value: &str) {
        let value = encode(value, Reserved::Encode);
        self.parts.add_query(&format!("{}={value}", encode_name(name)));
    }

    /// Sets a header parameter.
    pub(crate) fn header<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        if let Some(text) = parameter::header(style, explode, &value) {
            self.set_own_header(name, text);
        }
    }

    /// Sets a cookie parameter.
    pub(crate) fn cookie<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        if let Some(pairs) = parameter::cookie(name, style, explode, &value) {
            self.parts.add_cookie(&pairs);
        }
    }

    /// Sets the `Accept` header.
    pub(crate) fn accept(&mut self, media_types: &'static str) {
        self.set_known_header(ACCEPT, media_types);
    }

    /// Sets an `application/x-www-form-urlencoded` body. Arrays repeat their name and objects are
    /// JSON text, except for the members whose style is listed.
    pub(crate) fn form<T: Serialize + ?Sized>(&mut self, body: &T, styles: &[MemberStyle<'_>]) {
        let value = self.serialize("body", body);
        let text = parameter::form(&value, styles).unwrap_or_default();
        self.bytes("application/x-www-form-urlencoded", text);
    }

    /// Sets a text body.
    pub(crate) fn text(&mut self, media_type: &'static str, body: &str) {
        self.bytes(media_type, body.to_owned());
    }

    /// Sets a body of bytes, or of a stream of bytes.
    pub(crate) fn bytes(&mut self, media_type: impl Into<Bytes>, body: impl Into<RequestBody>) {
        self.parts.body = body.into();
        self.set_known_header(CONTENT_TYPE, media_type);
    }

    /// Streams the body of responses with these statuses and this media type to the caller.
    pub(crate) fn stream(&mut self, statuses: RangeInclusive<u16>, media_type: &'static str) {
        self.streams.push((statuses, media_type));
    }

    fn set_known_header(&mut self, name: HeaderName, value: impl Into<Bytes>) {
        if let Err(error) = self.parts.set_known_header(name, value) {
            self.reject(error);
        }
    }

    /// Sets a header, and replaces earlier ones with the same name.
    pub(crate) fn set_header(&mut self, name: &str, value: impl Into<Bytes>) {
        if let Err(error) = self.parts.set_header(name, value) {
            self.reject(error);
        }
    }

    /// Sets a header of the caller, which no credential replaces.
    pub(crate) fn set_own_header(&mut self, name: &str, value: impl Into<Bytes>) {
        if let Err(error) = self.parts.set_own_header(name, value) {
            self.reject(error);
        }
    }

    /// Expands the path, unless the request has one, and ends the list of arguments.
    ///
    /// # Errors
    /// The first argument that is not valid.
    pub(crate) fn finish(mut self) -> Result<(RequestParts, Streams), RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.parts.check_framing()?;
        if self.parts.path.is_empty() {
            self.parts.path = path::expand(self.operation.path, &self.path_values)?;
        }
        Ok((self.parts, self.streams))
    }

    pub(super) fn serialize<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Value {
        serde_json::to_value(value).unwrap_or_else(|_| {
            self.reject(RequestError::Serialize { name });
            Value::Null
        })
    }

    fn add_query(&mut self, pairs: Option<String>) {
        if let Some(pairs) = pairs {
            self.parts.add_query(&pairs);
        }
    }

    /// Keeps the error, unless there is an earlier one.
    pub(crate) fn reject(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for RequestBuilder<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestBuilder")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
