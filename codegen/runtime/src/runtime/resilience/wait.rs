//! Why a request is not sent now, and when to ask again.
//!
//! Invariant: `closed_until` is not after `until`.

use std::time::Instant;

/// Why a request is not sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// When to ask again, unless a response arrives before.
    pub(crate) until: Instant,
    /// The instant before which no response admits the request. It may be in the past.
    pub(crate) closed_until: Instant,
}

impl Wait {
    /// A wait that no response shortens.
    pub(crate) fn closed(until: Instant) -> Self {
        Self { until, closed_until: until }
    }

    /// The wait for both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            until: self.until.max(other.until),
            closed_until: self.closed_until.max(other.closed_until),
        }
    }
}
