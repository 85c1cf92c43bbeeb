//! Pieces of text to a line.
//!
//! Invariant: a piece is a text of the generator, an identifier, a number, a literal, or text that was
//! escaped for its place. `str` with a shorter lifetime than `'static` is none, so that text of a
//! description cannot be added as it is.

use std::fmt;

use proc_macro2::{Literal, TokenStream};

use super::characters::{are_visible, without_controls};
use crate::ident::{ConstantName, CrateName, FieldName, ModuleName, Shown, TypeName, VariantName};

/// A line of a file, without the line break at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line(String);

impl Line {
    /// Joins pieces; see [`line!`].
    pub(crate) fn of(pieces: &[&dyn Piece]) -> Self {
        let mut line = String::new();
        for piece in pieces {
            piece.push_to(&mut line);
        }
        Self::escaped(line)
    }

    /// A line of text that has been escaped for its place. Only modules of `text` call it.
    pub(super) fn escaped(text: String) -> Self {
        if are_visible(&text) { Self(text) } else { Self(without_controls(&text).into_owned()) }
    }

    /// The lines of a text of the generator.
    pub(crate) fn all(text: &'static str) -> impl Iterator<Item = Self> {
        text.lines().map(|line| Self(line.to_owned()))
    }

    /// Joins texts of the generator.
    pub(crate) fn joined(texts: &[&'static str], separator: &'static str) -> Self {
        Self(texts.join(separator))
    }

    /// The line with one text of the generator in place of another.
    pub(crate) fn replace(&self, from: &'static str, to: &'static str) -> Self {
        Self(self.0.replace(from, to))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&'static str> for Line {
    fn from(text: &'static str) -> Self {
        Self::of(&[&text])
    }
}

/// A part of a line that is safe in each place where generated text may have it.
pub(crate) trait Piece {
    /// Adds the piece to a line.
    fn push_to(&self, line: &mut String);
}

impl Piece for &'static str {
    fn push_to(&self, line: &mut String) {
        line.push_str(self);
    }
}

impl Piece for Line {
    fn push_to(&self, line: &mut String) {
        line.push_str(&self.0);
    }
}

macro_rules! identifiers {
    ($($name:ty)*) => {
        $(impl Piece for $name {
            fn push_to(&self, line: &mut String) {
                line.push_str(self.as_str());
            }
        })*
    };
}

identifiers! { ConstantName CrateName FieldName ModuleName Shown<'_> TypeName VariantName }

impl Piece for usize {
    fn push_to(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

impl Piece for Literal {
    fn push_to(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

impl Piece for TokenStream {
    fn push_to(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn push_to(&self, line: &mut String) {
        (**self).push_to(line);
    }
}

/// A line of several pieces: `line!["| `", name, "` |"]`.
macro_rules! line {
    ($($piece:expr),* $(,)?) => {
        $crate::text::Line::of(&[$(&$piece as &dyn $crate::text::Piece),*])
    };
}
pub(crate) use line;
