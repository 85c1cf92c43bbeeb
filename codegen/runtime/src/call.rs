//! One call: attempts, and the waits between them.
//!
//! Invariant: it ends, with a reply or with an error that tells how far it came. The limit of the
//! operation covers everything, that of the attempt one request and its response. There is no wait
//! before the first attempt but for a rate limit, and none past the limit of the operation.

use std::pin::pin;
use std::time::Duration;

use super::attempt;
use super::base_url::BaseUrl;
use super::client::Shared;
use super::deadline::Deadline;
use super::defaults::{RETRY_COST, SUCCESS_REFUND, TIMEOUT_RETRY_COST};
use super::draft::Draft;
use super::error::{Error, ErrorKind, Trace};
use super::gate::Gate;
use super::observe::Outcome;
use super::operation::Operation;
use super::options::Limits;
use super::reply::Reply;
use super::request::Streams;
use super::request_error::RequestError;
use super::retry::{Failure, Replay, Retry};
use super::watch::Watch;

/// A call that has begun.
pub(super) struct Call<'c> {
    pub(super) client: &'c Shared,
    pub(super) operation: &'static Operation,
    pub(super) limits: Limits,
    pub(super) base_url: Option<&'c BaseUrl>,
    pub(super) deadline: Deadline<'c>,
    pub(super) gate: Option<&'c Gate>,
    pub(super) watch: Watch<'c>,
    pub(super) attempts: u32,
    /// Whether the request of this attempt was handed to the transport.
    pub(super) sent: bool,
    /// Whether an attempt before this one may have been processed.
    in_doubt: bool,
    /// What the last retry took from the budget.
    paid: Option<u32>,
}

impl<'c> Call<'c> {
    pub(super) fn start(
        client: &'c Shared,
        operation: &'static Operation,
        base_url: Option<&'c BaseUrl>,
        limits: Limits,
        gate: Option<&'c Gate>,
    ) -> Self {
        let deadline = Deadline::start(&*client.clock, limits.operation);
        let watch = Watch::start(client.observer.as_deref(), operation, base_url, deadline);
        Self {
            client,
            operation,
            limits,
            base_url,
            deadline,
            gate,
            watch,
            attempts: 0,
            sent: false,
            in_doubt: false,
            paid: None,
        }
    }

    /// Makes the call, if the request is right.
    pub(super) async fn run(
        mut self,
        draft: Result<Draft, RequestError>,
        streams: &Streams,
    ) -> Result<Reply, Error> {
        let span = self.watch.span();
        let work = pin!(async {
            let outcome = match draft {
                Ok(draft) => self.repeat(draft, streams).await,
                Err(problem) => Err(self.refuse(problem)),
            };
            self.watch.end(Outcome::of(&outcome));
            outcome
        });
        span.around(work).await
    }

    async fn repeat(&mut self, draft: Draft, streams: &Streams) -> Result<Reply, Error> {
        loop {
            let outcome = attempt::make(self, draft.clone(), streams).await;
            let Some(wait) = self.wait_after(&outcome, draft.body.replay()) else {
                return outcome;
            };
            self.watch.repeat(wait);
            self.client.clock.sleep(wait).await;
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn wait_after(&mut self, outcome: &Result<Reply, Error>, again: Replay) -> Option<Duration> {
        let (effect, retry_after, cost) = match outcome {
            Ok(reply) => (reply.failure(), reply.retry_after(), RETRY_COST),
            Err(error) if !error.was_sent() => return None,
            Err(error) => {
                let cost = if error.is_timeout() { TIMEOUT_RETRY_COST } else { RETRY_COST };
                (Some(error.effect()), error.retry_after(), cost)
            }
        };
        let Some(effect) = effect else {
            self.client.budget.refund(self.paid.unwrap_or(SUCCESS_REFUND));
            return None;
        };
        let Retry::Policy(policy) = self.limits.retry else { return None };
        let failure = Failure {
            attempts: self.attempts,
            effect,
            idempotence: self.operation.idempotence,
            replay: again,
            retry_after,
            held_back: self.held_back(),
            remaining: self.deadline.remaining(),
        };
        let wait = policy.wait(&failure, &*self.client.random)?;
        if policy.takes_from_budget() {
            self.paid = self.client.budget.take(cost).then_some(cost);
            self.paid?;
        }
        self.in_doubt |= effect.may_have_been_processed();
        Some(wait)
    }

    /// The error for a request that is not right.
    pub(super) fn refuse(&self, problem: RequestError) -> Error {
        self.fail(ErrorKind::InvalidRequest).with_source(problem)
    }

    /// For how long the rate limit surely leaves no room.
    fn held_back(&self) -> Duration {
        let now = self.client.clock.now();
        self.gate.map_or(Duration::ZERO, |gate| gate.held_back(now))
    }

    pub(super) fn fail(&self, kind: ErrorKind) -> Error {
        Error::new(kind, self.trace())
    }

    pub(super) fn trace(&self) -> Trace {
        Trace {
            operation: self.operation,
            attempts: self.attempts,
            elapsed: self.deadline.elapsed(),
            sent: self.sent,
            in_doubt: self.in_doubt,
        }
    }
}
