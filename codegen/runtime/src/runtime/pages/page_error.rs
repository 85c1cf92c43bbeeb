//! Why the next page of a list cannot be requested.
//!
//! Invariant: it contains nothing of the response.

use std::fmt;

use crate::runtime::request::Operation;
use crate::runtime::response::{CallInfo, Error, ErrorKind};

/// Why the next page of a list cannot be requested. It is the
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
}

impl fmt::Display for PageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Repeated => "the page refers to one that has been received already",
            Self::OtherOrigin => "the link to the next page has another origin than the request",
        })
    }
}

impl std::error::Error for PageError {}

/// The error of an operation whose next page is not requested.
pub(crate) fn page_error(problem: PageError, operation: &'static Operation) -> Error {
    Error::new(ErrorKind::Pagination, CallInfo::unsent(operation)).with_source(problem)
}
