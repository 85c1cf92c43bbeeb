//! Cookie parameters that are sent as they are: the style `cookie` (OpenAPI 3.2, section "Style Values").
//!
//! Invariant: names and values have only the characters of a cookie (RFC 6265, section 4.1.1), so that a
//! value cannot end its cookie.

use std::cell::Cell;

use serde::Serialize;

use super::builder::RequestBuilder;
use super::parameter::{Explode, Operator, Parts, Style};
use super::request_error::RequestError;

/// Sets a cookie parameter. It is not encoded: a value with other characters than those of a cookie is
/// an error, because servers agree on no encoding.
pub(crate) fn plain_cookie<T: Serialize + ?Sized>(
    request: &mut RequestBuilder<'_>,
    name: &'static str,
    explode: Explode,
    value: &T,
) {
    let value = request.serialize(name, value);
    let fits = Cell::new(true);
    let checked = |text: &str, is_allowed: fn(char) -> bool| {
        fits.set(fits.get() && text.chars().all(is_allowed));
        text.to_owned()
    };
    let member = |text: &str| checked(text, |character| is_allowed(character) && character != '=');
    let parts = Parts::new(Style::Form, &value, member, |text| checked(text, is_allowed));
    match Operator::COOKIE.expand(name, explode, parts) {
        Some(pairs) if fits.get() => request.parts.add_cookie(&pairs),
        Some(_) => request.reject(RequestError::Cookie { name }),
        None => {}
    }
}

/// Whether a cookie can have the character.
fn is_allowed(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '"' | ',' | ';' | '\\')
}
