//! Response headers, decoded to the types that the description declares.
//!
//! Invariant: a header is decoded on access. A header that is missing or does not match its type is
//! `None` and never fails a call.

use std::marker::PhantomData;

use http::HeaderMap;
use serde_json::Value;

use super::error::Error;
use super::typed_response::Response;
use crate::runtime::json;
use crate::runtime::json::Decode;

/// A declared response header: its name and its type. The constants of `headers` are all headers of
/// the API.
///
/// ```
/// use runtime::{Header, Response};
///
/// fn remaining<T>(response: &Response<T>, header: Header<i64>) -> i64 {
///     response.header(header).unwrap_or(0)
/// }
/// ```
#[derive(Debug)]
pub struct Header<T> {
    name: &'static str,
    form: HeaderForm,
    ty: PhantomData<fn() -> T>,
}

/// The format of a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// Text, also for numbers and booleans.
    Text,
    /// A list that is separated by commas, in one header or several.
    List,
    /// JSON text.
    Json,
}

impl<T> Header<T> {
    /// A header with this name, in any case, and this format.
    #[must_use]
    pub const fn new(name: &'static str, form: HeaderForm) -> Self {
        Self { name, form, ty: PhantomData }
    }

    /// The name of the header. HTTP compares it without case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// Decodes the header, or returns `None` if it is missing or does not match `T`.
    #[must_use]
    pub fn read(&self, headers: &HeaderMap) -> Option<T> {
        let mut texts = headers.get_all(self.name).iter().filter_map(|value| value.to_str().ok());
        let json = match self.form {
            HeaderForm::Text => Value::from(texts.next()?.trim()).to_string(),
            HeaderForm::Json => texts.next()?.to_owned(),
            HeaderForm::List => {
                let mut texts = texts.peekable();
                texts.peek()?;
                let items = texts.flat_map(|text| text.split(',')).map(str::trim);
                items.filter(|item| !item.is_empty()).collect::<Value>().to_string()
            }
        };
        json::from_str(&json).ok()
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<B> Response<B> {
    /// Decodes a header of the response. Returns `None` if it is missing or does not match its type.
    pub fn header<T: Decode>(&self, header: Header<T>) -> Option<T> {
        header.read(self.headers())
    }
}

impl<E> Error<E> {
    /// Decodes a header of the response. Returns `None` if no response was received, or if the
    /// header is missing or does not match its type.
    #[must_use]
    pub fn header<T: Decode>(&self, header: Header<T>) -> Option<T> {
        header.read(self.headers()?)
    }
}
