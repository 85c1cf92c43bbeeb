//! A reference to a value in a [`Tape`](super::tape::Tape): its kind and its content.
//!
//! Invariant: inspecting a value never fails and never copies it; only decoding can fail. A [`Node`]
//! is a pair of references, so code can inspect a value before it chooses a type.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_json::{Number, Value};

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::object_reader::{Members, ObjectReader};
use super::tape::Token;

/// The kind of a JSON value.
///
/// ```
/// use runtime::json::Kind;
///
/// assert_eq!(Kind::Array.to_string(), "an array");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number whose fraction is zero, such as `2`, `2.0` or `2e3`.
    Integer,
    /// A number with a fraction.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

/// Decodes a value as one of several types.
type Attempt<'t, T> = fn(Node<'t>) -> Result<T, DecodeError>;

/// A reference to one value of a tape.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    token: &'t Token<'t>,
    content: &'t [Token<'t>],
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Node({})", self.kind())
    }
}

impl<'t> Node<'t> {
    /// The first value of the tokens, or null if there are no tokens.
    pub(crate) fn first(tokens: &'t [Token<'t>]) -> Self {
        static NULL: Token<'static> = Token::Null;
        Self::split_first(tokens).map_or(Self { token: &NULL, content: &[] }, |(node, _)| node)
    }

    /// The first value of the tokens, and the tokens after it.
    pub(crate) fn split_first(tokens: &'t [Token<'t>]) -> Option<(Self, &'t [Token<'t>])> {
        let (token, rest) = tokens.split_first()?;
        let (content, rest) = rest.split_at_checked(token.span())?;
        Some((Self { token, content }, rest))
    }

    /// The kind of the value.
    #[must_use]
    pub(crate) fn kind(self) -> Kind {
        match self.token {
            Token::Null => Kind::Null,
            Token::Boolean(_) => Kind::Boolean,
            Token::Number(number) if is_integral(number) => Kind::Integer,
            Token::Number(_) => Kind::Number,
            Token::String(_) => Kind::String,
            Token::Array { .. } => Kind::Array,
            Token::Object { .. } => Kind::Object,
        }
    }

    /// Whether the value is null.
    #[must_use]
    pub(crate) fn is_null(self) -> bool {
        matches!(self.token, Token::Null)
    }

    /// The string, if the value is one.
    #[must_use]
    pub(crate) fn as_str(self) -> Option<&'t str> {
        match self.token {
            Token::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if the value is one.
    #[must_use]
    pub(crate) fn as_bool(self) -> Option<bool> {
        match self.token {
            Token::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer, if the value is one. Outside of the range of 64 bits it may be rounded.
    pub(crate) fn as_integer(self) -> Option<i128> {
        match self.token {
            Token::Number(number) => integer(number),
            _ => None,
        }
    }

    /// The integer, if the value is one within the range of `i64`.
    #[must_use]
    pub(crate) fn as_i64(self) -> Option<i64> {
        self.as_integer()?.try_into().ok()
    }

    /// The integer, if the value is one within the range of `u64`.
    #[must_use]
    pub(crate) fn as_u64(self) -> Option<u64> {
        self.as_integer()?.try_into().ok()
    }

    /// The number, if the value is one, rounded to the nearest `f64`.
    #[must_use]
    pub(crate) fn as_f64(self) -> Option<f64> {
        match self.token {
            Token::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// The string, or the JSON text of a boolean or number.
    #[must_use]
    pub(crate) fn scalar_text(self) -> Option<Cow<'t, str>> {
        match self.token {
            Token::String(text) => Some(Cow::Borrowed(text)),
            Token::Boolean(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Token::Number(number) => Some(Cow::Owned(number.to_string())),
            _ => None,
        }
    }

    /// The string, or the JSON text of a boolean or number.
    ///
    /// # Errors
    /// The value is null, an array or an object.
    pub(crate) fn text(self) -> Result<Cow<'t, str>, DecodeError> {
        self.scalar_text().ok_or_else(|| DecodeError::wrong_type("a string", self.kind()))
    }

    /// A reader of the members of an object by name.
    ///
    /// # Errors
    /// The value is not an object.
    pub(crate) fn object(self) -> Result<ObjectReader<'t>, DecodeError> {
        self.expect_object().map(ObjectReader::new)
    }

    /// The names and values of an object, in the order of the text.
    ///
    /// # Errors
    /// The value is not an object.
    pub(crate) fn members(self) -> Result<Members<'t>, DecodeError> {
        self.expect_object().map(Members::new)
    }

    fn expect_object(self) -> Result<&'t [Token<'t>], DecodeError> {
        match self.token {
            Token::Object { .. } => Ok(self.content),
            _ => Err(DecodeError::wrong_type("an object", self.kind())),
        }
    }

    /// The items of an array.
    ///
    /// # Errors
    /// The value is not an array.
    pub(crate) fn items(self) -> Result<Items<'t>, DecodeError> {
        match self.token {
            Token::Array { .. } => Ok(Items { rest: self.content }),
            _ => Err(DecodeError::wrong_type("an array", self.kind())),
        }
    }

    /// The member with this name, if the value is an object that has it.
    #[must_use]
    pub(crate) fn get(self, name: &str) -> Option<Node<'t>> {
        match self.token {
            Token::Object { .. } => {
                Members::new(self.content).find(|(key, _)| *key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Decodes the value as a `T`.
    ///
    /// # Errors
    /// The value does not match `T`.
    pub(crate) fn decode<T: Decode>(self) -> Result<T, DecodeError> {
        T::decode(self)
    }

    /// The value that the first successful attempt decodes, or an unknown one. It never fails, and
    /// returns what `decode` does.
    #[allow(clippy::unnecessary_wraps, reason = "generated code returns it from `decode`")]
    pub(crate) fn first_decoded<T>(
        self,
        attempts: &[Attempt<'t, T>],
        unknown: fn(Value) -> T,
    ) -> Result<T, DecodeError> {
        let decoded = attempts.iter().find_map(|attempt| attempt(self).ok());
        Ok(decoded.unwrap_or_else(|| unknown(self.to_value())))
    }

    /// Parses a string. Decoding keeps dates as they are written; this fails for other texts.
    pub(crate) fn parsed<T: FromStr>(self) -> Result<T, DecodeError> {
        let parsed = self.as_str().and_then(|text| text.parse().ok());
        parsed.ok_or_else(|| DecodeError::mismatch("a date", self))
    }

    /// Copies the value to a `serde_json::Value`.
    #[must_use]
    pub(crate) fn to_value(self) -> Value {
        match self.token {
            Token::Null => Value::Null,
            Token::Boolean(value) => Value::Bool(*value),
            Token::Number(number) => Value::Number(number.clone()),
            Token::String(text) => Value::String(text.clone().into_owned()),
            Token::Array { .. } => Items { rest: self.content }.map(Node::to_value).collect(),
            Token::Object { .. } => Value::Object(
                Members::new(self.content)
                    .map(|(name, value)| (name.to_owned(), value.to_value()))
                    .collect(),
            ),
        }
    }
}

/// An iterator over the items of an array.
#[derive(Clone)]
pub struct Items<'t> {
    rest: &'t [Token<'t>],
}

impl fmt::Debug for Items<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let (node, rest) = Node::split_first(self.rest)?;
        self.rest = rest;
        Some(node)
    }
}

fn is_integral(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|float| float.fract() == 0.0)
}

fn integer(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from)).or_else(|| integral(number.as_f64()?))
}

/// The value of a float without a fraction.
fn integral(float: f64) -> Option<i128> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "there is no fraction, and `as` saturates outside of the range of all callers"
    )]
    (float.fract() == 0.0).then_some(float as i128)
}
