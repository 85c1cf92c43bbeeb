//! Headers of responses as values of the types that the description gives them.
//!
//! Invariant: headers are read when they are asked for, and one that is missing or not what the
//! description says is `None`; it never fails a call.

use std::marker::PhantomData;

use http::HeaderMap;
use serde_json::Value;

use super::error::Error;
use super::typed_response::Response;
use crate::runtime::json;
use crate::runtime::json::Decode;

/// A header by its name and type.
#[derive(Debug)]
pub struct Header<T> {
    name: &'static str,
    form: HeaderForm,
    ty: PhantomData<fn() -> T>,
}

/// How the value of a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As text.
    Text,
    /// As a list with commas, in one header or several.
    List,
    /// As JSON.
    Json,
}

impl<T> Header<T> {
    /// The header of that name, in any case.
    #[must_use]
    pub const fn new(name: &'static str, form: HeaderForm) -> Self {
        Self { name, form, ty: PhantomData }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// The value, if the header is there and holds one.
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
    /// The value of a header, if it is there and what the description says.
    pub fn header<T: Decode>(&self, header: Header<T>) -> Option<T> {
        header.read(self.headers())
    }
}

impl<E> Error<E> {
    /// The value of a header of the response, if it is there and what the description says.
    #[must_use]
    pub fn header<T: Decode>(&self, header: Header<T>) -> Option<T> {
        header.read(self.headers()?)
    }
}
