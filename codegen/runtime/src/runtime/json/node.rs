//! A reference to a value in a [`Tape`](super::tape::Tape): its kind and its content.
//!
//! Invariant: inspecting a value never fails and never copies it; only decoding can fail. A [`Node`]
//! consists of references, so code can inspect a value before it chooses a type.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Number, Value};

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::fit::Fit;
use super::names::Names;
use super::number::whole;
use super::number_text;
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

/// A reference to one value of a tape.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    token: &'t Token<'t>,
    content: &'t [Token<'t>],
    /// Where differences are recorded, while the value is tried as a variant of a union.
    pub(super) fit: Option<&'t Fit<'t>>,
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
        let null = Self { token: &NULL, content: &[], fit: None };
        Values { rest: tokens, fit: None }.next().unwrap_or(null)
    }

    /// The kind of the value.
    #[must_use]
    pub(crate) fn kind(self) -> Kind {
        match self.token {
            Token::Null => Kind::Null,
            Token::Boolean(_) => Kind::Boolean,
            Token::Integer(_) | Token::Unsigned(_) => Kind::Integer,
            Token::Number(text) if number_text::is_integral(text) => Kind::Integer,
            Token::Float(number) if number.fract() == 0.0 => Kind::Integer,
            Token::Number(_) | Token::Float(_) => Kind::Number,
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

    /// The integer, if the value is one that is known exactly.
    pub(crate) fn as_integer(self) -> Option<i128> {
        match self.token {
            Token::Number(text) => number_text::integer(text),
            Token::Integer(number) => Some((*number).into()),
            Token::Unsigned(number) => Some((*number).into()),
            Token::Float(number) => whole(*number).map(i128::from),
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

    /// The number, if the value is one, rounded to the nearest `f64`. It is infinite outside of the
    /// range of `f64`.
    #[must_use]
    pub(crate) fn as_f64(self) -> Option<f64> {
        match self.token {
            Token::Number(text) => text.parse().ok(),
            Token::Float(number) => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is wanted")]
            Token::Integer(number) => Some(*number as f64),
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is wanted")]
            Token::Unsigned(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The string, or the JSON text of a boolean or number.
    #[must_use]
    pub(crate) fn scalar_text(self) -> Option<Cow<'t, str>> {
        match self.token {
            Token::String(text) => Some(Cow::Borrowed(text)),
            Token::Boolean(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Token::Number(text) => Some(Cow::Borrowed(text)),
            _ => self.number().map(|number| Cow::Owned(number.to_string())),
        }
    }

    /// The number, if the value is one that `serde_json` can represent.
    pub(crate) fn number(self) -> Option<Number> {
        match self.token {
            Token::Number(text) => text.parse().ok(),
            Token::Integer(number) => Some((*number).into()),
            Token::Unsigned(number) => Some((*number).into()),
            Token::Float(number) => Number::from_f64(*number),
            _ => None,
        }
    }

    /// The string, or the JSON text of a boolean or number.
    ///
    /// # Errors
    /// The value is null, an array or an object.
    pub(crate) fn text(self) -> Result<Cow<'t, str>, DecodeError> {
        self.expect(|node| node.as_str().is_some());
        self.scalar_text().ok_or_else(|| DecodeError::wrong_type("a string", self.kind()))
    }

    /// A reader of the members of an object with these declared names.
    ///
    /// # Errors
    /// The value is not an object.
    pub(crate) fn object(self, names: Names) -> Result<ObjectReader<'t>, DecodeError> {
        Ok(ObjectReader::new(self.members()?, names))
    }

    /// The names and values of an object, in the order of the text.
    ///
    /// # Errors
    /// The value is not an object.
    pub(crate) fn members(self) -> Result<Members<'t>, DecodeError> {
        match self.token {
            Token::Object { .. } => Ok(Members::new(self.values())),
            _ => Err(DecodeError::wrong_type("an object", self.kind())),
        }
    }

    /// The items of an array.
    ///
    /// # Errors
    /// The value is not an array.
    pub(crate) fn items(self) -> Result<Items<'t>, DecodeError> {
        match self.token {
            Token::Array { .. } => Ok(Items(self.values())),
            _ => Err(DecodeError::wrong_type("an array", self.kind())),
        }
    }

    /// The number of tokens of the value.
    pub(crate) fn tokens(self) -> usize {
        1 + self.content.len()
    }

    fn values(self) -> Values<'t> {
        Values { rest: self.content, fit: self.fit }
    }

    /// The member with this name, if the value is an object that has it. Of several, it is the last
    /// one.
    #[must_use]
    pub(crate) fn get(self, name: &str) -> Option<Node<'t>> {
        match self.token {
            Token::Object { .. } => {
                let named = Members::new(self.values()).filter(|(key, _)| *key == name);
                named.last().map(|(_, value)| value)
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

    /// Copies the value to a `serde_json::Value`. A number outside of the range of `f64` becomes a
    /// string, because a `Value` cannot represent it.
    #[must_use]
    pub(crate) fn to_value(self) -> Value {
        match self.token {
            Token::Null => Value::Null,
            Token::Boolean(value) => Value::Bool(*value),
            Token::Number(_) | Token::Integer(_) | Token::Unsigned(_) | Token::Float(_) => {
                let text = || Value::from(self.scalar_text().unwrap_or_default());
                self.number().map_or_else(text, Value::Number)
            }
            Token::String(text) => Value::String(text.clone().into_owned()),
            Token::Array { .. } => self.values().map(Node::to_value).collect(),
            Token::Object { .. } => Value::Object(
                Members::new(self.values())
                    .map(|(name, value)| (name.to_owned(), value.to_value()))
                    .collect(),
            ),
        }
    }
}

/// The values of an array, or the names and values of an object.
#[derive(Clone)]
pub(crate) struct Values<'t> {
    rest: &'t [Token<'t>],
    fit: Option<&'t Fit<'t>>,
}

impl<'t> Values<'t> {
    /// Where differences are recorded.
    pub(crate) fn fit(&self) -> Option<&'t Fit<'t>> {
        self.fit
    }

    /// The number of tokens that are left.
    pub(crate) fn tokens(&self) -> usize {
        self.rest.len()
    }

    /// The value that starts at a token.
    pub(crate) fn at(&self, token: usize) -> Option<Node<'t>> {
        Self { rest: self.rest.get(token..)?, ..*self }.next()
    }
}

impl<'t> Iterator for Values<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let (token, rest) = self.rest.split_first()?;
        let (content, rest) = rest.split_at_checked(token.span())?;
        self.rest = rest;
        Some(Node { token, content, fit: self.fit })
    }
}

/// An iterator over the items of an array.
#[derive(Clone)]
pub struct Items<'t>(Values<'t>);

impl fmt::Debug for Items<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        self.0.next()
    }
}
