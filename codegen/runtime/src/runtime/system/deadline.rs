//! A timeout that several steps share.
//!
//! Invariant: the steps together never take longer than the timeout.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::timeout::Timeout;

/// A timeout with the instant from which it is measured.
#[derive(Clone, Copy)]
pub(crate) struct Deadline<'c> {
    clock: &'c dyn Clock,
    start: Instant,
    timeout: Timeout,
}

impl<'c> Deadline<'c> {
    /// A timeout that starts now.
    pub(crate) fn start(clock: &'c dyn Clock, timeout: Timeout) -> Self {
        Self::since(clock, clock.now(), timeout)
    }

    /// A timeout that started at `start`.
    pub(crate) fn since(clock: &'c dyn Clock, start: Instant, timeout: Timeout) -> Self {
        Self { clock, start, timeout }
    }

    /// A timeout that starts now and ends no later than this one.
    pub(crate) fn within(&self, timeout: Timeout) -> Self {
        let now = self.clock.now();
        Self::since(self.clock, now, timeout.min(self.remaining_at(now)))
    }

    /// The clock that measures the timeout.
    pub(crate) fn clock(&self) -> &'c dyn Clock {
        self.clock
    }

    /// The time since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.start)
    }

    /// The rest of the timeout.
    pub(crate) fn remaining(&self) -> Timeout {
        self.remaining_at(self.clock.now())
    }

    fn remaining_at(&self, now: Instant) -> Timeout {
        let elapsed = now.saturating_duration_since(self.start);
        match self.timeout {
            Timeout::After(duration) => Timeout::After(duration.saturating_sub(elapsed)),
            Timeout::Disabled => Timeout::Disabled,
        }
    }

    /// The output of `future`, or `None` if the deadline passes first, which drops the future.
    pub(crate) async fn race<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        // A future that is ready at once costs no timer.
        let mut timer = None;
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            let Timeout::After(remaining) = self.remaining() else { return Poll::Pending };
            let timer = timer.get_or_insert_with(|| self.clock.sleep(remaining));
            timer.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}
