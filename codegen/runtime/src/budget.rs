//! How many retries the calls of one client may make together.
//!
//! Invariant: while everything fails, retries end after a fixed number, whatever the number of
//! calls. Each client has its own budget, which its clones share: nothing is shared by the whole
//! process.

use std::sync::atomic::{AtomicU32, Ordering};

use super::defaults::RETRY_TOKENS;

/// Tokens that retries take and successes give back.
#[derive(Debug)]
pub(super) struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(RETRY_TOKENS))
    }
}

impl Budget {
    /// Takes so many tokens, all or none. Tells whether there were enough.
    #[must_use]
    pub(super) fn take(&self, tokens: u32) -> bool {
        self.update(|left| left.checked_sub(tokens))
    }

    /// Gives tokens back. There are never more than at first.
    pub(super) fn refund(&self, tokens: u32) {
        self.update(|left| Some(left.saturating_add(tokens).min(RETRY_TOKENS)));
    }

    fn update(&self, change: impl Fn(u32) -> Option<u32>) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}
