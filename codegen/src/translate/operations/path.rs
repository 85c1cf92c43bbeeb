//! Parses path templates.
//!
//! Invariant: the literal parts of a path are valid in a URL.

use std::fmt::Write as _;

/// A parsed path template.
pub(in crate::translate) struct Template {
    /// The path with its placeholders, without query and fragment. Its literals are
    /// percent-encoded.
    pub path: String,
    /// The names of the placeholders, without duplicates.
    pub names: Vec<String>,
    /// The constant part of the query, which is always sent.
    pub fixed_query: Option<String>,
    /// The names of query pairs with placeholders. They are not sent: query parameters replace them.
    pub open_query: Vec<String>,
}

impl Template {
    /// Parses `path`. A fragment only distinguishes paths within the description and is dropped.
    pub(in crate::translate) fn new(path: &str) -> Self {
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut names: Vec<String> = Vec::new();
        let mut rest = path;
        while let Some((name, after)) = next_name(rest) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
            rest = after;
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let (open, fixed): (Vec<&str>, Vec<&str>) = pairs.partition(|pair| pair.contains('{'));
        let fixed_query = Some(fixed.join("&"));
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        Self {
            path: encoded(path),
            names,
            fixed_query: fixed_query.filter(|query| !query.is_empty()),
            open_query: open.into_iter().map(name).collect(),
        }
    }
}

/// The next name between braces, and the text after it.
fn next_name(text: &str) -> Option<(&str, &str)> {
    text.split_once('{')?.1.split_once('}')
}

/// The path with encoded literals. A brace without its counterpart is a literal.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        encode_literal(literal, &mut text);
        text.extend(["{", name, "}"]);
        rest = after;
    }
    encode_literal(rest, &mut text);
    text
}

/// Appends a literal. It keeps unreserved and reserved characters, and what is already encoded
/// (RFC 6570, section 3.1).
fn encode_literal(literal: &str, text: &mut String) {
    let bytes = literal.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let digits = bytes.get(index + 1..index + 3);
        let is_encoded =
            || *byte == b'%' && digits.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(byte) || is_encoded()
        {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
}
