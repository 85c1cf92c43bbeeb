//! The server's own name for a request, from the headers of the response.

use http::HeaderMap;

/// The headers in use for it, the most usual first. None is standardised.
const NAMES: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/// The name, if the server gives one.
pub(super) fn find(headers: &HeaderMap) -> Option<&str> {
    NAMES.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}
