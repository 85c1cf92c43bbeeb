//! The JSON body of a request: a value, or JSON text that the caller has already.
//!
//! Invariant: raw text is sent byte for byte.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;

/// The body of a request. A `T` converts by `into()`.
#[derive(Clone, PartialEq, Eq)]
pub enum Body<T> {
    /// A value that is to be written as JSON.
    Typed(T),
    /// Text that is sent as it is.
    Raw(Bytes),
}

impl<T> Body<T> {
    /// A body of text that is sent as it is.
    #[must_use]
    pub fn raw(text: impl Into<Bytes>) -> Self {
        Self::Raw(text.into())
    }
}

impl<T: Serialize> Body<T> {
    /// The bytes to send.
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

impl<T> fmt::Debug for Body<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(_) => formatter.write_str("Body::Typed"),
            Self::Raw(text) => write!(formatter, "Body::Raw({} bytes)", text.len()),
        }
    }
}
