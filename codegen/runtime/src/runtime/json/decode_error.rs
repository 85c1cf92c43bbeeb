//! Errors of decoding JSON, with the path of the value.
//!
//! Invariant: an error contains the path and the kind of a value, and never the value. The names of
//! declared members come from the description, so the path contains them. The names of the entries
//! of a map are data, so it does not. The path is built while the error is returned, so that success
//! costs nothing.

use std::error::Error;
use std::fmt;

use super::node::{Kind, Node};

/// Why JSON could not be decoded. [`DecodeError::kind`] returns it.
///
/// ```
/// use runtime::json::{DecodeError, DecodeErrorKind, Kind};
///
/// fn is_unexpected_null(error: &DecodeError) -> bool {
///     error.kind() == DecodeErrorKind::WrongType { found: Kind::Null }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// A required member is absent.
    Missing,
    /// The value has another kind than the expected one.
    WrongType {
        /// The kind of the value.
        found: Kind,
    },
    /// The number is outside of the range of the type.
    OutOfRange,
    /// The string cannot be parsed as the type, such as a date.
    InvalidText,
    /// The body is empty.
    Empty,
    /// The text is not JSON.
    Syntax {
        /// The line of the first error, starting at 1.
        line: usize,
        /// The column of the first error, starting at 1.
        column: usize,
    },
}

/// Why JSON could not be decoded, and the path of the value. It is one pointer in size.
///
/// An [`Error`](crate::Error) of the kind [`Decode`](crate::ErrorKind::Decode) has it as its source.
///
/// ```
/// use std::error::Error as _;
///
/// use runtime::Error;
/// use runtime::json::DecodeError;
///
/// /// Describes the mismatch, such as "$.items[3].id: a string".
/// fn mismatch<E>(error: &Error<E>) -> Option<String> {
///     let source = error.source()?.downcast_ref::<DecodeError>()?;
///     Some(format!("{}: {}", source.path(), source.expected()))
/// }
/// ```
pub struct DecodeError(Box<Details>);

struct Details {
    kind: DecodeErrorKind,
    expected: &'static str,
    /// The steps of the path, the innermost first.
    path: Vec<Step>,
}

enum Step {
    Member(&'static str),
    Item(usize),
    Entry,
}

impl DecodeError {
    fn new(kind: DecodeErrorKind, expected: &'static str) -> Self {
        Self(Box::new(Details { kind, expected, path: Vec::new() }))
    }

    /// A required member is absent.
    pub(crate) fn missing() -> Self {
        Self::new(DecodeErrorKind::Missing, "a value")
    }

    /// The value has another kind than `expected`, such as "a string".
    pub(crate) fn wrong_type(expected: &'static str, found: Kind) -> Self {
        Self::new(DecodeErrorKind::WrongType { found }, expected)
    }

    /// The number is outside of the range of `expected`.
    pub(crate) fn out_of_range(expected: &'static str) -> Self {
        Self::new(DecodeErrorKind::OutOfRange, expected)
    }

    /// The string cannot be parsed as `expected`.
    pub(crate) fn invalid_text(expected: &'static str) -> Self {
        Self::new(DecodeErrorKind::InvalidText, expected)
    }

    /// The body is empty.
    pub(crate) fn empty() -> Self {
        Self::new(DecodeErrorKind::Empty, "JSON")
    }

    /// The text is not JSON.
    pub(crate) fn syntax(line: usize, column: usize) -> Self {
        Self::new(DecodeErrorKind::Syntax { line, column }, "JSON")
    }

    /// The value is not `expected`: invalid text if it is a string, or else the wrong type.
    pub(crate) fn mismatch(expected: &'static str, node: Node<'_>) -> Self {
        match node.kind() {
            Kind::String => Self::invalid_text(expected),
            found => Self::wrong_type(expected, found),
        }
    }

    /// Prepends the member of an object to the path.
    pub(crate) fn in_member(self, name: &'static str) -> Self {
        self.within(Step::Member(name))
    }

    /// Prepends the item of an array to the path.
    pub(crate) fn in_item(self, index: usize) -> Self {
        self.within(Step::Item(index))
    }

    /// Prepends an entry of a map to the path.
    pub(crate) fn in_entry(self) -> Self {
        self.within(Step::Entry)
    }

    fn within(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    /// The reason, for example a missing member.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// The expected type in words, such as "a string", or as a Rust type, such as "i64".
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// The path of the value as in RFC 9535, such as `$.data.items[3].id`. An entry of a map is
    /// `.*`, because its name is data.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.path.iter().rev().fold(String::from("$"), |path, step| match step {
            Step::Member(name) => path + "." + name,
            Step::Item(index) => path + "[" + &index.to_string() + "]",
            Step::Entry => path + ".*",
        })
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, expected) = (self.path(), self.0.expected);
        match self.0.kind {
            DecodeErrorKind::Missing => write!(formatter, "{path}: missing"),
            DecodeErrorKind::WrongType { found } => {
                write!(formatter, "{path}: expected {expected}, found {found}")
            }
            DecodeErrorKind::OutOfRange => {
                write!(formatter, "{path}: expected {expected}, found a number out of its range")
            }
            DecodeErrorKind::InvalidText => {
                write!(formatter, "{path}: expected {expected}, found other text")
            }
            DecodeErrorKind::Empty => write!(formatter, "expected {expected}, found nothing"),
            DecodeErrorKind::Syntax { line, column } => {
                write!(
                    formatter,
                    "expected {expected}, found other text at line {line}, column {column}"
                )
            }
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl Error for DecodeError {}
