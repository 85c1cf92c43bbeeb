//! The media type of a body, and whether it is one of those that are described.
//!
//! Invariant: parameters such as `charset` do not matter, nor do capital letters (RFC 9110, section
//! 8.3.1).

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type that headers name, in lower case and without parameters.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    text.split(';').next().map(|essence| essence.trim().to_ascii_lowercase())
}

/// Whether it is one of JSON (RFC 6839, section 3.1, and the older names in use).
pub(super) fn is_json(media_type: &str) -> bool {
    media_type.ends_with("/json") || media_type.ends_with("+json")
}

/// Whether headers name a media type of a range, such as `image/*`. What has no media type is of
/// the range of all.
pub(super) fn is_in(headers: &HeaderMap, range: &str) -> bool {
    let range = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    range == "*/*"
        || of(headers).is_some_and(|media_type| match range.strip_suffix('*') {
            Some(start) => media_type.starts_with(start),
            None => media_type == range,
        })
}
