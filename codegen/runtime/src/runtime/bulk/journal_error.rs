//! Why a journal cannot be used.
//!
//! Invariant: each message says what to do about it.

use std::fmt;
use std::io;
use std::sync::Arc;

/// Why a journal cannot be used. After an error, no item is submitted any more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// The journal could not be read or written.
    Storage(Arc<io::Error>),
    /// The journal is that of another run. It was not changed.
    Different {
        /// What the runs do not have in common, such as `base URL`.
        what: &'static str,
        /// What the journal has.
        recorded: String,
        /// What this run has.
        given: String,
    },
    /// The input does not begin with the items of the run that the journal has. Nothing was sent.
    DifferentInput,
    /// A line is not the record that was written, or the file is not a journal. It was not changed.
    Corrupt {
        /// The number of the line, from 1.
        line: u64,
    },
    /// Another version of the client wrote the journal, in a format that this one does not know. It
    /// was not changed.
    Format {
        /// The format of the journal.
        recorded: u64,
        /// The format that this version knows.
        supported: u64,
    },
    /// Another run has written to the journal after this one started.
    InUse,
}

impl fmt::Display for JournalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(_) => formatter.write_str("the journal cannot be read or written"),
            Self::Different { what, recorded, given } => write!(
                formatter,
                "the journal is that of a run with the {what} {recorded}, not {given}: use another \
                 journal, or the same {what}"
            ),
            Self::DifferentInput => formatter.write_str(
                "the input does not begin with the items of the run that the journal has: use another \
                 journal, or the same input in the same order",
            ),
            Self::Corrupt { line: 1 } => formatter.write_str(
                "line 1 is not the first record of a journal: use the journal as it was written, or \
                 another file",
            ),
            Self::Corrupt { line } => write!(
                formatter,
                "line {line} of the journal is damaged: use the journal as it was written, or \
                 another one, with which the run starts again"
            ),
            Self::Format { recorded, supported } => write!(
                formatter,
                "the journal has the format {recorded}, not {supported}: use it with the version of \
                 the client that wrote it"
            ),
            Self::InUse => formatter.write_str(
                "another run has written to the journal: start again when that run has ended, or use \
                 another journal",
            ),
        }
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Storage(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self::Storage(Arc::new(error))
    }
}
