//! The `Link` header (RFC 8288).
//!
//! Invariant: commas, semicolons and angle brackets in quoted strings and in targets separate nothing.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link with this relation to the resource itself.
pub(crate) fn linked(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(LINK).into_iter();
    values.filter_map(|value| value.to_str().ok()).find_map(|value| target(value, relation))
}

fn target(value: &str, relation: &str) -> Option<String> {
    let mut rest = Some(value);
    while let Some((_, link)) = rest?.split_once('<') {
        let (target, after) = link.split_once('>')?;
        let (parameters, others) = split(after, ',');
        if relates(parameters, relation) {
            return Some(target.to_owned());
        }
        rest = others;
    }
    None
}

/// Whether the parameters of a link have the relation. Only the first `rel` counts (section 3.3), and
/// a link with an anchor is one of another resource (section 3.2).
fn relates(parameters: &str, relation: &str) -> bool {
    let mut relations = None;
    let mut rest = Some(parameters);
    while let Some(text) = rest {
        let (parameter, others) = split(text, ';');
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "rel" => {
                relations.get_or_insert(value.trim().trim_matches('"'));
            }
            "anchor" => return false,
            _ => {}
        }
        rest = others;
    }
    let mut relations = relations.unwrap_or_default().split_ascii_whitespace();
    relations.any(|known| known.eq_ignore_ascii_case(relation))
}

/// The text before the first separator outside of quoted strings, and that after it.
fn split(text: &str, separator: char) -> (&str, Option<&str>) {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let position = text.find(|character| {
        let is_separator = character == separator && !is_quoted;
        is_quoted ^= character == '"' && !is_escaped;
        is_escaped = is_quoted && character == '\\' && !is_escaped;
        is_separator
    });
    let parts = position.and_then(|position| text.split_at_checked(position));
    parts.map_or((text, None), |(before, after)| (before, after.get(separator.len_utf8()..)))
}
