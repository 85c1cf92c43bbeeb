//! From a path template and its values to the path of a request.
//!
//! Invariant: values stay inside of their segment. A segment that a value makes empty, `.` or
//! `..` is refused, because URL parsers drop it or climb on it and would reach another operation
//! (RFC 3986, section 5.2.4). Encoding cannot help there: `%2E` is read as a dot again.

use super::request_error::RequestError;

/// Fills in the template. The values are encoded already, so that they hold no braces.
pub(super) fn expand(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let segments = template.split('/').map(|segment| expand_segment(segment, values));
    segments.collect::<Result<Vec<_>, _>>().map(|segments| segments.join("/"))
}

fn expand_segment(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let mut segment = template.to_owned();
    for (name, value) in values {
        let placeholder = format!("{{{name}}}");
        if segment.contains(&placeholder) {
            segment = segment.replace(&placeholder, value);
            if value.is_empty() || matches!(segment.as_str(), "." | "..") {
                return Err(RequestError::PathParameter { name });
            }
        }
    }
    if segment.contains('{') { Err(RequestError::PathIncomplete) } else { Ok(segment) }
}
