//! Base64 (RFC 4648), by the crate `base64`.
//!
//! Invariant: encoding uses the standard alphabet with padding (section 4), or the URL-safe one
//! without (section 5). Decoding accepts both, missing padding, and white space.

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD,
};

/// Bits after the last byte, which some encoders do not clear, are ignored.
const DECODING: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

const LENIENT: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, DECODING);

/// Encodes bytes with the standard alphabet and padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Encodes bytes with the URL-safe alphabet and without padding.
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes text, if it is Base64.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    LENIENT.decode(text).ok().or_else(|| LENIENT.decode(standard(text)).ok())
}

/// The text in the standard alphabet, without white space and padding.
fn standard(text: &str) -> Vec<u8> {
    let is_end = |last: char| last == '=' || last.is_ascii_whitespace();
    let symbol = |symbol| match symbol {
        b'-' => b'+',
        b'_' => b'/',
        symbol => symbol,
    };
    let symbols = text.trim_end_matches(is_end).bytes();
    symbols.filter(|symbol| !symbol.is_ascii_whitespace()).map(symbol).collect()
}
