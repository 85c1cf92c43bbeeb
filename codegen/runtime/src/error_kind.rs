//! What went wrong with a call, as one of few words.
//!
//! Invariant: a kind says how far the call came, and its words tell nothing of what was sent or
//! answered.

use std::fmt;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Something of the request is not right. Nothing was sent; the source tells what to change.
    InvalidRequest,
    /// The source of tokens failed. Nothing was sent.
    Credential,
    /// The rate limit leaves no room before the time for the call is over. Nothing was sent.
    RateLimit,
    /// There was no connection to the server.
    Connect,
    /// A time limit ran out.
    Timeout,
    /// The connection failed.
    Transport,
    /// The body of the response is longer than allowed.
    BodyTooLarge,
    /// The body of the response is of another media type than described.
    ContentType,
    /// The body of the response does not fit the description.
    Decode,
    /// The server answered with an error that the description knows.
    Api,
    /// The server answered with a status that the description does not know.
    UnexpectedStatus,
    /// The job that was waited for has not ended in time. The source tells why the last look at it
    /// failed, if it did.
    Unfinished,
}

impl ErrorKind {
    /// The kind as one word, for logs and metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Credential => "credential",
            Self::RateLimit => "rate_limit",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::BodyTooLarge => "body_too_large",
            Self::ContentType => "content_type",
            Self::Decode => "decode",
            Self::Api => "api",
            Self::UnexpectedStatus => "unexpected_status",
            Self::Unfinished => "unfinished",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InvalidRequest => "the request is not valid",
            Self::Credential => "the source of tokens failed",
            Self::RateLimit => "the rate limit leaves no room",
            Self::Connect => "there is no connection",
            Self::Timeout => "the time limit ran out",
            Self::Transport => "the connection failed",
            Self::BodyTooLarge => "the body is longer than allowed",
            Self::ContentType => "the body is of another media type than described",
            Self::Decode => "the body does not fit the description",
            Self::Api => "the server refused",
            Self::UnexpectedStatus => "the status is not described",
            Self::Unfinished => "the job has not ended in time",
        })
    }
}
