//! Why JSON could not be decoded, and where.
//!
//! Invariant: an error tells the place and the kinds of values, and never a value. The names of
//! declared members are part of the description and are told; the names of the entries of a map
//! are data and are not. The path is built on the way out, so that success costs nothing.

use std::error::Error;
use std::fmt;

use super::node::{Kind, Node};

/// Why JSON could not be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// A member that has to be there is not.
    Missing,
    /// The value is of another kind.
    WrongType {
        /// What the value is.
        found: Kind,
    },
    /// The value is a number that the type cannot hold.
    OutOfRange,
    /// The value is text that the type cannot be read from.
    InvalidText,
    /// There is no text at all.
    Empty,
    /// The text is not JSON.
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
}

/// The place at which JSON could not be decoded, and the reason. One word in size.
pub struct DecodeError(Box<Details>);

struct Details {
    kind: DecodeErrorKind,
    expected: &'static str,
    /// The steps to the value, the innermost first.
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

    /// A member that has to be there is not.
    pub(crate) fn missing() -> Self {
        Self::new(DecodeErrorKind::Missing, "a value")
    }

    /// The value is of another kind than `expected`, such as "a string".
    pub(crate) fn wrong_type(expected: &'static str, found: Kind) -> Self {
        Self::new(DecodeErrorKind::WrongType { found }, expected)
    }

    /// The value is a number outside of the range of `expected`.
    pub(crate) fn out_of_range(expected: &'static str) -> Self {
        Self::new(DecodeErrorKind::OutOfRange, expected)
    }

    /// The value is text, and not the text of `expected`.
    pub(crate) fn invalid_text(expected: &'static str) -> Self {
        Self::new(DecodeErrorKind::InvalidText, expected)
    }

    /// There is nothing to decode.
    pub(crate) fn empty() -> Self {
        Self::new(DecodeErrorKind::Empty, "JSON")
    }

    /// The text is not JSON.
    pub(crate) fn syntax(line: usize, column: usize) -> Self {
        Self::new(DecodeErrorKind::Syntax { line, column }, "JSON")
    }

    /// The value is not `expected`: invalid text if it is text, else of the wrong type.
    pub(crate) fn mismatch(expected: &'static str, node: Node<'_>) -> Self {
        match node.kind() {
            Kind::String => Self::invalid_text(expected),
            found => Self::wrong_type(expected, found),
        }
    }

    /// The same error, seen from the object whose member it is about.
    pub(crate) fn in_member(self, name: &'static str) -> Self {
        self.within(Step::Member(name))
    }

    /// The same error, seen from the array whose item it is about.
    pub(crate) fn in_item(self, index: usize) -> Self {
        self.within(Step::Item(index))
    }

    /// The same error, seen from the map whose entry it is about.
    pub(crate) fn in_entry(self) -> Self {
        self.within(Step::Entry)
    }

    fn within(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    /// Why the value could not be decoded.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// Where the value is, as a path of RFC 9535: `$.data.items[3].id`. An entry
    /// of a map is `.*`, because its name is data.
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
