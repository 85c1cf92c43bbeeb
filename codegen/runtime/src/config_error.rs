//! Why a client could not be made.
//!
//! Invariant: each text says what to do, and none tells the value of a credential or header.

use std::error::Error;
use std::fmt;

use super::base_url::BaseUrlError;
use super::poll_policy::PollError;
use super::retry::RetryError;

/// Why a client could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The description names no server that could be called, so that a base URL is needed.
    MissingBaseUrl,
    /// The base URL is not a URL with a host.
    InvalidBaseUrl,
    /// The base URL is not `https`, and its host is not this machine.
    InsecureBaseUrl,
    /// The base URL has a user name or password.
    CredentialsInBaseUrl,
    /// The base URL has a query or a fragment.
    QueryInBaseUrl,
    /// There is no server of that number.
    UnknownServer {
        /// The number asked for.
        index: usize,
        /// How many servers there are.
        count: usize,
    },
    /// The server has no variable of that name.
    UnknownServerVariable {
        /// The name that was set.
        name: String,
    },
    /// The server has a variable that must be set and is not.
    MissingServerVariable {
        /// The name of the variable.
        name: &'static str,
    },
    /// The value of a server variable is none of those that the description lists.
    ServerVariableNotAllowed {
        /// The name of the variable.
        name: &'static str,
        /// The values that it can have.
        allowed: &'static [&'static str],
    },
    /// The value of a server variable is not one DNS label, and would change the host.
    ServerVariableNotHostLabel {
        /// The name of the variable.
        name: &'static str,
    },
    /// The value of a server variable has characters that would change the path.
    ServerVariableNotPath {
        /// The name of the variable.
        name: &'static str,
    },
    /// The API has no security scheme of that name.
    UnknownScheme {
        /// The name that was set.
        name: String,
    },
    /// The credential is of another kind than the security scheme.
    CredentialMismatch {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// The credential is empty or has characters that cannot be sent.
    InvalidCredential {
        /// The name of the scheme.
        scheme: &'static str,
    },
    /// The user agent has characters that headers cannot have.
    InvalidUserAgent,
    /// A default header has a name or value that cannot be sent.
    InvalidHeader {
        /// The name of the header.
        name: String,
    },
    /// A time limit is zero.
    ZeroTimeLimit,
    /// The limit for responses is zero.
    ZeroResponseLimit,
    /// The retry policy makes no sense.
    Retry(RetryError),
    /// The policy for waiting makes no sense.
    Polling(PollError),
    /// The HTTP client of the system could not be made: TLS has no certificates, most likely.
    Transport,
}

impl From<BaseUrlError> for ConfigError {
    fn from(error: BaseUrlError) -> Self {
        match error {
            BaseUrlError::Invalid => Self::InvalidBaseUrl,
            BaseUrlError::Insecure => Self::InsecureBaseUrl,
            BaseUrlError::Credentials => Self::CredentialsInBaseUrl,
            BaseUrlError::QueryOrFragment => Self::QueryInBaseUrl,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingBaseUrl => {
                formatter.write_str("set `base_url`: the description names no server to call")
            }
            Self::InvalidBaseUrl => {
                formatter.write_str("set a `base_url` such as `https://host/path`")
            }
            Self::InsecureBaseUrl => {
                formatter.write_str("use `https` in `base_url`: `http` is for this machine only")
            }
            Self::CredentialsInBaseUrl => {
                formatter.write_str("remove user and password from `base_url` and set a credential")
            }
            Self::QueryInBaseUrl => {
                formatter.write_str("remove query and fragment from `base_url`")
            }
            Self::UnknownServer { index, count } => {
                write!(
                    formatter,
                    "choose another server than {index}: there are {count}, counted from 0"
                )
            }
            Self::UnknownServerVariable { name } => {
                write!(
                    formatter,
                    "remove the server variable `{name}`: the server has none of that name"
                )
            }
            Self::MissingServerVariable { name } => {
                write!(formatter, "set the server variable `{name}`")
            }
            Self::ServerVariableNotAllowed { name, allowed } => {
                write!(
                    formatter,
                    "set the server variable `{name}` to one of: {}",
                    allowed.join(", ")
                )
            }
            Self::ServerVariableNotHostLabel { name } => write!(
                formatter,
                "set the server variable `{name}` to 1 to 63 letters, digits and inner hyphens: it is a part of the host"
            ),
            Self::ServerVariableNotPath { name } => write!(
                formatter,
                "set the server variable `{name}` to letters, digits and `-._~`, in segments joined by `/`"
            ),
            Self::UnknownScheme { name } => {
                write!(
                    formatter,
                    "remove the credential for `{name}`: there is no such security scheme"
                )
            }
            Self::CredentialMismatch { scheme } => {
                write!(
                    formatter,
                    "set the kind of credential that `{scheme}` takes: a token, or a user and password"
                )
            }
            Self::InvalidCredential { scheme } => write!(
                formatter,
                "set the credential for `{scheme}` without spaces and control characters, and not empty"
            ),
            Self::InvalidUserAgent => {
                formatter.write_str("set a `user_agent` of visible ASCII characters")
            }
            Self::InvalidHeader { name } => {
                write!(
                    formatter,
                    "set the default header `{name}` with a name and value of visible ASCII characters"
                )
            }
            Self::ZeroTimeLimit => {
                formatter.write_str("set time limits above zero, or `TimeLimit::Disabled`")
            }
            Self::ZeroResponseLimit => formatter.write_str("set `max_response_bytes` above zero"),
            Self::Retry(error) => error.fmt(formatter),
            Self::Polling(error) => error.fmt(formatter),
            Self::Transport => {
                formatter.write_str("install root certificates, or set a `transport`")
            }
        }
    }
}

impl Error for ConfigError {}
