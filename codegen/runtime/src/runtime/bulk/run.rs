//! A run: the outcomes of its items, as they settle.
//!
//! Invariant: each item that is taken from the input yields one outcome. Nothing happens while the
//! run is not polled, and dropping `next` loses nothing.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::config::Config;
use super::driver::Driver;
use super::journal::Journal;
use super::outcome::Outcome;
use super::shutdown::Handle;
use super::source::Source;
use super::summary::Summary;

/// The outcomes of the items of a bulk operation, in the order in which they settle.
///
/// It is also a [`Stream`](futures_core::Stream) of results. Dropping it stops locally: jobs that were
/// accepted run on, and a later run of the same journal reads their results.
#[must_use = "nothing is sent until the run is polled"]
pub struct Run<R: BulkRequest, D = ()> {
    driver: Driver<R, D>,
    handle: Handle,
}

/// What [`Run::run_to_end`] returns.
#[must_use = "it says whether all items were updated"]
#[non_exhaustive]
pub struct Report<R: BulkRequest, D = ()> {
    /// The numbers.
    pub summary: Summary,
    /// The outcomes of the items that failed or are unknown.
    pub failures: Vec<Outcome<R, D>>,
    /// Why the run stopped before the end of the input, if it did.
    pub error: Option<BulkError<R::ApiError>>,
}

impl<R: BulkRequest, D: Send + Unpin + 'static> Run<R, D> {
    pub(super) fn new(
        request: R,
        config: Config<R>,
        journal: Option<Journal>,
        source: Source<R::Item, D>,
    ) -> Self {
        let (handle, shutdown) = Handle::new();
        Self { driver: Driver::new(request, config, journal, source, shutdown), handle }
    }

    /// The outcome of the next item that settles, or `None` after the last one. An outcome counts as
    /// received when the next one is asked for: a later run of the journal reports it again unless
    /// that has happened.
    ///
    /// # Errors
    /// The run stopped before the end of the input. All outcomes were returned before.
    pub async fn next(&mut self) -> Result<Option<Outcome<R, D>>, BulkError<R::ApiError>> {
        poll_fn(|context| self.driver.poll_next(context)).await
    }

    /// Runs to the end, and keeps the outcomes of the items that were not updated.
    pub async fn run_to_end(mut self) -> Report<R, D> {
        let mut failures = Vec::new();
        let error = loop {
            match self.next().await {
                Ok(Some(outcome)) if outcome.result.is_updated() => {}
                Ok(Some(outcome)) => failures.push(outcome),
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        Report { summary: self.summary(), failures, error }
    }

    /// What the run has done so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.driver.summary()
    }

    /// A handle that ends the run early.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl<R: BulkRequest, D: Send + Unpin + 'static> Stream for Run<R, D> {
    type Item = Result<Outcome<R, D>, BulkError<R::ApiError>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.driver.poll_next(context).map(Result::transpose)
    }
}

impl<R: BulkRequest, D> fmt::Debug for Run<R, D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Run").field("operation", &R::OPERATION.id).finish_non_exhaustive()
    }
}

impl<R: BulkRequest, D> fmt::Debug for Report<R, D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Report")
            .field("summary", &self.summary)
            .field("failures", &self.failures)
            .field("error", &self.error)
            .finish()
    }
}
