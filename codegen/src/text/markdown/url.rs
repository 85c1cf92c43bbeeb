//! Addresses on the web, the only targets of links.

use super::escape::is_entity;

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Whether a link leads to the web.
pub(super) fn is_web(target: &str) -> bool {
    SCHEMES.iter().any(|scheme| target.starts_with(scheme))
}

/// The address as the target of a link: characters that could end it are percent-encoded (RFC 3986,
/// section 2.1).
pub(super) fn target(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for (position, letter) in address.char_indices() {
        let rest = address.get(position + letter.len_utf8()..).unwrap_or_default();
        if matches!(letter, ' ' | '<' | '>' | '(' | ')' | '\\' | '`' | '"' | '|' | '[' | ']') {
            target.push_str(&format!("%{:02X}", u32::from(letter)));
        } else if letter == '&' && is_entity(rest) {
            target.push_str("&amp;");
        } else {
            target.push(letter);
        }
    }
    target
}

/// The address at the start of a text, with or without angle brackets, and the length of both.
pub(super) fn at_start(text: &str, before: Option<char>) -> Option<(&str, usize)> {
    let bracketed = text.strip_prefix('<');
    let start = bracketed.unwrap_or(text);
    if !start.starts_with("http") || !is_web(start) || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = start
        .find(|letter: char| letter.is_whitespace() || "<>()[]\"'`|{}\\^".contains(letter))
        .unwrap_or(start.len());
    let address = start.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if address.len() <= "https://".len() {
        return None;
    }
    let closed = start.get(address.len()..).is_some_and(|after| after.starts_with('>'));
    match bracketed {
        Some(_) if closed => Some((address, address.len() + 2)),
        Some(_) => None,
        None => Some((address, address.len())),
    }
}
