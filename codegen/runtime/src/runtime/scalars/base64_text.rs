//! Base64 (RFC 4648).
//!
//! Invariant: encoding uses the standard alphabet with padding (section 4). Decoding also accepts
//! the URL-safe alphabet (section 5), missing padding, and white space.

/// Encodes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(encode_chunk).collect()
}

/// Encodes up to three bytes to four characters.
fn encode_chunk(chunk: &[u8]) -> [char; 4] {
    let byte = |index| chunk.get(index).copied().unwrap_or_default();
    let (first, second, third) = (byte(0), byte(1), byte(2));
    [
        symbol(first >> 2),
        symbol(first << 4 & 0x3F | second >> 4),
        if chunk.len() > 1 { symbol(second << 2 & 0x3F | third >> 6) } else { '=' },
        if chunk.len() > 2 { symbol(third & 0x3F) } else { '=' },
    ]
}

fn symbol(sextet: u8) -> char {
    char::from(match sextet {
        0..=25 => b'A' + sextet,
        26..=51 => b'a' + (sextet - 26),
        52..=61 => b'0' + (sextet - 52),
        62 => b'+',
        _ => b'/',
    })
}

/// Decodes text, if it is Base64.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text
        .trim_end_matches(|character: char| character == '=' || character.is_ascii_whitespace());
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut pending) = (0_u16, 0);
    for symbol in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        buffer = buffer << 6 | sextet(symbol)?;
        pending += 6;
        if pending >= 8 {
            pending -= 8;
            let [_, byte] = (buffer >> pending).to_be_bytes();
            bytes.push(byte);
        }
    }
    // A single remaining character has fewer bits than a byte.
    (pending < 6).then_some(bytes)
}

fn sextet(symbol: u8) -> Option<u16> {
    Some(u16::from(match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    }))
}
