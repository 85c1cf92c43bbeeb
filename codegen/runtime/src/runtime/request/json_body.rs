//! The JSON body of a request: a value, or JSON text.
//!
//! Invariant: raw JSON text is sent unchanged.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;

use super::builder::RequestBuilder;
use super::request_error::RequestError;

/// The JSON body of a request. A value of type `T` converts with `into()`.
///
/// ```
/// use runtime::Body;
///
/// let typed: Body<Vec<i64>> = vec![1, 2].into();
/// // JSON from elsewhere, which is sent unchanged.
/// let raw: Body<Vec<i64>> = Body::raw("[1, 2]");
/// assert_ne!(typed, raw);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Body<T> {
    /// A value that is serialized to JSON.
    Typed(T),
    /// JSON text that is sent unchanged. It is not checked.
    Raw(Bytes),
}

impl<T> Body<T> {
    /// A body of JSON text that is sent unchanged. The text is not checked.
    #[must_use]
    pub fn raw(text: impl Into<Bytes>) -> Self {
        Self::Raw(text.into())
    }
}

impl<T: Serialize> Body<T> {
    /// Serializes the body.
    pub(crate) fn to_bytes(&self) -> Result<Bytes, serde_json::Error> {
        match self {
            Self::Typed(value) => serde_json::to_vec(value).map(Bytes::from),
            Self::Raw(text) => Ok(text.clone()),
        }
    }
}

impl<T> From<T> for Body<T> {
    fn from(value: T) -> Self {
        Self::Typed(value)
    }
}

impl RequestBuilder<'_> {
    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize>(&mut self, media_type: &'static str, body: &Body<T>) {
        match body.to_bytes() {
            Ok(bytes) => self.bytes(media_type, bytes),
            Err(_) => self.reject(RequestError::Serialize { name: "body" }),
        }
    }
}

impl<T> fmt::Debug for Body<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(_) => formatter.write_str("Body::Typed"),
            Self::Raw(text) => write!(formatter, "Body::Raw({} bytes)", text.len()),
        }
    }
}
