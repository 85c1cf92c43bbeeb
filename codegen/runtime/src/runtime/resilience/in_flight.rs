//! A request between its admission and its response, and what is known when it ends.
//!
//! Invariant: an id is that of one request.

use std::time::{Duration, Instant};

use super::rate_limit_headers::Announcement;

/// A request that was admitted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InFlight {
    pub(super) id: u64,
    pub(super) operation: &'static str,
    pub(crate) sent: Instant,
}

/// How a request ended, as far as rate limits are concerned.
#[derive(Debug)]
pub(crate) enum Feedback {
    /// The server has not seen it.
    NotSent,
    /// The server may have counted it.
    Lost,
    /// The response announces limits, or none.
    Answered(Answer, Vec<Announcement>),
}

/// What the status of a response says about rate limits.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// The server has processed the request.
    Processed,
    /// A server, or a gateway that does not know the limit, has failed.
    Failed,
    /// No announced limit explains why the server has rejected it. With its `Retry-After`.
    Rejected(Option<Duration>),
}
