//! The kinds of errors.
//!
//! Invariant: a kind contains nothing of the request or response.

use std::fmt;

/// What happened to a call that failed. [`Error::kind`](crate::Error::kind) returns it.
///
/// ```
/// use runtime::{Error, ErrorKind};
///
/// fn describe<E>(error: &Error<E>) -> &'static str {
///     match error.kind() {
///         ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => "network",
///         ErrorKind::Api | ErrorKind::UnexpectedStatus => "server",
///         kind => kind.name(),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument or option is not valid, and no request was sent. The source of the error says
    /// what to change.
    InvalidRequest,
    /// The operation requires a credential, and none is configured. No request was sent.
    NoCredential,
    /// The token provider failed, and no request was sent.
    Credential,
    /// The transport or the asynchronous runtime cannot send requests, so none was sent. The
    /// message of the error says why, which is that of its last source.
    Setup,
    /// The rate limit is exceeded: the status is 429, or no request was sent, because the limit admits
    /// none before the timeout of the call.
    RateLimit,
    /// No connection could be established. The server has not seen the request.
    Connect,
    /// Client and server do not agree about TLS: the certificate of the server is not trusted, or there
    /// is no TLS at its port. The server has not seen the request, and another attempt fails again.
    Tls,
    /// The timeout of an attempt or of the call elapsed.
    Timeout,
    /// The stream of the request body failed, or has another length than the one that was set. The
    /// server has received a part of the request at most.
    RequestBody,
    /// The connection failed after it was established.
    Transport,
    /// The body of a successful response exceeds the configured limit.
    BodyTooLarge,
    /// The media type of a successful response is not one that the description declares.
    ContentType,
    /// The body of a successful response does not match its schema.
    Decode,
    /// The server returned an error with a status that the description declares. If its body could
    /// not be read or decoded, there is no [`api`](crate::Error::api), and the source says why.
    Api,
    /// The server returned a status that the description does not declare.
    UnexpectedStatus,
    /// The job did not reach a terminal state before the deadline of the poller. The source is the
    /// error of the last poll, if it failed.
    JobTimeout,
    /// The response refers to a next page that is not requested. The source says why.
    Pagination,
}

impl ErrorKind {
    /// The kind in `snake_case`, for logs and metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::NoCredential => "no_credential",
            Self::Credential => "credential",
            Self::Setup => "setup",
            Self::RateLimit => "rate_limit",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::RequestBody => "request_body",
            Self::Transport => "transport",
            Self::BodyTooLarge => "body_too_large",
            Self::ContentType => "content_type",
            Self::Decode => "decode",
            Self::Api => "api",
            Self::UnexpectedStatus => "unexpected_status",
            Self::JobTimeout => "job_timeout",
            Self::Pagination => "pagination",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InvalidRequest => "the request is not valid",
            Self::NoCredential => "there is no credential for the operation",
            Self::Credential => "the token provider failed",
            Self::Setup => "the transport cannot send requests",
            Self::RateLimit => "the rate limit is exceeded",
            Self::Connect => "no connection could be established",
            Self::Tls => "no TLS could be established",
            Self::Timeout => "a timeout elapsed",
            Self::RequestBody => "the body of the request could not be read",
            Self::Transport => "the connection failed",
            Self::BodyTooLarge => "the body exceeds the limit",
            Self::ContentType => "the media type of the body is not declared",
            Self::Decode => "the body does not match its schema",
            Self::Api => "the server returned an error",
            Self::UnexpectedStatus => "the status is not declared",
            Self::JobTimeout => "the job did not finish in time",
            Self::Pagination => "the next page is not requested",
        })
    }
}
