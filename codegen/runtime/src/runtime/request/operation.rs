//! An operation as the description declares it.
//!
//! Invariant: all values come from the description and none from a caller, so that every one of
//! them may be logged.

use http::Method;

/// Whether repeating an operation has the same effect as doing it once (RFC 9110, section 9.2.2).
/// Retries depend on it.
///
/// ```
/// use runtime::{Error, Idempotence};
///
/// fn is_safe_to_repeat<E>(error: &Error<E>) -> bool {
///     error.operation().idempotence == Idempotence::Idempotent
///         || !error.may_have_been_processed()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotence {
    /// The operation can be retried even if an earlier attempt may have been processed.
    Idempotent,
    /// Repeating the operation may apply it twice.
    NotIdempotent,
    /// Repeating a request with the same idempotency key has the same effect as sending it once. All
    /// attempts of a call have the same key, and another call has another one unless the caller sets
    /// it.
    WithKey,
}

impl Idempotence {
    /// Whether the attempts of a call can be repeated, which have the same key.
    pub(crate) fn of_attempts(self) -> Self {
        match self {
            Self::WithKey => Self::Idempotent,
            other => other,
        }
    }
}

/// An operation of the API. Each module of `operations` has one, `OPERATION`.
///
/// [`Error::operation`](crate::Error::operation) returns the operation that failed, and observers
/// and test transports receive it with every call.
///
/// ```
/// use runtime::Operation;
///
/// /// A name for logs, such as "GET /things/{id}".
/// fn name(operation: &Operation) -> String {
///     format!("{} {}", operation.method, operation.path)
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId`, or a name derived from method and path.
    pub id: &'static str,
    /// The HTTP method, such as `GET`.
    pub method: Method,
    /// The path template, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Whether the operation can be repeated.
    pub idempotence: Idempotence,
    /// The security requirements: alternatives, each a list of the names of the schemes that it
    /// combines. An empty list, or an empty alternative, allows requests without credentials.
    pub security: &'static [&'static [&'static str]],
    /// The server of this operation, where it differs from those of the API.
    pub server: Option<&'static str>,
}
