//! Gives names the form and the characters that the compiler accepts.
//!
//! Invariant: two names that the compiler takes for the same identifier have the same bytes.

use std::borrow::Cow;

use proc_macro2::Ident;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Normalization Form C, in which the compiler compares identifiers.
pub(super) fn normalized(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// Returns the name in its normalized form if Rust accepts its characters, otherwise its ASCII
/// characters.
pub(super) fn valid(name: &str, otherwise: &str) -> String {
    let is_plain =
        |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    // A change of case can take apart what was normalized before.
    let name = normalized(name);
    if is_plain(&name) || syn::parse_str::<Ident>(&name).is_ok() {
        return name.into_owned();
    }
    let ascii: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match ascii.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{ascii}"),
        Some(_) => ascii,
    }
}
