//! Reports one call to an observer and to spans.
//!
//! Invariant: each call and each attempt that started also ends, even if it is dropped. Without an
//! observer no event is built.

use std::mem;
use std::time::Duration;

use super::observer::{Event, EventKind, Observer, Outcome};
use super::span::Span;
use crate::runtime::request::{BaseUrl, Operation};
use crate::runtime::system::Deadline;

/// The telemetry of one call.
pub(crate) struct CallTelemetry<'c> {
    observer: Option<&'c dyn Observer>,
    span: Span,
    stage: Stage,
    operation: &'static Operation,
    base_url: Option<&'c BaseUrl>,
    since: Deadline<'c>,
    attempts: u32,
    /// When the last attempt started, relative to the start of the call.
    attempt_start: Duration,
}

/// How far a call is.
enum Stage {
    /// It prepares an attempt, or waits for one.
    Between,
    /// It makes an attempt, in this span.
    Attempt(Span),
    /// It has ended.
    Ended,
}

impl<'c> CallTelemetry<'c> {
    pub(crate) fn start(
        observer: Option<&'c dyn Observer>,
        operation: &'static Operation,
        base_url: Option<&'c BaseUrl>,
        since: Deadline<'c>,
    ) -> Self {
        let telemetry = Self {
            observer,
            span: Span::of_call(operation),
            stage: Stage::Between,
            operation,
            base_url,
            since,
            attempts: 0,
            attempt_start: Duration::ZERO,
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

    /// Starts the next attempt and returns its span.
    pub(crate) fn start_attempt(&mut self) -> Span {
        self.attempts += 1;
        self.attempt_start = self.elapsed().unwrap_or_default();
        let span = Span::of_attempt(self.operation, self.base_url, self.attempts);
        self.stage = Stage::Attempt(span.clone());
        self.report(EventKind::AttemptStarted);
        span
    }

    pub(crate) fn end_attempt(&mut self, outcome: Outcome) {
        if let Stage::Attempt(span) = mem::replace(&mut self.stage, Stage::Between) {
            span.end(outcome);
            self.report(EventKind::AttemptEnded(outcome));
        }
    }

    pub(crate) fn retry(&self, wait: Duration) {
        self.report(EventKind::Retrying(wait));
    }

    pub(crate) fn end(&mut self, outcome: Outcome) {
        self.stage = Stage::Ended;
        self.span.end(outcome);
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
        if !matches!(self.stage, Stage::Ended) {
            self.end_attempt(Outcome::Dropped);
            self.end(Outcome::Dropped);
        }
    }
}
