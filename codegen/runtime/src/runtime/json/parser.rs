//! Parses JSON text to tokens (RFC 8259).
//!
//! Invariant: it accepts what the grammar accepts, up to the depth of [`MAX_DEPTH`]. No single value
//! makes it fail: a number keeps its text, whatever its size, and an escaped surrogate without its
//! other half becomes U+FFFD.

use std::borrow::Cow;

use super::plain_bytes::plain_bytes;
use super::tape::{MAX_DEPTH, Token};

/// The estimated number of bytes of text per token, for the initial capacity.
const BYTES_PER_TOKEN: usize = 8;

/// Parses one value. An error is the offset of the first byte that does not belong to JSON.
pub(super) fn parse(text: &str) -> Result<Vec<Token<'_>>, usize> {
    let tokens = Vec::with_capacity(text.len() / BYTES_PER_TOKEN);
    let mut parser = Parser { text, position: 0, tokens };
    match parser.value(0) {
        Ok(()) if parser.after_space().is_none() => Ok(parser.tokens),
        _ => Err(parser.position),
    }
}

struct Parser<'de> {
    text: &'de str,
    position: usize,
    tokens: Vec<Token<'de>>,
}

/// The text is not JSON at the position of the parser.
struct Invalid;

impl<'de> Parser<'de> {
    /// Parses a value. It recurses as deep as the value is nested, which is limited.
    fn value(&mut self, depth: usize) -> Result<(), Invalid> {
        match self.after_space() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b't') => self.literal("true", Token::Boolean(true)),
            Some(b'f') => self.literal("false", Token::Boolean(false)),
            Some(b'n') => self.literal("null", Token::Null),
            _ => Err(Invalid),
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), Invalid> {
        let start = self.open(depth, Token::Array { span: 0 })?;
        if !self.ends(b']') {
            self.value(depth + 1)?;
            while self.continues(b']')? {
                self.value(depth + 1)?;
            }
        }
        let span = self.tokens.len() - start;
        self.close(start, Token::Array { span });
        Ok(())
    }

    fn object(&mut self, depth: usize) -> Result<(), Invalid> {
        let start = self.open(depth, Token::Object { span: 0 })?;
        if !self.ends(b'}') {
            self.member(depth + 1)?;
            while self.continues(b'}')? {
                self.member(depth + 1)?;
            }
        }
        let span = self.tokens.len() - start;
        self.close(start, Token::Object { span });
        Ok(())
    }

    fn member(&mut self, depth: usize) -> Result<(), Invalid> {
        self.name()?;
        self.value(depth)
    }

    /// Starts an array or an object, and returns the index of its content.
    fn open(&mut self, depth: usize, token: Token<'de>) -> Result<usize, Invalid> {
        if depth >= MAX_DEPTH {
            return Err(Invalid);
        }
        self.position += 1;
        self.tokens.push(token);
        Ok(self.tokens.len())
    }

    /// Replaces the token before `start`, whose content is complete.
    fn close(&mut self, start: usize, token: Token<'de>) {
        if let Some(opened) = start.checked_sub(1).and_then(|index| self.tokens.get_mut(index)) {
            *opened = token;
        }
    }

    /// Skips the end of an array or an object, if it is next.
    fn ends(&mut self, end: u8) -> bool {
        let ends = self.after_space() == Some(end);
        self.position += usize::from(ends);
        ends
    }

    /// Skips the comma before another item or member, or the end.
    fn continues(&mut self, end: u8) -> Result<bool, Invalid> {
        let next = self.after_space();
        if next != Some(b',') && next != Some(end) {
            return Err(Invalid);
        }
        self.position += 1;
        Ok(next == Some(b','))
    }

    /// Parses the name of a member and the colon after it.
    fn name(&mut self) -> Result<(), Invalid> {
        if self.after_space() != Some(b'"') {
            return Err(Invalid);
        }
        self.string()?;
        if self.after_space() != Some(b':') {
            return Err(Invalid);
        }
        self.position += 1;
        Ok(())
    }

    fn literal(&mut self, literal: &str, token: Token<'de>) -> Result<(), Invalid> {
        if !self.rest().starts_with(literal.as_bytes()) {
            return Err(Invalid);
        }
        self.position += literal.len();
        self.tokens.push(token);
        Ok(())
    }

    fn number(&mut self) -> Result<(), Invalid> {
        let start = self.position;
        self.skip(b"-");
        if !self.skip(b"0") {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        let text = self.since(start)?;
        self.tokens.push(Token::Number(text));
        Ok(())
    }

    /// Skips at least one digit.
    fn digits(&mut self) -> Result<(), Invalid> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.position += digits;
        if digits == 0 { Err(Invalid) } else { Ok(()) }
    }

    /// Parses a string from its opening quote on.
    fn string(&mut self) -> Result<(), Invalid> {
        self.position += 1;
        let plain = self.plain()?;
        let text = match self.peek() {
            Some(b'"') => Cow::Borrowed(plain),
            _ => Cow::Owned(self.escaped(plain)?),
        };
        self.position += 1;
        self.tokens.push(Token::String(text));
        Ok(())
    }

    /// Parses the rest of a string that has escapes, up to its closing quote.
    #[inline(never)]
    fn escaped(&mut self, start: &str) -> Result<String, Invalid> {
        let mut text = start.to_owned();
        while self.skip(b"\\") {
            text.push(self.escape()?);
            text.push_str(self.plain()?);
        }
        if self.peek() == Some(b'"') { Ok(text) } else { Err(Invalid) }
    }

    /// The text up to the next quote, escape or control character.
    #[inline]
    fn plain(&mut self) -> Result<&'de str, Invalid> {
        let start = self.position;
        self.position += plain_bytes(self.rest());
        self.since(start)
    }

    /// Parses an escape after its backslash.
    fn escape(&mut self) -> Result<char, Invalid> {
        let character = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.position += 1;
                return self.code_point();
            }
            _ => return Err(Invalid),
        };
        self.position += 1;
        Ok(character)
    }

    /// Parses the digits of one escape, and those of a second one if both are the halves of one
    /// character.
    fn code_point(&mut self) -> Result<char, Invalid> {
        let unit = self.code_unit()?;
        let end = self.position;
        if (0xD800..0xDC00).contains(&unit) && self.rest().starts_with(b"\\u") {
            self.position += 2;
            let pair = char::decode_utf16([unit, self.code_unit()?]).next();
            if let Some(Ok(character)) = pair {
                return Ok(character);
            }
            // The second escape is a character of its own.
            self.position = end;
        }
        Ok(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn code_unit(&mut self) -> Result<u16, Invalid> {
        let digits = self.text.get(self.position..self.position + 4).ok_or(Invalid)?;
        // `from_str_radix` accepts a sign.
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Invalid);
        }
        self.position += digits.len();
        u16::from_str_radix(digits, 16).map_err(|_| Invalid)
    }

    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.position..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> Result<&'de str, Invalid> {
        self.text.get(start..self.position).ok_or(Invalid)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// Skips one byte, if it is one of these.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.position += usize::from(found);
        found
    }

    /// The next byte that is no white space.
    fn after_space(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.position += 1,
                other => return other,
            }
        }
    }
}
