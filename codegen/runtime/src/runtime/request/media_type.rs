//! The media type of a body, and whether it is one of those that are described.
//!
//! Invariant: parameters such as `charset` do not matter, nor do capital letters (RFC 9110, section
//! 8.3.1).

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type that headers name, without parameters, in the case in which it came.
fn essence(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next().map(str::trim)
}

/// The media type that headers name, in lower case and without parameters.
pub(crate) fn of(headers: &HeaderMap) -> Option<String> {
    essence(headers).map(str::to_ascii_lowercase)
}

/// Whether it is one of JSON (RFC 6839, section 3.1, and the older names in use).
pub(crate) fn is_json(essence: &str) -> bool {
    let ending = essence.len().checked_sub("/json".len()).and_then(|start| essence.get(start..));
    ending.is_some_and(|ending| {
        ending.eq_ignore_ascii_case("/json") || ending.eq_ignore_ascii_case("+json")
    })
}

/// Whether headers name a media type that is not JSON.
pub(crate) fn is_other_than_json(headers: &HeaderMap) -> bool {
    essence(headers).is_some_and(|essence| !is_json(essence))
}

/// Whether headers name a media type of a range, such as `image/*`. What has no media type is of
/// the range of all.
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
