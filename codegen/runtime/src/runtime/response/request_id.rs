//! The server's identifier of a request, from the headers of the response.

use http::HeaderMap;

/// The headers that servers use, the most common first. None is standardized.
const NAMES: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/// The identifier, if there is one.
pub(crate) fn find(headers: &HeaderMap) -> Option<&str> {
    NAMES.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}
