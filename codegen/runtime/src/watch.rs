//! Tells an observer and a span what one call does.
//!
//! Invariant: each call that began also ends, even if it is dropped. Without an observer nothing is
//! put together.

use std::time::Duration;

use super::base_url::BaseUrl;
use super::deadline::Deadline;
use super::observe::{Event, EventKind, Observer, Outcome};
use super::operation::Operation;
use super::span::Span;

/// What is told of one call.
pub(super) struct Watch<'c> {
    observer: Option<&'c dyn Observer>,
    span: Span,
    operation: &'static Operation,
    base_url: Option<&'c BaseUrl>,
    since: Deadline<'c>,
    attempts: u32,
    /// How much time had passed when the last request began.
    attempt_start: Duration,
    is_over: bool,
}

impl<'c> Watch<'c> {
    pub(super) fn start(
        observer: Option<&'c dyn Observer>,
        operation: &'static Operation,
        base_url: Option<&'c BaseUrl>,
        since: Deadline<'c>,
    ) -> Self {
        let span = Span::new(operation, base_url);
        let watch = Self {
            observer,
            span,
            operation,
            base_url,
            since,
            attempts: 0,
            attempt_start: Duration::ZERO,
            is_over: false,
        };
        watch.tell(EventKind::CallStarted);
        watch
    }

    /// The span of the call.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// How long ago the call began, if somebody is told of it.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        self.observer.map(|_| self.since.elapsed())
    }

    /// The rate limit has held the call back since then.
    pub(super) fn held_back_since(&self, before: Option<Duration>) {
        let Some((now, before)) = self.elapsed().zip(before) else { return };
        let wait = now.saturating_sub(before);
        if !wait.is_zero() {
            self.tell(EventKind::HeldBack(wait));
        }
    }

    pub(super) fn attempt(&mut self) {
        self.attempts += 1;
        self.attempt_start = self.elapsed().unwrap_or_default();
        self.tell(EventKind::AttemptStarted);
    }

    pub(super) fn answer(&self, outcome: Outcome) {
        self.tell(EventKind::AttemptEnded(outcome));
    }

    pub(super) fn repeat(&self, wait: Duration) {
        self.tell(EventKind::Repeating(wait));
    }

    pub(super) fn end(&mut self, outcome: Outcome) {
        self.is_over = true;
        self.span.end(self.attempts, outcome);
        self.tell(EventKind::CallEnded(outcome));
    }

    fn tell(&self, kind: EventKind) {
        if let Some(observer) = self.observer {
            let elapsed = self.since.elapsed();
            observer.observe(&Event {
                operation: self.operation,
                server_address: self.base_url.map_or("", BaseUrl::host),
                server_port: self.base_url.map_or(0, BaseUrl::port),
                attempts: self.attempts,
                elapsed,
                attempt_elapsed: elapsed.saturating_sub(self.attempt_start),
                kind,
            });
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.end(Outcome::Dropped);
        }
    }
}
