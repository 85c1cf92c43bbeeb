//! Why a run stopped before the end of its input.
//!
//! Invariant: when it is returned, every item that was taken from the input has had its outcome.

use std::fmt;
use std::sync::Arc;

use super::journal_error::JournalError;
use crate::runtime::response::Error;

/// Why a run stopped before the end of its input. All outcomes were returned before.
#[non_exhaustive]
pub enum BulkError<E = ()> {
    /// The credential was rejected with 401, and another one of the token provider as well.
    Unauthorized(Arc<Error<E>>),
    /// Several requests in a row were refused with the same error.
    Refused(Arc<Error<E>>),
    /// The server did not accept a request for too long.
    Unavailable(Arc<Error<E>>),
    /// A request cannot be sent, whatever its items are.
    Request(Arc<Error<E>>),
    /// The journal could not be read or written, or it is that of another run.
    Journal(JournalError),
}

impl<E> fmt::Display for BulkError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unauthorized(_) => "the credential was rejected",
            Self::Refused(_) => "several requests in a row were refused with the same error",
            Self::Unavailable(_) => "the server did not accept a request for too long",
            Self::Request(_) => "no request can be sent",
            Self::Journal(_) => "the journal cannot be used",
        })
    }
}

impl<E> fmt::Debug for BulkError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unauthorized(error) => {
                formatter.debug_tuple("Unauthorized").field(error).finish()
            }
            Self::Refused(error) => formatter.debug_tuple("Refused").field(error).finish(),
            Self::Unavailable(error) => formatter.debug_tuple("Unavailable").field(error).finish(),
            Self::Request(error) => formatter.debug_tuple("Request").field(error).finish(),
            Self::Journal(error) => formatter.debug_tuple("Journal").field(error).finish(),
        }
    }
}

impl<E: 'static> std::error::Error for BulkError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Unauthorized(error)
            | Self::Refused(error)
            | Self::Unavailable(error)
            | Self::Request(error) => &**error,
            Self::Journal(error) => error,
        })
    }
}

impl<E> From<JournalError> for BulkError<E> {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}
