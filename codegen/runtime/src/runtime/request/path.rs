//! From a path template and its values to the path of a request.
//!
//! Invariant: values stay inside of their segment. A segment that a value makes empty, `.` or
//! `..` is refused, because URL parsers drop it or climb on it and would reach another operation
//! (RFC 3986, section 5.2.4). Encoding cannot help there: `%2E` is read as a dot again.

use super::request_error::RequestError;

/// Fills in the template. The values are encoded already, so that they hold no braces.
pub(crate) fn expand(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, RequestError> {
    let room: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut path = String::with_capacity(template.len() + room);
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        let start = path.len();
        let last = expand_segment(segment, values, &mut path)?;
        if let Some(name) = last.filter(|_| matches!(path.get(start..), Some("." | ".."))) {
            return Err(RequestError::PathParameter { name });
        }
    }
    Ok(path)
}

/// Appends a segment to a path. Tells the last parameter in it.
fn expand_segment(
    template: &str,
    values: &[(&'static str, String)],
    path: &mut String,
) -> Result<Option<&'static str>, RequestError> {
    let mut parts = template.split('{');
    path.push_str(parts.next().unwrap_or_default());
    let mut last = None;
    for part in parts {
        let (name, rest) = part.split_once('}').ok_or(RequestError::PathIncomplete)?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (name, value) = value.ok_or(RequestError::PathIncomplete)?;
        if value.is_empty() {
            return Err(RequestError::PathParameter { name });
        }
        path.push_str(value);
        path.push_str(rest);
        last = Some(*name);
    }
    Ok(last)
}
