//! The length of the text in a JSON string up to its end or its next escape.
//!
//! Invariant: all bytes before the result are plain, and it is exact.

/// The number of bytes before the next quote, backslash or control character. Eight bytes are
/// compared at once, because most of a body are strings.
pub(super) fn plain_bytes(bytes: &[u8]) -> usize {
    let mut plain = 0;
    for chunk in bytes.chunks_exact(8) {
        let chunk = chunk.try_into().map_or(0, u64::from_le_bytes);
        let special = zero_bytes(chunk ^ repeated(b'"'))
            | zero_bytes(chunk ^ repeated(b'\\'))
            | zero_bytes(chunk & repeated(0xE0));
        if special != 0 {
            // The lowest mark is exact, others may be carries of it.
            return plain + (special.trailing_zeros() / 8) as usize;
        }
        plain += 8;
    }
    let rest = bytes.get(plain..).unwrap_or_default();
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    plain + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// The byte in each place of a word.
const fn repeated(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Marks the highest bit of the lowest byte that is zero, and perhaps bits above it.
const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(repeated(1)) & !word & repeated(0x80)
}
