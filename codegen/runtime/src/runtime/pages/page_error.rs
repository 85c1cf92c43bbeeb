//! Why a list cannot be read further.
//!
//! Invariant: it contains nothing of the response but its status.

use std::fmt;

use http::StatusCode;

use crate::runtime::request::Operation;
use crate::runtime::response::{CallInfo, Error, ErrorKind};

/// Why a list cannot be read further. It is the
/// [`source`](std::error::Error::source) of an [`Error`](crate::Error) of the kind
/// [`Pagination`](crate::ErrorKind::Pagination).
///
/// ```
/// use std::error::Error as _;
///
/// use runtime::{Error, PageError};
///
/// fn is_endless<E>(error: &Error<E>) -> bool {
///     let source = error.source().and_then(|source| source.downcast_ref());
///     matches!(source, Some(PageError::Repeated))
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The last page refers to one that has been received already, so that the list would never end.
    Repeated,
    /// The link to the next page has another scheme, host or port than the request. It is not
    /// followed, because the credentials of the client would be sent there.
    OtherOrigin,
    /// The response with this status is a success, but no page of the list. It has no items.
    OtherResponse(StatusCode),
}

impl fmt::Display for PageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => {
                formatter.write_str("the page refers to one that has been received already")
            }
            Self::OtherOrigin => {
                formatter.write_str("the link to the next page has another origin than the request")
            }
            Self::OtherResponse(status) => {
                write!(formatter, "the response with status {status} is no page of the list")
            }
        }
    }
}

impl std::error::Error for PageError {}

/// The error of an operation whose next page is not requested.
pub(crate) fn page_error(problem: PageError, operation: &'static Operation) -> Error {
    Error::new(ErrorKind::Pagination, CallInfo::unsent(operation)).with_source(problem)
}
