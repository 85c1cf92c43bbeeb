//! A JSON value as a flat list of tokens, parsed in one pass from text or from any deserializer.
//!
//! Invariant: an array or object token contains the number of the tokens of its content, so that a
//! value is one slice and is skipped in constant time. The content of an object alternates between
//! names and values. Nesting is at most [`MAX_DEPTH`] levels.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::decode_error::DecodeError;
use super::node::Node;
use super::parser;

/// The maximum depth of nesting, so that recursion over a value is limited.
pub const MAX_DEPTH: usize = 128;

/// The only member of the object that `serde_json` passes in place of a number if another crate of
/// the build enables its feature `arbitrary_precision`.
const NUMBER_MEMBER: &str = "$serde_json::private::Number";

/// A token of a [`Tape`]. `span` is the number of tokens of the content.
#[derive(Debug)]
pub(crate) enum Token<'de> {
    Null,
    Boolean(bool),
    /// A number as it is written.
    Number(&'de str),
    /// A number of a deserializer, which has no text.
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    String(Cow<'de, str>),
    Array {
        span: usize,
    },
    Object {
        span: usize,
    },
}

impl Token<'_> {
    /// The number of tokens that follow this one and belong to it.
    pub(crate) fn span(&self) -> usize {
        match self {
            Self::Array { span } | Self::Object { span } => *span,
            _ => 0,
        }
    }
}

/// A parsed JSON value. [`Node`]s refer to its parts.
pub struct Tape<'de> {
    tokens: Vec<Token<'de>>,
}

impl fmt::Debug for Tape<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The tokens contain payload, which must not appear in logs.
        write!(formatter, "Tape({} tokens)", self.tokens.len())
    }
}

impl<'de> Tape<'de> {
    /// Parses one value.
    ///
    /// # Errors
    /// The deserializer fails, or the nesting is deeper than [`MAX_DEPTH`].
    pub fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tokens = Vec::new();
        Reader { tokens: &mut tokens, depth: 0 }.deserialize(deserializer)?;
        Ok(Self { tokens })
    }

    /// Parses JSON text, with or without a byte order mark.
    ///
    /// # Errors
    /// The text is not JSON. The error contains the line and the column.
    pub fn from_slice(text: &'de [u8]) -> Result<Self, DecodeError> {
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        let tokens = match std::str::from_utf8(text) {
            Ok(text) => parser::parse(text),
            Err(error) => Err(error.valid_up_to()),
        };
        let tokens = tokens.map_err(|offset| syntax_error(text, offset))?;
        Ok(Self { tokens })
    }

    /// The whole value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::first(&self.tokens)
    }
}

/// The error at an offset of a text.
fn syntax_error(text: &[u8], offset: usize) -> DecodeError {
    let before = text.get(..offset).unwrap_or(text);
    let (line, start) = before.split(|byte| *byte == b'\n').enumerate().last().unwrap_or_default();
    DecodeError::syntax(line + 1, start.len() + 1)
}

/// A visitor that appends one value to the tokens.
struct Reader<'r, 'de> {
    tokens: &'r mut Vec<Token<'de>>,
    depth: usize,
}

impl<'de> Reader<'_, 'de> {
    fn push(self, token: Token<'de>) {
        self.tokens.push(token);
    }

    /// A reader for the content of this value.
    fn inside(&mut self) -> Reader<'_, 'de> {
        Reader { tokens: self.tokens, depth: self.depth + 1 }
    }

    /// Appends a placeholder for an array or object, and returns the index of its content.
    fn open<E: Error>(&mut self) -> Result<usize, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.tokens.push(Token::Null);
        Ok(self.tokens.len())
    }

    /// Replaces the placeholder before `start` by the token, whose content is complete.
    fn close(self, start: usize, token: impl FnOnce(usize) -> Token<'de>) {
        let span = self.tokens.len() - start;
        if let Some(opened) = start.checked_sub(1).and_then(|index| self.tokens.get_mut(index)) {
            *opened = token(span);
        }
    }

    /// Closes an object, which may represent a number: see [`NUMBER_MEMBER`].
    fn close_object(self, start: usize) {
        match arbitrary_precision(self.tokens.get(start..).unwrap_or_default()) {
            Some(number) => {
                self.tokens.truncate(start);
                self.close(start, |_| number);
            }
            None => self.close(start, |span| Token::Object { span }),
        }
    }
}

/// The number that an object represents if `arbitrary_precision` is enabled.
fn arbitrary_precision<'de>(content: &[Token<'de>]) -> Option<Token<'de>> {
    match content {
        [Token::String(name), Token::String(text)] if name == NUMBER_MEMBER => {
            let number: Number = text.parse().ok()?;
            let integer = number.as_i64().map(Token::Integer);
            let unsigned = || number.as_u64().map(Token::Unsigned);
            integer.or_else(unsigned).or_else(|| number.as_f64().map(Token::Float))
        }
        _ => None,
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.push(Token::Null);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.push(Token::Null);
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.push(Token::Boolean(value));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.push(Token::Integer(value));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(Token::Unsigned(value));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("a number that is not finite"));
        }
        self.push(Token::Float(value));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.push(Token::String(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.push(Token::String(Cow::Owned(text)));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let start = self.open()?;
        while items.next_element_seed(self.inside())?.is_some() {}
        self.close(start, |span| Token::Array { span });
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let start = self.open()?;
        while members.next_key_seed(self.inside())?.is_some() {
            members.next_value_seed(self.inside())?;
        }
        self.close_object(start);
        Ok(())
    }
}
