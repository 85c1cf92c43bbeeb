//! The retry budget of a client: a bucket of tokens that retries take and successes return.
//!
//! Invariant: while all calls fail, retries end after a fixed number, whatever the number of calls.
//! A client and its clones share one bucket. Nothing is shared by the whole process.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::runtime::defaults::RETRY_TOKENS;

/// A bucket of tokens.
#[derive(Debug)]
pub(crate) struct TokenBucket(AtomicU32);

impl Default for TokenBucket {
    fn default() -> Self {
        Self(AtomicU32::new(RETRY_TOKENS))
    }
}

impl TokenBucket {
    /// Takes tokens, all or none. Returns whether there were enough.
    #[must_use]
    pub(crate) fn take(&self, tokens: u32) -> bool {
        self.update(|left| left.checked_sub(tokens))
    }

    /// Returns tokens, up to the initial number.
    pub(crate) fn refund(&self, tokens: u32) {
        self.update(|left| Some(left.saturating_add(tokens).min(RETRY_TOKENS)));
    }

    fn update(&self, change: impl Fn(u32) -> Option<u32>) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}
