//! Why a request was not sent: a problem with its arguments or credentials.
//!
//! Invariant: messages contain names from the description and never a value.

use std::error::Error;
use std::fmt;

/// Why a request was not sent. It is the [`source`](std::error::Error::source) of an
/// [`Error`](crate::Error) of the kind [`InvalidRequest`](crate::ErrorKind::InvalidRequest) or
/// [`NoCredential`](crate::ErrorKind::NoCredential).
///
/// ```
/// use std::error::Error as _;
///
/// use runtime::{Error, RequestError};
///
/// fn is_too_long<E>(error: &Error<E>) -> bool {
///     let source = error.source().and_then(|source| source.downcast_ref());
///     matches!(source, Some(RequestError::Url))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A path parameter is empty, or makes a segment `.` or `..`, which would address another
    /// resource.
    PathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A placeholder of the path has no value.
    PathIncomplete,
    /// A value could not be serialized.
    Serialize {
        /// The name of the parameter, or `body`.
        name: &'static str,
    },
    /// A header has a name or value with characters that cannot be sent.
    Header {
        /// The name of the header.
        name: String,
    },
    /// A cookie that is sent as it is has characters that end or break it, such as a semicolon.
    Cookie {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A header frames the message or belongs to the connection, so that the transport sets it. A
    /// `Content-Length` other than that of the body is such a header as well.
    FramingHeader {
        /// The name of the header.
        name: String,
    },
    /// The URL is not valid, or too long.
    Url,
    /// No multipart boundary was found that does not occur in a part.
    Boundary,
    /// The operation requires credentials, and no alternative is configured.
    NoCredential {
        /// The alternatives, as names of security schemes.
        schemes: String,
    },
    /// A token is empty or has characters that cannot be sent.
    Token {
        /// The security scheme that the token is for.
        scheme: &'static str,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PathParameter { name } => write!(
                formatter,
                "the path parameter `{name}` is empty or makes a segment `.` or `..`"
            ),
            Self::PathIncomplete => formatter.write_str("a placeholder of the path has no value"),
            Self::Serialize { name } => {
                write!(formatter, "the value of `{name}` could not be serialized")
            }
            Self::Header { name } => {
                write!(formatter, "the header `{name}` has a name or value that cannot be sent")
            }
            Self::Cookie { name } => {
                write!(formatter, "the cookie `{name}` has characters that no cookie can have")
            }
            Self::FramingHeader { name } => {
                write!(formatter, "the header `{name}` is set by the transport only")
            }
            Self::Url => formatter.write_str("the URL is not valid or too long"),
            Self::Boundary => formatter.write_str("no multipart boundary fits between the parts"),
            Self::NoCredential { schemes } => write!(
                formatter,
                "no credential is configured: set {schemes} on the client builder"
            ),
            Self::Token { scheme } => write!(
                formatter,
                "the token for `{scheme}` is empty or has characters that cannot be sent"
            ),
        }
    }
}

impl Error for RequestError {}
