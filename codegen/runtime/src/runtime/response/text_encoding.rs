//! Decodes the text of a body by the `charset` of its media type.
//!
//! Invariant: text without a `charset`, or with an unknown one, is UTF-8.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

use crate::runtime::json::DecodeError;

/// The text of a body.
///
/// # Errors
/// It is not UTF-8, unless the `charset` is ISO 8859-1, in which each byte is a character.
pub(crate) fn text(headers: &HeaderMap, body: &[u8]) -> Result<String, DecodeError> {
    if is_latin_1(headers) {
        return Ok(body.iter().map(|byte| char::from(*byte)).collect());
    }
    let text = std::str::from_utf8(body);
    text.map(str::to_owned).map_err(|_| DecodeError::invalid_text("text in UTF-8"))
}

fn is_latin_1(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').skip(1).filter_map(|parameter| parameter.split_once('=')).any(
        |(name, value)| {
            let charset = value.trim().trim_matches('"');
            let is_latin_1 = ["iso-8859-1", "iso_8859-1", "latin1"]
                .iter()
                .any(|label| charset.eq_ignore_ascii_case(label));
            is_latin_1 && name.trim().eq_ignore_ascii_case("charset")
        },
    )
}

/// Why a body cannot be decoded that the server has compressed, although no request accepts that.
/// `None` if it has not.
pub(crate) fn content_coding(headers: &HeaderMap) -> Option<&'static str> {
    let coding = headers.get(CONTENT_ENCODING)?.to_str().unwrap_or_default();
    Some(match coding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => return None,
        "gzip" | "x-gzip" => "the server has compressed the body with gzip without being asked to",
        "br" => "the server has compressed the body with Brotli without being asked to",
        "deflate" => "the server has compressed the body with deflate without being asked to",
        "zstd" => "the server has compressed the body with Zstandard without being asked to",
        _ => "the body has a content coding that the client does not support",
    })
}
