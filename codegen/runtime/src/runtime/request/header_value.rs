//! Creates headers from text.
//!
//! Invariant: values are ASCII and marked as sensitive, so that `Debug` does not show them.

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

/// A header with this name and value, or `None` if one of them has characters that cannot be sent.
pub(crate) fn header(name: &str, value: Bytes) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::try_from(name).ok()?, header_value(value)?))
}

/// A header value, or `None` if it has characters that cannot be sent.
pub(crate) fn header_value(value: Bytes) -> Option<HeaderValue> {
    let is_ascii = value.is_ascii();
    let mut value = HeaderValue::from_maybe_shared(value).ok().filter(|_| is_ascii)?;
    value.set_sensitive(true);
    Some(value)
}
