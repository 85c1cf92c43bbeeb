//! Percent-encoding of text in URLs (RFC 3986, section 2.1).
//!
//! Invariant: whatever the text, what comes out consists of the characters that were asked for
//! and of `%XX`, so that a value can never end the part of the URL that it stands in.

/// What to do with characters that have a meaning of their own in some part of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reserved {
    /// Encode them. Right for almost all values.
    Encode,
    /// Keep those that may stand in a query, and what is percent-encoded already:
    /// `allowReserved` in descriptions.
    Keep,
}

/// Encodes text for a place in a URL. Only unreserved characters stay (RFC 3986, section 2.3),
/// and on request also the reserved ones that a query may hold (section 3.4) and what is
/// encoded already (RFC 6570, section 3.2.3).
pub(crate) fn encode(text: &str, reserved: Reserved) -> String {
    match reserved {
        Reserved::Encode => encode_except(text, is_unreserved),
        Reserved::Keep => {
            let encoded =
                |text| encode_except(text, |it| is_unreserved(it) || is_query_delimiter(it));
            let mut parts = text.split('%');
            let first = parts.next().map(encoded).unwrap_or_default();
            parts.fold(first, |text, part| {
                let sign = if starts_with_two_digits(part) { "%" } else { "%25" };
                text + sign + &encoded(part)
            })
        }
    }
}

/// Whether a `%` before the text is that of a character which is encoded already.
fn starts_with_two_digits(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Encodes the name of a query parameter. Brackets stay: servers that nest parameters by
/// brackets look for them as they are.
pub(crate) fn encode_name(name: &str) -> String {
    encode_except(name, |byte| is_unreserved(byte) || matches!(byte, b'[' | b']'))
}

fn encode_except(text: &str, is_kept: impl Fn(u8) -> bool) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if is_kept(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 0xF)]);
        }
        encoded
    })
}

fn hexadecimal(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' + (digit - 10) })
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn is_query_delimiter(byte: u8) -> bool {
    b":/?@!$&'()*+,;=".contains(&byte)
}
