//! How long a server is left alone after a 429 that no announced limit explains.
//!
//! Invariant: pure, the time is an argument. Requests are admitted again by the passing of time
//! alone: one at once, and twice as many in each further second.

use std::time::{Duration, Instant};

use super::backoff::Backoff;
use crate::runtime::defaults::{
    INITIAL_RATE_LIMIT_BACKOFF, MAX_RATE_LIMIT_BACKOFF, MAX_RATE_LIMIT_WAIT,
};

/// The interval in which the number of admitted requests doubles.
const STEP: Duration = Duration::from_secs(1);

/// Whether requests are held back after a 429, or a 503 with `Retry-After`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Closure {
    /// The end of the wait, until a request that was sent after it is answered.
    until: Option<Instant>,
    /// The number of requests that were admitted since then.
    admitted: u64,
    /// The number of consecutive rejections.
    rejections: u32,
    /// When the last of them was received.
    last_rejection: Option<Instant>,
}

impl Closure {
    /// The time at which the next request may be sent, if it may not be sent now.
    pub(crate) fn opens_at(&self, now: Instant) -> Option<Instant> {
        let until = self.until?;
        if now < until {
            return Some(until);
        }
        let next_step = u32::try_from((now - until).as_secs()).ok()?.checked_add(1)?;
        let allowed = 1_u64.checked_shl(next_step)?.saturating_sub(1);
        (self.admitted >= allowed).then(|| until + STEP.saturating_mul(next_step))
    }

    /// Counts a request that is sent.
    pub(crate) fn admit(&mut self) {
        self.admitted = self.admitted.saturating_add(1);
    }

    /// Records a rejection. Of several requests that were sent before the first one, only the first
    /// doubles the wait.
    pub(crate) fn reject(&mut self, sent: Instant, retry_after: Option<Duration>, now: Instant) {
        let retry_after = retry_after.unwrap_or_default().min(MAX_RATE_LIMIT_WAIT);
        if self.is_outdated(sent) {
            self.until = self.until.map(|until| until.max(now + retry_after));
            return;
        }
        let backoff = Backoff { initial: INITIAL_RATE_LIMIT_BACKOFF, max: MAX_RATE_LIMIT_BACKOFF };
        self.until = Some(now + backoff.bound(self.rejections).max(retry_after));
        self.admitted = 0;
        self.rejections = self.rejections.saturating_add(1);
        self.last_rejection = Some(now);
    }

    /// Lasts at least as long as another closure.
    pub(crate) fn extend(&mut self, other: &Self) {
        if other.until > self.until {
            self.clone_from(other);
        }
    }

    /// Records any other response, which ends the closure.
    pub(crate) fn answer(&mut self, sent: Instant) {
        if !self.is_outdated(sent) {
            self.until = None;
        }
    }

    /// Records that the server has processed a request, after which the next wait is short again.
    pub(crate) fn accept(&mut self, sent: Instant) {
        if !self.is_outdated(sent) {
            self.until = None;
            self.rejections = 0;
        }
    }

    /// Whether the request was sent before the last rejection was received.
    fn is_outdated(&self, sent: Instant) -> bool {
        self.last_rejection.is_some_and(|rejection| sent <= rejection)
    }
}
