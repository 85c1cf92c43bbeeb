//! How a run ends: at the end of the input, because it was asked to, or by an error.
//!
//! Invariant: a run that stops submits nothing more. The first error counts.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use futures_core::future::BoxFuture;
use tokio::sync::watch;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::driver::Driver;
use super::item_retries::Refused;
use super::journal_error::JournalError;
use super::outcome::{Failure, ItemResult, UnknownReason};
use super::shutdown::Shutdown;

/// How far a run is from its end.
pub(super) struct Ending<R: BulkRequest> {
    phase: Phase,
    error: Option<BulkError<R::ApiError>>,
    requested: Shutdown,
    shutdown: watch::Receiver<Shutdown>,
    /// Waits for the next request to shut down.
    change: Option<BoxFuture<'static, bool>>,
    /// When a run that drains is aborted.
    deadline: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    /// Nothing more is submitted.
    Stopping,
}

impl<R: BulkRequest> Ending<R> {
    pub(super) fn new(shutdown: watch::Receiver<Shutdown>) -> Self {
        Self {
            phase: Phase::New,
            error: None,
            requested: Shutdown::Running,
            shutdown,
            change: None,
            deadline: None,
        }
    }

    pub(super) fn is_new(&self) -> bool {
        self.phase == Phase::New
    }

    pub(super) fn start(&mut self) {
        self.phase = Phase::Running;
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.phase == Phase::Stopping
    }

    /// When the run is aborted.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The error of the run, once.
    pub(super) fn finish(&mut self) -> Option<BulkError<R::ApiError>> {
        self.error.take()
    }

    /// A request to shut down that was not handled yet.
    fn poll_request(&mut self, context: &mut Context<'_>) -> Poll<Shutdown> {
        loop {
            let change = self.change.get_or_insert_with(|| {
                let mut shutdown = self.shutdown.clone();
                // A clone has seen what the original has.
                Box::pin(async move { shutdown.changed().await.is_ok() })
            });
            match change.as_mut().poll(context) {
                // The handle lives as long as the run, so that there is always a sender.
                Poll::Pending | Poll::Ready(false) => return Poll::Pending,
                Poll::Ready(true) => {
                    self.change = None;
                    let requested = *self.shutdown.borrow_and_update();
                    if requested != self.requested {
                        self.requested = requested;
                        return Poll::Ready(requested);
                    }
                }
            }
        }
    }
}

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Stops the run because of an error, once what was submitted is settled.
    pub(super) fn stop(&mut self, error: BulkError<R::ApiError>) {
        self.ending.phase = Phase::Stopping;
        self.ending.error.get_or_insert(error);
    }

    pub(super) fn stop_for_different_input(&mut self) {
        self.journal = None;
        self.stop(BulkError::Journal(JournalError::DifferentInput));
    }

    /// Handles requests to shut down, and ends the input of a run that stops.
    pub(super) fn poll_ending(&mut self, context: &mut Context<'_>, now: Instant) -> bool {
        let mut has_progressed = false;
        while let Poll::Ready(requested) = self.ending.poll_request(context) {
            has_progressed = true;
            self.ending.phase = Phase::Stopping;
            match requested {
                Shutdown::Running => {}
                Shutdown::Draining(deadline) => self.ending.deadline = now.checked_add(deadline),
                Shutdown::Aborted => self.abort(),
            }
        }
        if self.ending.deadline.is_some_and(|deadline| deadline <= now) {
            self.abort();
            has_progressed = true;
        }
        if self.ending.is_stopping() && self.end_input(context) {
            has_progressed = true;
        }
        has_progressed
    }

    /// Reports everything that was not sent.
    fn end_input(&mut self, context: &mut Context<'_>) -> bool {
        let mut has_progressed = false;
        for Refused { item, result, job } in self.retries.take_all() {
            has_progressed = true;
            self.settle(item, job.as_ref(), ItemResult::Failed(Failure::Item(result)));
        }
        let mut unsent: Vec<_> = self.waiting.drain(..).flat_map(|chunk| chunk.items).collect();
        if !self.intake.is_ended() || !self.intake.is_empty() {
            unsent.extend(self.intake.end(context, &mut self.outcomes));
        }
        has_progressed |= !unsent.is_empty();
        unsent.sort_by_key(|item| item.index);
        let not_sent = || ItemResult::Failed(Failure::NotSent);
        self.outcomes.extend(unsent.into_iter().map(|item| item.settle(None, not_sent())));
        has_progressed
    }

    /// Reports everything that was submitted as unknown.
    fn abort(&mut self) {
        self.ending.deadline = None;
        self.requests.cancel();
        let aborted = || ItemResult::Unknown(UnknownReason::Aborted);
        for chunk in std::mem::take(&mut self.submitting).into_values() {
            let items = chunk.items.into_iter();
            self.outcomes.extend(items.map(|item| item.settle(None, aborted())));
        }
        for job in self.jobs.close_all() {
            let id = Arc::clone(&job.id);
            let items = job.items.into_iter();
            self.outcomes.extend(items.map(|item| item.settle(Some(Arc::clone(&id)), aborted())));
        }
    }
}
