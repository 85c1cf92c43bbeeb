//! The timer of a run.
//!
//! Invariant: it runs until the earliest of the times that the run waits for.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use crate::runtime::system::{BoxFuture, Clock};

/// A timer that is set again whenever the time that is waited for changes.
pub(super) struct Timer {
    clock: Arc<dyn Clock>,
    sleep: Option<(Instant, BoxFuture<'static, ()>)>,
}

impl Timer {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, sleep: None }
    }

    /// Ready when the time has come. Pending forever without a time.
    pub(super) fn poll(&mut self, context: &mut Context<'_>, until: Option<Instant>) -> Poll<()> {
        let Some(until) = until else {
            self.sleep = None;
            return Poll::Pending;
        };
        if self.sleep.as_ref().is_none_or(|(known, _)| *known != until) {
            let wait = until.saturating_duration_since(self.clock.now());
            self.sleep = Some((until, self.clock.sleep(wait)));
        }
        let Some((_, sleep)) = &mut self.sleep else { return Poll::Pending };
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.sleep = None;
        Poll::Ready(())
    }
}
