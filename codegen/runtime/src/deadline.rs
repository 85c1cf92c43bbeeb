//! A time limit that several steps share.
//!
//! Invariant: the steps together never take longer than the limit, whoever waits for what.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::options::TimeLimit;

/// A time limit that has begun to run.
#[derive(Clone, Copy)]
pub(super) struct Deadline<'c> {
    clock: &'c dyn Clock,
    start: Instant,
    limit: TimeLimit,
}

impl<'c> Deadline<'c> {
    /// Starts the limit now.
    pub(super) fn start(clock: &'c dyn Clock, limit: TimeLimit) -> Self {
        Self::since(clock, clock.now(), limit)
    }

    /// A limit that has run since then.
    pub(super) fn since(clock: &'c dyn Clock, start: Instant, limit: TimeLimit) -> Self {
        Self { clock, start, limit }
    }

    /// A limit within this one: it starts now and ends no later than this one.
    pub(super) fn within(&self, limit: TimeLimit) -> Self {
        let now = self.clock.now();
        Self::since(self.clock, now, limit.min(self.remaining_at(now)))
    }

    /// What measures the limit.
    pub(super) fn clock(&self) -> &'c dyn Clock {
        self.clock
    }

    /// The time since the start.
    pub(super) fn elapsed(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.start)
    }

    /// What is left of the limit.
    pub(super) fn remaining(&self) -> TimeLimit {
        self.remaining_at(self.clock.now())
    }

    fn remaining_at(&self, now: Instant) -> TimeLimit {
        let elapsed = now.saturating_duration_since(self.start);
        match self.limit {
            TimeLimit::After(duration) => TimeLimit::After(duration.saturating_sub(elapsed)),
            TimeLimit::Disabled => TimeLimit::Disabled,
        }
    }

    /// What the work gives, or `None` if the limit is over before. The work is dropped then.
    pub(super) async fn race<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        // Work that is done at once costs no alarm.
        let mut alarm = None;
        poll_fn(|context| {
            if let Poll::Ready(output) = work.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            let TimeLimit::After(remaining) = self.remaining() else { return Poll::Pending };
            let alarm = alarm.get_or_insert_with(|| self.clock.sleep(remaining));
            alarm.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}
