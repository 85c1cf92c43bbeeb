//! One call: attempts with credentials, sending and reading, and the waits between them.
//!
//! Invariant: it ends, with a reply or with an error that tells how far it came. The limit of the
//! operation covers everything, that of the attempt one request and its response. There is no wait
//! before the first attempt but for a rate limit, and none past the limit of the operation.

use std::time::Duration;

use bytes::Bytes;
use http::Request;

use super::base_url::BaseUrl;
use super::bounded::{self, ReadError};
use super::byte_stream::ByteStream;
use super::client::Shared;
use super::credential::CredentialError;
use super::deadline::Deadline;
use super::defaults::{MAX_ERROR_BYTES, RETRY_COST, SUCCESS_REFUND, TIMEOUT_RETRY_COST};
use super::draft::Draft;
use super::error::{Error, ErrorKind, Head, Trace};
use super::gate::{Gate, Permit};
use super::media_type;
use super::observe::Outcome;
use super::operation::Operation;
use super::options::Limits;
use super::reply::Reply;
use super::request::Streams;
use super::request_body::RequestBody;
use super::request_error::RequestError;
use super::retry::{Failure, Replay, Retry};
use super::transport::{Phase, ResponseBody, TransportError};
use super::watch::Watch;

/// Whether the body is left for the caller to read.
fn is_stream(head: &Head, streams: &Streams) -> bool {
    let status = head.status.as_u16();
    streams.iter().any(|(statuses, range)| {
        statuses.contains(&status) && media_type::is_in(&head.headers, range)
    })
}

/// A call that has begun.
pub(super) struct Call<'c> {
    client: &'c Shared,
    operation: &'static Operation,
    limits: Limits,
    base_url: Option<&'c BaseUrl>,
    deadline: Deadline<'c>,
    gate: Option<&'c Gate>,
    watch: Watch<'c>,
    attempts: u32,
    /// Whether the request of this attempt was handed to the transport.
    sent: bool,
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
        let work = async {
            let outcome = match draft {
                Ok(draft) => self.repeat(draft, streams).await,
                Err(problem) => Err(self.refuse(problem)),
            };
            self.watch.end(Outcome::of(&outcome));
            outcome
        };
        span.around(work).await
    }

    async fn repeat(&mut self, draft: Draft, streams: &Streams) -> Result<Reply, Error> {
        loop {
            let outcome = self.attempt(draft.clone(), streams).await;
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
    fn refuse(&self, problem: RequestError) -> Error {
        self.fail(ErrorKind::InvalidRequest).with_source(problem)
    }

    async fn attempt(&mut self, draft: Draft, streams: &Streams) -> Result<Reply, Error> {
        self.sent = false;
        let request = self.authorize(draft).await?;
        let permit = self.enter_gate().await?;
        self.attempts += 1;
        self.sent = true;
        self.watch.attempt();
        let outcome = self.exchange(request, permit, streams).await;
        self.watch.answer(Outcome::of(&outcome));
        outcome
    }

    /// Waits until the rate limit leaves room.
    async fn enter_gate(&self) -> Result<Option<Permit>, Error> {
        let Some(gate) = self.gate else { return Ok(None) };
        let before = self.deadline.elapsed();
        let admitted = self.deadline.race(gate.enter(&self.deadline, &*self.client.random)).await;
        self.watch.held_back(self.deadline.elapsed().saturating_sub(before));
        match admitted {
            Some(Ok(permit)) => Ok(Some(permit)),
            Some(Err(wait)) => Err(self.fail(ErrorKind::RateLimit).with_wait(wait)),
            None => Err(self.fail(ErrorKind::RateLimit)),
        }
    }

    /// For how long the rate limit surely leaves no room.
    fn held_back(&self) -> Duration {
        let now = self.client.clock.now();
        self.gate.map_or(Duration::ZERO, |gate| gate.held_back(now))
    }

    /// Adds the credentials that the operation requires, and makes the request final.
    async fn authorize(&self, mut draft: Draft) -> Result<Request<RequestBody>, Error> {
        let credentials = self.client.security.select(self.operation);
        for (scheme, credential) in credentials.map_err(|problem| self.refuse(problem))? {
            match self.deadline.race(credential.apply(scheme, &mut draft)).await {
                Some(Ok(())) => {}
                Some(Err(CredentialError::Request(problem))) => return Err(self.refuse(problem)),
                Some(Err(CredentialError::Provider(source))) => {
                    return Err(self.fail(ErrorKind::Credential).with_source(source));
                }
                None => return Err(self.fail(ErrorKind::Timeout)),
            }
        }
        let base_url = self.base_url.ok_or_else(|| self.refuse(RequestError::Url))?;
        let request = draft.into_request(self.operation, base_url);
        request.map_err(|problem| self.refuse(problem))
    }

    async fn exchange(
        &self,
        request: Request<RequestBody>,
        permit: Option<Permit>,
        streams: &Streams,
    ) -> Result<Reply, Error> {
        let deadline = self.deadline.within(self.limits.attempt);
        let response =
            match deadline.race(self.client.transport.send_for(self.operation, request)).await {
                Some(Ok(response)) => response,
                Some(Err(error)) => {
                    if let (Some(permit), Phase::Setup | Phase::Connect) = (permit, error.phase()) {
                        permit.unsent(self.client.clock.now());
                    }
                    return Err(self.transport_error(error));
                }
                None => return Err(self.fail(ErrorKind::Timeout)),
            };
        let (parts, body) = response.into_parts();
        let head = Head {
            status: parts.status,
            headers: parts.headers,
            received: self.client.clock.system_time(),
        };
        if let Some(permit) = permit {
            permit.answered(&head, self.client.clock.now());
        }
        if is_stream(&head, streams) {
            let stream = self.stream(body);
            return Ok(Reply::open(self.trace(), head, stream));
        }
        match self.read(&deadline, &head, body).await {
            Ok(bytes) => Ok(Reply::new(self.trace(), head, bytes)),
            Err(error) => Err(error.with_head(head)),
        }
    }

    /// The body, for the caller to read: the time for an attempt is that for each part of it.
    fn stream(&self, body: Box<dyn ResponseBody>) -> ByteStream {
        let Limits { attempt, response_bytes, .. } = self.limits;
        ByteStream::new(body, self.client.clock.clone(), attempt, response_bytes, self.trace())
    }

    async fn read(
        &self,
        deadline: &Deadline<'_>,
        head: &Head,
        body: Box<dyn ResponseBody>,
    ) -> Result<Bytes, Error> {
        let limit =
            if head.status.is_success() { self.limits.response_bytes } else { MAX_ERROR_BYTES };
        if bounded::is_announced_too_large(&self.operation.method, &head.headers, limit) {
            return Err(self.fail(ErrorKind::BodyTooLarge));
        }
        match deadline.race(bounded::read(body, limit)).await {
            Some(Ok(bytes)) => Ok(bytes),
            Some(Err(ReadError::TooLarge)) => Err(self.fail(ErrorKind::BodyTooLarge)),
            Some(Err(ReadError::Transport(error))) => Err(self.transport_error(error)),
            None => Err(self.fail(ErrorKind::Timeout)),
        }
    }

    fn transport_error(&self, error: TransportError) -> Error {
        let kind = match error.phase() {
            Phase::Setup => ErrorKind::InvalidRequest,
            Phase::Connect => ErrorKind::Connect,
            Phase::Timeout => ErrorKind::Timeout,
            Phase::Exchange | Phase::Body => ErrorKind::Transport,
        };
        self.fail(kind).with_source(error)
    }

    fn fail(&self, kind: ErrorKind) -> Error {
        Error::new(kind, self.trace())
    }

    fn trace(&self) -> Trace {
        Trace {
            operation: self.operation,
            attempts: self.attempts,
            elapsed: self.deadline.elapsed(),
            sent: self.sent,
            in_doubt: self.in_doubt,
        }
    }
}
