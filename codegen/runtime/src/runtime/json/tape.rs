//! A whole JSON value as a flat list of tokens, read in one pass from any deserializer.
//!
//! Invariant: an array or object token knows how many tokens its content takes, so a value and
//! all it holds is one slice, and stepping over it costs nothing. The content of an object is
//! its names and values in turn. Nothing is nested deeper than [`MAX_DEPTH`].

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::decode::DecodeError;
use super::node::Node;

/// The deepest nesting that is read: the limit that `serde_json` sets for text, kept here for
/// deserializers that have none.
pub const MAX_DEPTH: usize = 128;

/// The name under which `serde_json` hands over numbers when another crate of the build has
/// turned on its `arbitrary_precision` feature: as an object with this one member.
const NUMBER_MEMBER: &str = "$serde_json::private::Number";

/// How many bytes of text most tokens take at least: for that many tokens there is room at once.
const BYTES_OF_TOKEN: usize = 16;

/// One step of a [`Tape`].
#[derive(Debug)]
pub(crate) enum Token<'de> {
    Null,
    Boolean(bool),
    Number(Number),
    String(Cow<'de, str>),
    Array { span: usize },
    Object { span: usize },
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

/// A JSON value, ready to be looked at through [`Node`]s.
pub struct Tape<'de> {
    tokens: Vec<Token<'de>>,
}

impl fmt::Debug for Tape<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The tokens hold a payload, which is not to appear in logs.
        write!(formatter, "Tape({} tokens)", self.tokens.len())
    }
}

impl<'de> Tape<'de> {
    /// Reads one value.
    ///
    /// # Errors
    /// What the deserializer reports, and nesting deeper than [`MAX_DEPTH`].
    pub fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read_into(Vec::new(), deserializer)
    }

    fn read_into<D: Deserializer<'de>>(
        mut tokens: Vec<Token<'de>>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let reader = Reader { tokens: &mut tokens, depth: 0 };
        reader.deserialize(deserializer)?;
        Ok(Self { tokens })
    }

    /// Reads JSON text, with or without a byte order mark.
    ///
    /// # Errors
    /// Text that is not JSON, by line and column.
    pub fn from_slice(text: &'de [u8]) -> Result<Self, DecodeError> {
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let tokens = Vec::with_capacity(text.len() / BYTES_OF_TOKEN);
        Self::read_into(tokens, &mut deserializer)
            .and_then(|tape| deserializer.end().map(|()| tape))
            .map_err(|error| DecodeError::syntax(error.line(), error.column()))
    }

    /// The value as a whole.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::first(&self.tokens)
    }
}

/// Appends one value to the tokens.
struct Reader<'r, 'de> {
    tokens: &'r mut Vec<Token<'de>>,
    depth: usize,
}

impl<'de> Reader<'_, 'de> {
    fn push(self, token: Token<'de>) {
        self.tokens.push(token);
    }

    /// A reader for what stands inside of this value.
    fn inside(&mut self) -> Reader<'_, 'de> {
        Reader { tokens: self.tokens, depth: self.depth + 1 }
    }

    /// Puts down a token whose span is not known yet, and gives its place.
    fn open<E: Error>(&mut self) -> Result<usize, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.tokens.push(Token::Null);
        Ok(self.tokens.len())
    }

    /// Fills in the token before `start`, now that all of its content is there.
    fn close(self, start: usize, token: impl FnOnce(usize) -> Token<'de>) {
        let span = self.tokens.len() - start;
        if let Some(opened) = start.checked_sub(1).and_then(|place| self.tokens.get_mut(place)) {
            *opened = token(span);
        }
    }

    /// Closes an object, which may be a number in disguise: see [`NUMBER_MEMBER`].
    fn close_object(self, start: usize) {
        match number_in_disguise(self.tokens.get(start..).unwrap_or_default()) {
            Some(number) => {
                self.tokens.truncate(start);
                self.close(start, |_| Token::Number(number));
            }
            None => self.close(start, |span| Token::Object { span }),
        }
    }
}

fn number_in_disguise(content: &[Token<'_>]) -> Option<Number> {
    match content {
        [Token::String(name), Token::String(text)] if name == NUMBER_MEMBER => text.parse().ok(),
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
        self.push(Token::Number(value.into()));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(Token::Number(value.into()));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let number =
            Number::from_f64(value).ok_or_else(|| E::custom("a number that is not finite"))?;
        self.push(Token::Number(number));
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
