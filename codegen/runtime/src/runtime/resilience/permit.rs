//! Permission to send one request, which records how the request ends.
//!
//! Invariant: each admitted request is recorded once. A request that is dropped counts if it was
//! sent, and does not count otherwise.

use std::time::Instant;

use http::StatusCode;

use super::in_flight::{Answer, Feedback, InFlight};
use super::rate_limit_headers;
use super::rate_limiter::RateLimiter;
use crate::runtime::response::{ResponseParts, retry_after};

/// Permission to send one request.
pub(crate) struct Permit {
    limiter: RateLimiter,
    request: Option<InFlight>,
    stage: Stage,
}

/// What has happened to the request of a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Admitted,
    Sent,
}

impl Permit {
    pub(super) fn new(limiter: RateLimiter, request: InFlight) -> Self {
        Self { limiter, request: Some(request), stage: Stage::Admitted }
    }

    /// Records that the request is sent now. If the permit is dropped, it counts from here on.
    pub(crate) fn sending(&mut self, now: Instant) {
        self.stage = Stage::Sent;
        if let Some(request) = &mut self.request {
            self.limiter.resend(request, now);
        }
    }

    /// Records that the server has not seen the request.
    pub(crate) fn not_sent(self, now: Instant) {
        self.record(Feedback::NotSent, now);
    }

    /// Records the response.
    pub(crate) fn received(self, response: &ResponseParts, now: Instant) {
        let ResponseParts { status, headers, received } = response;
        let announced = rate_limit_headers::find(headers, self.limiter.header_names(), *received);
        let retry_after = || retry_after::find(headers, *received);
        let is_explained = announced.iter().any(|limit| limit.remaining == 0);
        let answer = match *status {
            StatusCode::TOO_MANY_REQUESTS if !is_explained => Answer::Rejected(retry_after()),
            StatusCode::SERVICE_UNAVAILABLE if !is_explained => match retry_after() {
                Some(wait) => Answer::Rejected(Some(wait)),
                None => Answer::Failed,
            },
            status if status.is_server_error() => Answer::Failed,
            _ => Answer::Processed,
        };
        self.record(Feedback::Answered(answer, announced), now);
    }

    fn record(mut self, feedback: Feedback, now: Instant) {
        if let Some(request) = self.request.take() {
            self.limiter.record(request, feedback, now);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(request) = self.request.take() {
            let feedback = match self.stage {
                Stage::Admitted => Feedback::NotSent,
                Stage::Sent => Feedback::Lost,
            };
            self.limiter.record(request, feedback, request.sent);
        }
    }
}
