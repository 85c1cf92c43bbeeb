//! Expands the path template of an operation.
//!
//! Invariant: a value stays within its segment. An empty value and a segment that becomes `.` or
//! `..` are errors, because URL parsers remove such segments and the request would reach another
//! operation (RFC 3986, section 5.2.4). Encoding does not help: parsers treat `%2E` as a dot.

use std::borrow::Cow;

use super::request_error::RequestError;

/// Replaces the placeholders by values, which are already encoded and contain no braces.
pub(crate) fn expand(
    template: &'static str,
    values: &[(&'static str, String)],
) -> Result<Cow<'static, str>, RequestError> {
    if !template.contains('{') {
        return Ok(Cow::Borrowed(template));
    }
    let length: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut path = String::with_capacity(template.len() + length);
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
    Ok(Cow::Owned(path))
}

/// Appends an expanded segment to the path. Returns the name of the last parameter in it.
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
