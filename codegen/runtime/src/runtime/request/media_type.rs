//! The media type of a body, from its `Content-Type` header.
//!
//! Invariant: comparisons ignore parameters such as `charset`, and case (RFC 9110, section 8.3.1).

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type without parameters, in its original case.
fn essence(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next().map(str::trim)
}

/// The media type in lower case and without parameters.
pub(crate) fn of(headers: &HeaderMap) -> Option<String> {
    essence(headers).map(str::to_ascii_lowercase)
}

/// Whether the media type is JSON: a subtype `json`, or a suffix `+json` (RFC 6839, section 3.1).
pub(crate) fn is_json(essence: &str) -> bool {
    let suffix = essence.len().checked_sub("/json".len()).and_then(|start| essence.get(start..));
    suffix.is_some_and(|suffix| {
        suffix.eq_ignore_ascii_case("/json") || suffix.eq_ignore_ascii_case("+json")
    })
}

/// Whether there is a media type that is not JSON.
pub(crate) fn is_other_than_json(headers: &HeaderMap) -> bool {
    essence(headers).is_some_and(|essence| !is_json(essence))
}

/// Whether the media type is within a range, such as `image/*`. A missing media type is within
/// `*/*` only.
pub(crate) fn is_in(headers: &HeaderMap, range: &str) -> bool {
    let range = range.split(';').next().unwrap_or_default().trim();
    range == "*/*"
        || essence(headers).is_some_and(|essence| match range.strip_suffix('*') {
            Some(start) => {
                essence.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
            }
            None => essence.eq_ignore_ascii_case(range),
        })
}
