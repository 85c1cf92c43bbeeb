//! Percent-encoding of text in URLs (RFC 3986, section 2.1).
//!
//! Invariant: encoded text consists of the allowed characters and `%XX`, so that a value cannot end
//! the component of the URL that contains it.

/// Whether reserved characters are encoded, which are delimiters in some component of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reserved {
    /// Encode them. This is the default of descriptions.
    Encode,
    /// Keep those that a query allows, and text that is already percent-encoded: `allowReserved` in
    /// descriptions.
    Keep,
}

/// Encodes text for a URL. It keeps unreserved characters (RFC 3986, section 2.3), and with
/// [`Reserved::Keep`] also the reserved ones that a query allows (section 3.4) and text that is
/// already encoded (RFC 6570, section 3.2.3).
pub(crate) fn encode(text: &str, reserved: Reserved) -> String {
    match reserved {
        Reserved::Encode => encode_except(text, is_unreserved),
        Reserved::Keep => {
            let encoded =
                |text| encode_except(text, |byte| is_unreserved(byte) || is_query_delimiter(byte));
            let mut parts = text.split('%');
            let first = parts.next().map(encoded).unwrap_or_default();
            parts.fold(first, |text, part| {
                let sign = if starts_with_two_digits(part) { "%" } else { "%25" };
                text + sign + &encoded(part)
            })
        }
    }
}

/// Whether a `%` before the text starts an encoded character.
fn starts_with_two_digits(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Encodes the name of a query parameter. It keeps brackets, because many servers that nest
/// parameters with brackets do not decode them.
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
