//! Why a client could not be created.
//!
//! Invariant: each message says what to change, and none contains a credential or header value.

use std::error::Error;
use std::fmt;

use crate::runtime::jobs::PollPolicyError;
use crate::runtime::request::BaseUrlError;
use crate::runtime::resilience::RetryPolicyError;

/// Why a client could not be created, or why the options of a call are not valid.
///
/// ```
/// use runtime::{ClientBuilder, ConfigError};
///
/// fn is_insecure(builder: ClientBuilder) -> bool {
///     builder.base_url("http://example.com").build().err() == Some(ConfigError::InsecureBaseUrl)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The description has no absolute server URL, so a base URL is required.
    MissingBaseUrl,
    /// The base URL is not a URL with a host.
    InvalidBaseUrl,
    /// The base URL is not `https`, its host is not a loopback address, and other hosts are not allowed.
    InsecureBaseUrl,
    /// The base URL has a user name or password.
    CredentialsInBaseUrl,
    /// The base URL has a query or a fragment.
    QueryInBaseUrl,
    /// The description has no server with this index.
    UnknownServer {
        /// The index that was set.
        index: usize,
        /// The number of servers.
        count: usize,
    },
    /// The server has no variable with this name.
    UnknownServerVariable {
        /// The name that was set.
        name: String,
    },
    /// A required server variable is not set.
    MissingServerVariable {
        /// The name of the variable.
        name: &'static str,
    },
    /// The value of a server variable is not one of those that the description lists.
    ServerVariableNotAllowed {
        /// The name of the variable.
        name: &'static str,
        /// The listed values.
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
    /// The API has no security scheme with this name.
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
    /// A default header frames messages or belongs to the connection. The transport sets it.
    FramingHeader {
        /// The name of the header.
        name: String,
    },
    /// A timeout is zero.
    ZeroTimeout,
    /// The maximum size of responses is zero.
    ZeroResponseLimit,
    /// The retry policy is not valid.
    Retry(RetryPolicyError),
    /// The poll policy is not valid.
    Polling(PollPolicyError),
    /// The base URL is `https`, and the crate is built without TLS.
    WithoutTls,
    /// The HTTP transport could not be created, most likely because TLS has no root certificates.
    Transport {
        /// The causes.
        cause: String,
    },
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
                formatter.write_str("set `base_url`: the description has no server URL")
            }
            Self::InvalidBaseUrl => {
                formatter.write_str("set a `base_url` such as `https://host/path`")
            }
            Self::InsecureBaseUrl => formatter.write_str(
                "use `https` in `base_url`, or `allow_plain_http` for hosts other than loopback",
            ),
            Self::CredentialsInBaseUrl => {
                formatter.write_str("remove user and password from `base_url` and set a credential")
            }
            Self::QueryInBaseUrl => {
                formatter.write_str("remove query and fragment from `base_url`")
            }
            Self::UnknownServer { index, count } => {
                write!(
                    formatter,
                    "select another server than {index}: there are {count}, starting at 0"
                )
            }
            Self::UnknownServerVariable { name } => {
                write!(
                    formatter,
                    "remove the server variable `{name}`: the server has no such variable"
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
            Self::FramingHeader { name } => {
                write!(formatter, "remove the default header `{name}`: the transport sets it")
            }
            Self::ZeroTimeout => {
                formatter.write_str("set timeouts above zero, or `Timeout::Disabled`")
            }
            Self::ZeroResponseLimit => formatter.write_str("set `max_response_bytes` above zero"),
            Self::Retry(error) => error.fmt(formatter),
            Self::Polling(error) => error.fmt(formatter),
            Self::WithoutTls => formatter
                .write_str("enable the feature `rustls` or `native-tls`: `base_url` is `https`"),
            Self::Transport { cause } => {
                write!(formatter, "install root certificates, or set a `transport`: {cause}")
            }
        }
    }
}

impl Error for ConfigError {}
