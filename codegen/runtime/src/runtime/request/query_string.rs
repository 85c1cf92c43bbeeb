//! The query of a request as one value (OpenAPI 3.2, `in: querystring`).
//!
//! Invariant: the text is encoded, so that a value cannot end the query.

use serde::Serialize;

use super::builder::RequestBuilder;
use super::parameter::{self, MemberStyle, Reserved};
use super::percent::encode;
use super::request_error::RequestError;

/// How the value becomes the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueryString {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// JSON text, percent-encoded.
    Json,
    /// Text, percent-encoded.
    Text,
}

impl RequestBuilder<'_> {
    /// Sets the whole query. `styles` are those of the members of a form.
    pub(crate) fn query_string<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        form: QueryString,
        styles: &[MemberStyle<'_>],
        value: &T,
    ) {
        let Ok(value) = serde_json::to_value(value) else {
            self.reject(RequestError::Serialize { name });
            return;
        };
        let text = match form {
            QueryString::Form => parameter::form(&value, styles).unwrap_or_default(),
            QueryString::Json => encode(&value.to_string(), Reserved::Encode),
            QueryString::Text => encode(&parameter::text(&value), Reserved::Encode),
        };
        self.fixed_query(&text);
    }
}
