//! Decodes the bytes of a file. Descriptions are UTF-8, as JSON is (RFC 8259, section 8.1).

use super::{BYTE_ORDER_MARK, Source};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// A file that is not UTF-8.
#[derive(Clone, Debug)]
pub struct NotUtf8 {
    /// Its text in the encoding that it seems to have, for the excerpt of the diagnostic.
    pub source: Source,
    /// What is wrong, with the place of the first byte that is not UTF-8.
    pub diagnostics: Diagnostics,
}

impl Source {
    /// Decodes the bytes of a file.
    ///
    /// # Errors
    /// The place of the first byte that is not UTF-8.
    pub fn decode(name: String, bytes: Vec<u8>) -> Result<Self, Box<NotUtf8>> {
        let error = match String::from_utf8(bytes) {
            // UTF-16 without other characters than those of ASCII is UTF-8 with a null in each of them.
            Ok(text) if !text.starts_with('\0') && text.chars().nth(1) != Some('\0') => {
                return Ok(Self { name, text });
            }
            Ok(text) => return Err(utf_16(name, text.as_bytes()).into()),
            Err(error) => error,
        };
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(utf_16(name, bytes).into());
        }
        let (before, rest) = bytes.split_at_checked(valid).unwrap_or_default();
        let latin_1: String = rest.iter().copied().map(char::from).collect();
        let found = latin_1.chars().next().unwrap_or_default();
        let text = String::from_utf8_lossy(before).into_owned() + &latin_1;
        let problem = Diagnostic::error_at(CODE, valid, "this file is not UTF-8")
            .label(format!("this byte is not UTF-8; in Latin-1, it is `{found}`"));
        Err(not_utf_8(Self { name, text }, problem).into())
    }
}

const CODE: &str = "not-utf-8";

fn utf_16(name: String, bytes: &[u8]) -> NotUtf8 {
    let is_big_endian = matches!(bytes, [0xfe, 0xff, ..] | [0, ..]);
    let unit = |pair: &[u8]| match pair {
        [high, low] if is_big_endian => u16::from_be_bytes([*high, *low]),
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => u16::from(b' '),
    };
    let text: String = char::decode_utf16(bytes.chunks(2).map(unit))
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|letter| *letter != BYTE_ORDER_MARK)
        .collect();
    let problem = Diagnostic::error_at(CODE, 0, "this file is UTF-16, not UTF-8");
    not_utf_8(Source { name, text }, problem)
}

fn not_utf_8(source: Source, problem: Diagnostic) -> NotUtf8 {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(problem.help("save the file as UTF-8, which editors offer as its encoding"));
    NotUtf8 { source, diagnostics }
}
