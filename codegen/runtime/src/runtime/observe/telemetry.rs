//! Reports one call to an observer and to a span.
//!
//! Invariant: each call that started also ends, even if it is dropped. Without an observer no event
//! is built.

use std::time::Duration;

use super::observer::{Event, EventKind, Observer, Outcome};
use super::span::Span;
use crate::runtime::request::{BaseUrl, Operation};
use crate::runtime::system::Deadline;

/// The telemetry of one call.
pub(crate) struct CallTelemetry<'c> {
    observer: Option<&'c dyn Observer>,
    span: Span,
    operation: &'static Operation,
    base_url: Option<&'c BaseUrl>,
    since: Deadline<'c>,
    attempts: u32,
    /// When the last attempt started, relative to the start of the call.
    attempt_start: Duration,
    has_ended: bool,
}

impl<'c> CallTelemetry<'c> {
    pub(crate) fn start(
        observer: Option<&'c dyn Observer>,
        operation: &'static Operation,
        base_url: Option<&'c BaseUrl>,
        since: Deadline<'c>,
    ) -> Self {
        let span = Span::new(operation, base_url);
        let telemetry = Self {
            observer,
            span,
            operation,
            base_url,
            since,
            attempts: 0,
            attempt_start: Duration::ZERO,
            has_ended: false,
        };
        telemetry.report(EventKind::CallStarted);
        telemetry
    }

    /// The span of the call.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The time since the start of the call, if there is an observer.
    pub(crate) fn elapsed(&self) -> Option<Duration> {
        self.observer.map(|_| self.since.elapsed())
    }

    /// Reports the time for which the rate limit delayed the call.
    pub(crate) fn rate_limited_since(&self, before: Option<Duration>) {
        let Some((now, before)) = self.elapsed().zip(before) else { return };
        let wait = now.saturating_sub(before);
        if !wait.is_zero() {
            self.report(EventKind::RateLimited(wait));
        }
    }

    pub(crate) fn start_attempt(&mut self) {
        self.attempts += 1;
        self.attempt_start = self.elapsed().unwrap_or_default();
        self.report(EventKind::AttemptStarted);
    }

    pub(crate) fn end_attempt(&self, outcome: Outcome) {
        self.report(EventKind::AttemptEnded(outcome));
    }

    pub(crate) fn retry(&self, wait: Duration) {
        self.report(EventKind::Retrying(wait));
    }

    pub(crate) fn end(&mut self, outcome: Outcome) {
        self.has_ended = true;
        self.span.end(self.attempts, outcome);
        self.report(EventKind::CallEnded(outcome));
    }

    fn report(&self, kind: EventKind) {
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

impl Drop for CallTelemetry<'_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.end(Outcome::Dropped);
        }
    }
}
