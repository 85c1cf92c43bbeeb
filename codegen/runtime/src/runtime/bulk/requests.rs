//! The requests of a run that are in flight.
//!
//! Invariant: dropping them cancels all of them. Each yields one event.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

use super::bulk_request::{BulkRequest, ItemResults, JobState, Submission};
use super::open_jobs::Read;
use crate::runtime::response::{Error, Response};
use crate::runtime::system::BoxFuture;

/// The requests in flight.
pub(super) struct Requests<R: BulkRequest> {
    request: R,
    in_flight: FuturesUnordered<BoxFuture<'static, Event<R>>>,
}

/// How a request ended. The number is that of the submit.
pub(super) enum Event<R: BulkRequest> {
    Submitted(u64, Answer<Submission<R::ItemResult>, R>),
    /// With the time at which it was sent.
    State(u64, Instant, Answer<JobState, R>),
    Results(u64, Instant, Answer<ItemResults<R::ItemResult>, R>),
}

/// The response to a request, or why there is none.
pub(super) type Answer<T, R> = Result<Response<T>, Error<<R as BulkRequest>::ApiError>>;

impl<R: BulkRequest> Requests<R> {
    pub(super) fn new(request: R) -> Self {
        Self { request, in_flight: FuturesUnordered::new() }
    }

    pub(super) fn request(&self) -> &R {
        &self.request
    }

    pub(super) fn is_empty(&self) -> bool {
        self.in_flight.is_empty()
    }

    /// Submits a body.
    pub(super) fn submit(&mut self, number: u64, body: Bytes) {
        let submit = self.request.clone().submit(body);
        self.in_flight.push(Box::pin(async move { Event::Submitted(number, submit.await) }));
    }

    /// Reads the state or the results of a job.
    pub(super) fn read(&mut self, number: u64, job: &Arc<str>, read: Read, now: Instant) {
        let (request, job) = (self.request.clone(), job.to_string());
        let event: BoxFuture<'static, Event<R>> = match read {
            Read::State => {
                let state = request.read_state(job);
                Box::pin(async move { Event::State(number, now, state.await) })
            }
            Read::Results => {
                let results = request.read_results(job);
                Box::pin(async move { Event::Results(number, now, results.await) })
            }
        };
        self.in_flight.push(event);
    }

    /// The next request that ends, or `Pending` if there is none.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Event<R>> {
        match Pin::new(&mut self.in_flight).poll_next_unpin(context) {
            Poll::Ready(Some(event)) => Poll::Ready(event),
            Poll::Ready(None) | Poll::Pending => Poll::Pending,
        }
    }

    /// Cancels all requests.
    pub(super) fn cancel(&mut self) {
        self.in_flight.clear();
    }
}
