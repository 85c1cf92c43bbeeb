//! The idempotency key of a call: a header by which a server recognizes a request that it has
//! already processed (draft-ietf-httpapi-idempotency-key-header-07).
//!
//! Invariant: all attempts of a call have the same key. A key of the caller is never replaced.

use serde::Serialize;
use serde_json::Value;

use super::builder::RequestBuilder;
use super::parameter::{self, Explode, Style};
use crate::runtime::system::Random;

/// Sets the header of the idempotency key: the key of the caller, or else a new one.
pub(crate) fn idempotency_key<T: Serialize>(
    request: &mut RequestBuilder<'_>,
    name: &'static str,
    style: Style,
    explode: Explode,
    key: Option<&T>,
) {
    if let Some(key) = key {
        request.header(name, style, explode, key);
    }
    // A null of the caller is no key.
    if request.parts.has_own_header(name) {
        return;
    }
    let key = Value::String(uuid_v4(request.random));
    if let Some(text) = parameter::header(style, explode, &key) {
        request.set_header(name, text);
        request.new_key = Some(name);
    }
}

/// A random UUID (RFC 9562, section 5.4).
fn uuid_v4(random: &dyn Random) -> String {
    let (high, low) = (random.next(), random.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0x0FFF,
        ((low >> 48) & 0x3FFF) | 0x8000,
        low & 0xFFFF_FFFF_FFFF,
    )
}
