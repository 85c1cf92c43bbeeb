//! One attempt of a call: credentials, the rate limit, the request and its answer.
//!
//! Invariant: a request is sent once, with all credentials that it requires, within the limit of the
//! attempt. What the server does not answer is an error that tells how far the request came.

use std::pin::pin;

use bytes::Bytes;
use http::Request;

use super::bounded::{self, ReadError};
use super::byte_stream::ByteStream;
use super::call::Call;
use super::credential::CredentialError;
use super::deadline::Deadline;
use super::defaults::MAX_ERROR_BYTES;
use super::draft::Draft;
use super::error::{Error, ErrorKind, Head};
use super::gate::Permit;
use super::media_type;
use super::observe::Outcome;
use super::options::Limits;
use super::reply::Reply;
use super::request::Streams;
use super::request_body::RequestBody;
use super::request_error::RequestError;
use super::transport::{Phase, ResponseBody, TransportError};

/// Makes the next attempt of a call.
pub(super) async fn make(
    call: &mut Call<'_>,
    draft: Draft,
    streams: &Streams,
) -> Result<Reply, Error> {
    call.sent = false;
    let request = call.authorize(draft).await?;
    let permit = call.enter_gate().await?;
    call.attempts += 1;
    call.sent = true;
    call.watch.attempt();
    let outcome = call.exchange(request, permit, streams).await;
    call.watch.answer(Outcome::of(&outcome));
    outcome
}

impl Call<'_> {
    /// Waits until the rate limit leaves room.
    async fn enter_gate(&self) -> Result<Option<Permit>, Error> {
        let Some(gate) = self.gate else { return Ok(None) };
        let before = self.watch.elapsed();
        let entering = pin!(gate.enter(&self.deadline, &*self.client.random));
        let admitted = self.deadline.race(entering).await;
        self.watch.held_back_since(before);
        match admitted {
            Some(Ok(permit)) => Ok(Some(permit)),
            Some(Err(wait)) => Err(self.fail(ErrorKind::RateLimit).with_wait(wait)),
            None => Err(self.fail(ErrorKind::RateLimit)),
        }
    }

    /// Adds the credentials that the operation requires, and makes the request final.
    async fn authorize(&self, mut draft: Draft) -> Result<Request<RequestBody>, Error> {
        let credentials = self.client.security.select(self.operation);
        for (scheme, credential) in credentials.map_err(|problem| self.refuse(problem))? {
            let applying = pin!(credential.apply(scheme, &mut draft));
            match self.deadline.race(applying).await {
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
        match deadline.race(pin!(bounded::read(body, limit))).await {
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
}

/// Whether the body is left for the caller to read.
fn is_stream(head: &Head, streams: &Streams) -> bool {
    let status = head.status.as_u16();
    streams.iter().any(|(statuses, range)| {
        statuses.contains(&status) && media_type::is_in(&head.headers, range)
    })
}
