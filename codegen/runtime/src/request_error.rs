//! Why a request was not sent: what is wrong with its values, options or credentials.
//!
//! Invariant: the texts name things of the description and never tell a value.

use std::error::Error;
use std::fmt;

use super::config_error::ConfigError;
use super::poll_policy::PollError;
use super::retry::RetryError;

/// Why a request was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A path parameter is empty, or makes a whole segment `.` or `..`, which would address
    /// another resource.
    PathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The path has a placeholder for which there is no value.
    PathIncomplete,
    /// A value could not be written: its `Serialize` failed.
    Serialize {
        /// The name of the parameter, or `body`.
        name: &'static str,
    },
    /// The text of a header has characters that headers cannot have.
    Header {
        /// The name of the header.
        name: String,
    },
    /// The URL is not valid, or too long.
    Url,
    /// The base URL of the call is none that a client may have.
    BaseUrl(ConfigError),
    /// No text was found that occurs in none of the parts of the body, to stand between them.
    Boundary,
    /// A time limit of the call is zero.
    ZeroTimeLimit,
    /// The limit for the response of the call is zero.
    ZeroResponseLimit,
    /// The policy for waiting makes no sense.
    Polling(PollError),
    /// The retry policy of the call makes no sense.
    Retry(RetryError),
    /// The operation requires a credential and none that fits is configured.
    NoCredential {
        /// The security schemes of which one or a combination has to be configured.
        schemes: String,
    },
    /// A token has characters that credentials cannot have, or none at all.
    Token {
        /// The security scheme that the token is for.
        scheme: &'static str,
    },
    /// A thread of an asynchronous runtime was to wait, which would block all that it runs.
    InsideRuntime,
    /// The system has no thread left for a runtime.
    NoRuntime,
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PathParameter { name } => {
                write!(
                    formatter,
                    "the path parameter `{name}` is empty or makes a segment `.` or `..`"
                )
            }
            Self::PathIncomplete => formatter.write_str("a placeholder of the path has no value"),
            Self::Serialize { name } => {
                write!(formatter, "the value of `{name}` could not be serialized")
            }
            Self::Header { name } => {
                write!(formatter, "the header `{name}` has a name or value that cannot be sent")
            }
            Self::Boundary => formatter.write_str("no boundary fits between the parts of the body"),
            Self::BaseUrl(error) => error.fmt(formatter),
            Self::Url => formatter.write_str("the URL is not valid or too long"),
            Self::ZeroTimeLimit => {
                formatter.write_str("a time limit is zero; use `TimeLimit::Disabled` for none")
            }
            Self::ZeroResponseLimit => formatter.write_str("set `max_response_bytes` above zero"),
            Self::Polling(error) => error.fmt(formatter),
            Self::Retry(error) => error.fmt(formatter),
            Self::NoCredential { schemes } => {
                write!(
                    formatter,
                    "a credential is required: configure {schemes} on the client builder"
                )
            }
            Self::Token { scheme } => {
                write!(
                    formatter,
                    "the token of `{scheme}` is empty or has characters that cannot be sent"
                )
            }
            Self::InsideRuntime => formatter
                .write_str("a thread of an asynchronous runtime cannot wait; await the call there"),
            Self::NoRuntime => formatter.write_str("no thread could be started to wait with"),
        }
    }
}

impl Error for RequestError {}
