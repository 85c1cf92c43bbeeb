//! A sentence about a change: words of the generator, and code.

use std::fmt;

use crate::text::{Line, code_span, line};

/// A sentence about a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(&'static str),
    Code(String),
}

impl Note {
    /// The note with more words.
    #[must_use]
    pub(super) fn words(mut self, words: &'static str) -> Self {
        self.0.push(Part::Words(words));
        self
    }

    /// The note with code.
    #[must_use]
    pub(super) fn code(mut self, code: impl Into<String>) -> Self {
        self.0.push(Part::Code(code.into()));
        self
    }

    /// The note in Markdown.
    pub(super) fn markdown(&self) -> Line {
        self.0.iter().fold(Line::default(), |text, part| match part {
            Part::Words(words) => line![text, *words],
            Part::Code(code) => line![text, code_span(code)],
        })
    }
}

impl From<&'static str> for Note {
    fn from(words: &'static str) -> Self {
        Self::default().words(words)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(words) => formatter.write_str(words),
            Part::Code(code) => write!(formatter, "`{code}`"),
        })
    }
}
