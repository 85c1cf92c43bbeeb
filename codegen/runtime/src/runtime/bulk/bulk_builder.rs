//! Configures a run and starts it.
//!
//! Invariant: nothing is sent before the run is polled.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_core::Stream;

use super::bulk_request::BulkRequest;
use super::config::{Ambiguous, Config, ItemRetry};
use super::journal::Journal;
use super::run::Run;
use super::sender::{self, Sender};
use super::source::Source;
use crate::runtime::client::CallOptions;
use crate::runtime::system::Timeout;

/// Changes any number of records with few requests.
///
/// Items are collected to requests of as many as the API allows. Each request becomes a job, many of
/// which are open at once; their results are read, and each item yields exactly one
/// [`Outcome`](super::Outcome). The rate limiter of the client applies, and memory does not grow with
/// the number of items.
///
/// ```
/// use runtime::bulk::{Bulk, BulkError, BulkRequest};
///
/// async fn update<R: BulkRequest>(bulk: Bulk<R>, items: Vec<R::Item>) -> Result<(), BulkError<R::ApiError>> {
///     let mut run = bulk.run(items);
///     while let Some(outcome) = run.next().await? {
///         if !outcome.result.is_updated() {
///             println!("item {}: {:?}", outcome.index, outcome.result);
///         }
///     }
///     println!("{} updated", run.summary().updated);
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until the run is polled"]
pub struct Bulk<R: BulkRequest> {
    request: R,
    config: Config<R>,
    journal: Option<Journal>,
}

impl<R: BulkRequest> Bulk<R> {
    /// A run with the limits of the description.
    pub(crate) fn new(request: R) -> Self {
        let request = request.with_options(without_timeout(CallOptions::new()));
        Self { request, config: Config::default(), journal: None }
    }

    /// Sets options for each call, in place of those of the client. Without an operation timeout here,
    /// a call has none, whatever that of the client is: it waits for the rate limit as long as it takes,
    /// because an attempt that is cut short leaves its items unknown.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.request = self.request.with_options(without_timeout(options));
        self
    }

    /// Sets the maximum number of items in a request, if it is less than that of the API.
    pub fn max_items(mut self, items: usize) -> Self {
        self.config.max_items = items.clamp(1, R::MAX_ITEMS.max(1));
        self
    }

    /// Sets the maximum number of bytes in a request, if it is less than that of the API.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.config.max_bytes = bytes.clamp(1, R::MAX_BYTES.max(1));
        self
    }

    /// Sets how long a request waits for more items while the input is pending. The default is 200
    /// milliseconds.
    pub fn linger(mut self, linger: Duration) -> Self {
        self.config.linger = linger;
        self
    }

    /// Sets the maximum number of jobs that are open at once. The default is 256. Fewer are open as
    /// long as they use up the rate limit, or if jobs get slower when more are open.
    pub fn max_open_jobs(mut self, jobs: usize) -> Self {
        self.config.max_open_jobs = jobs.max(1);
        self
    }

    /// Sets the maximum number of items that wait for an earlier item with the same id. The default
    /// is 1,000. With more, no input is read until one of them can be sent.
    pub fn max_parked_items(mut self, items: usize) -> Self {
        self.config.max_parked_items = items.max(1);
        self
    }

    /// Finds the items for which a request is refused, if the response does not say it: the request is
    /// split in two halves, which are submitted again. `max_requests` is the number of such requests
    /// in the run. By default there are none, and all items of a refused request fail.
    pub fn bisect_refusals(mut self, max_requests: u32) -> Self {
        self.config.bisection_requests = max_requests;
        self
    }

    /// Submits a request once more of which it is not known whether it was processed, such as after a
    /// timeout. Its items may then be changed twice. By default they are reported as unknown.
    pub fn resubmit_ambiguous(mut self) -> Self {
        self.config.ambiguous = Ambiguous::ResubmitOnce;
        self
    }

    /// Tries items again that a job has refused, if the predicate says that they may be accepted
    /// later. An item is tried at most `max_attempts` times, not counting requests that were not
    /// processed, and the run has `max_retries` in all. By default no item is tried again. The content
    /// of items is kept until their job is finished.
    pub fn retry_items(
        mut self,
        max_attempts: u32,
        max_retries: u64,
        is_transient: impl Fn(&R::ItemResult) -> bool + Send + Sync + 'static,
    ) -> Self {
        let is_transient = Arc::new(is_transient);
        self.config.retry = Some(ItemRetry { max_attempts, budget: max_retries, is_transient });
        self
    }

    /// Records the run in a journal, or resumes the run that it has.
    pub fn journal(mut self, journal: Journal) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Runs the items of an iterator.
    pub fn run<I>(self, items: I) -> Run<R>
    where
        I: IntoIterator<Item = R::Item>,
        I::IntoIter: Send + 'static,
    {
        self.run_with_data(items.into_iter().map(|item| (item, ())))
    }

    /// Runs the items of an iterator, each with data of the caller that its outcome returns.
    pub fn run_with_data<D, I>(self, items: I) -> Run<R, D>
    where
        D: Send + Unpin + 'static,
        I: IntoIterator<Item = (R::Item, D)>,
        I::IntoIter: Send + 'static,
    {
        self.start(Source::iterator(items.into_iter()))
    }

    /// Runs the items of a stream.
    pub fn run_stream<S>(self, items: S) -> Run<R>
    where
        S: Stream<Item = R::Item> + Send + 'static,
    {
        self.start(Source::stream(items, |item| (item, ())))
    }

    /// Runs the items of a stream, each with data of the caller that its outcome returns.
    pub fn run_stream_with_data<D, S>(self, items: S) -> Run<R, D>
    where
        D: Send + Unpin + 'static,
        S: Stream<Item = (R::Item, D)> + Send + 'static,
    {
        self.start(Source::stream(items, |pair| pair))
    }

    /// Applies one change to many records: each id becomes an item that is a copy of `change`.
    pub fn run_for_ids<I>(self, change: R::Item, ids: I) -> Run<R>
    where
        R::Item: Clone,
        I: IntoIterator,
        I::Item: Into<String>,
        I::IntoIter: Send + 'static,
    {
        self.run(ids.into_iter().map(move |id| {
            let mut item = change.clone();
            R::set_id(&mut item, id.into());
            item
        }))
    }

    /// Runs the items that the sender adds. Poll the run in a task of its own: adding waits while the
    /// run is busy. A program that blocks gives [`run`](Self::run) the iterator of a
    /// [`std::sync::mpsc::Receiver`] instead.
    pub fn channel<D: Send + Unpin + 'static>(self) -> (Sender<R::Item, D>, Run<R, D>) {
        let (sender, receiver) = sender::channel(self.config.max_items);
        (sender, self.start(Source::channel(receiver)))
    }

    fn start<D: Send + Unpin + 'static>(self, source: Source<R::Item, D>) -> Run<R, D> {
        Run::new(self.request, self.config, self.journal, source)
    }
}

/// The options without a timeout of the whole call, unless one is set.
fn without_timeout(options: CallOptions) -> CallOptions {
    match options.operation_timeout {
        Some(_) => options,
        None => options.operation_timeout(Timeout::Disabled),
    }
}

impl<R: BulkRequest> fmt::Debug for Bulk<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Bulk")
            .field("operation", &R::OPERATION.id)
            .field("max_items", &self.config.max_items)
            .field("max_bytes", &self.config.max_bytes)
            .field("max_open_jobs", &self.config.max_open_jobs)
            .finish_non_exhaustive()
    }
}
