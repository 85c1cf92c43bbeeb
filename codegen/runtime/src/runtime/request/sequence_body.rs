//! The body of a request that is a sequence of JSON values (OpenAPI 3.2, section "Sequential Media
//! Types").
//!
//! Invariant: an item has no line feed within, so that it is one line. A raw body is sent unchanged.

use std::fmt;

use serde::Serialize;

use super::builder::RequestBuilder;
use super::request_body::RequestBody;
use super::request_error::RequestError;

/// The body of a request that is a sequence of JSON values, as JSON lines or a JSON text sequence. A
/// `Vec<T>` or an array converts with `into()`, and items from an iterator with `collect()`.
///
/// ```
/// use runtime::SequenceBody;
///
/// let items: SequenceBody<i64> = vec![1, 2].into();
/// let squares: SequenceBody<i64> = (1..9).map(|number| number * number).collect();
/// // Bytes or a stream from elsewhere, in the media type of the body.
/// let raw: SequenceBody<i64> = SequenceBody::raw("1\n2\n");
/// # let _ = (items, squares, raw);
/// ```
#[derive(Clone, PartialEq)]
pub enum SequenceBody<T> {
    /// The items, which are serialized before the request is sent.
    Items(Vec<T>),
    /// The whole body, which is sent unchanged. It is not checked.
    Raw(RequestBody),
}

impl<T> SequenceBody<T> {
    /// A body of bytes, or of a stream of bytes, that is sent unchanged. It is not checked.
    #[must_use]
    pub fn raw(body: impl Into<RequestBody>) -> Self {
        Self::Raw(body.into())
    }
}

impl<T> From<Vec<T>> for SequenceBody<T> {
    fn from(items: Vec<T>) -> Self {
        Self::Items(items)
    }
}

impl<T, const N: usize> From<[T; N]> for SequenceBody<T> {
    fn from(items: [T; N]) -> Self {
        Self::Items(items.into())
    }
}

impl<T> FromIterator<T> for SequenceBody<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Items(items.into_iter().collect())
    }
}

/// How the items of a sequence are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SequenceForm {
    /// Each is a line.
    Lines,
    /// Each is a line after a record separator (RFC 7464, section 2.2).
    Records,
}

impl RequestBuilder<'_> {
    /// Sets a body that is a sequence of JSON values.
    pub(crate) fn sequence<T: Serialize>(
        &mut self,
        media_type: &'static str,
        form: SequenceForm,
        body: SequenceBody<T>,
    ) {
        match body {
            SequenceBody::Raw(body) => self.bytes(media_type, body),
            SequenceBody::Items(items) => match encode(&items, form) {
                Ok(bytes) => self.bytes(media_type, bytes),
                Err(_) => self.reject(RequestError::Serialize { name: "body" }),
            },
        }
    }
}

fn encode<T: Serialize>(items: &[T], form: SequenceForm) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::new();
    for item in items {
        if form == SequenceForm::Records {
            bytes.push(b'\x1E');
        }
        serde_json::to_writer(&mut bytes, item)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

impl<T> fmt::Debug for SequenceBody<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Items(items) => write!(formatter, "SequenceBody::Items({})", items.len()),
            Self::Raw(body) => write!(formatter, "SequenceBody::Raw({body:?})"),
        }
    }
}
