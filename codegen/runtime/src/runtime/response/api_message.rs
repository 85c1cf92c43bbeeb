//! What an API says about an error in its own words.
//!
//! Read are the members `title` and `detail` of a problem document (RFC 9457, section 3.1), or of the
//! first error of a JSON:API document (JSON:API 1.1, "Error Objects"), whatever the description
//! declares.
//!
//! Invariant: nothing of it is shown unless the caller asks for it.

use std::fmt;

use http::HeaderMap;
use serde_json::Value;

use super::error::Error;
use crate::runtime::json;
use crate::runtime::request::media_type;

/// The title and the detail in a body.
pub(super) fn find(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    if media_type::is_other_than_json(headers) {
        return None;
    }
    let document: Value = json::from_slice(body).ok()?;
    let error = document.pointer("/errors/0").unwrap_or(&document);
    let texts = ["title", "detail"].map(|name| error.get(name).and_then(Value::as_str));
    let texts: Vec<&str> = texts.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join(": "))
}

/// An error with what the API says about it.
pub(super) struct WithMessage<'e, E>(pub(super) &'e Error<E>);

impl<E> fmt::Display for WithMessage<'_, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        error.fmt(formatter)?;
        match error.api_message() {
            Some(message) => write!(formatter, ": {message}"),
            None => Ok(()),
        }
    }
}
