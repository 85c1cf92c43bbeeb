//! One attempt of a call: the rate limit, credentials, the request and its response.
//!
//! Invariant: the request is sent once, with all required credentials, within the attempt timeout.
//! An error contains whether the request was sent.

use std::pin::pin;

use bytes::Bytes;
use http::Request;

use super::call::Call;
use crate::runtime::defaults::MAX_ERROR_BYTES;
use crate::runtime::observe::{Outcome, propagate};
use crate::runtime::request::{RequestBody, RequestError, RequestParts, Streams, media_type};
use crate::runtime::resilience::{Permit, Refusal};
use crate::runtime::response::{
    ByteStream, Error, ErrorKind, RawResponse, ReadError, ResponseParts, exceeds_limit, read_body,
};
use crate::runtime::system::Deadline;
use crate::runtime::transport::{Phase, ResponseBody, TransportError};

/// Makes the next attempt of a call.
pub(crate) async fn send(
    call: &mut Call<'_>,
    parts: RequestParts,
    streams: &Streams,
) -> Result<RawResponse, Error> {
    call.sent = false;
    let mut permit = call.acquire_permit().await?;
    // Tokens are read after the wait, so that they have not expired when they are sent.
    let request = call.build(parts).await?;
    if let Some(permit) = &mut permit {
        permit.sending(call.client.clock.now());
    }
    call.attempts += 1;
    call.sent = true;
    let span = call.telemetry.start_attempt();
    let result = span.instrument(call.exchange(request, permit, streams)).await;
    call.telemetry.end_attempt(Outcome::of(&result));
    result
}

impl Call<'_> {
    /// Waits until the rate limit admits the request.
    async fn acquire_permit(&self) -> Result<Option<Permit>, Error> {
        let Some(limiter) = self.rate_limiter else { return Ok(None) };
        let before = self.telemetry.elapsed();
        let random = &*self.client.random;
        let acquired = limiter.acquire(self.operation.id, &self.deadline, random).await;
        self.telemetry.rate_limited_since(before);
        acquired.map(Some).map_err(|refusal| match refusal {
            Refusal::Limited(wait) => self.error(ErrorKind::RateLimit).with_rate_limit_wait(wait),
            Refusal::Timeout => self.error(ErrorKind::Timeout),
        })
    }

    /// Adds the required credentials and joins the parts to a request.
    async fn build(&mut self, mut parts: RequestParts) -> Result<Request<RequestBody>, Error> {
        self.authorize(&mut parts).await?;
        let base_url = self.base_url.ok_or_else(|| self.invalid(RequestError::Url))?;
        let request = parts.into_request(self.operation, base_url);
        request.map_err(|problem| self.invalid(problem))
    }

    async fn exchange(
        &self,
        mut request: Request<RequestBody>,
        permit: Option<Permit>,
        streams: &Streams,
    ) -> Result<RawResponse, Error> {
        propagate(request.headers_mut());
        let deadline = self.deadline.within(self.config.attempt_timeout);
        let sending = self.client.transport.send_for(self.operation, request);
        let response = match deadline.race(sending).await {
            Some(Ok(response)) => response,
            Some(Err(error)) => {
                if let (Some(permit), Phase::Setup | Phase::Connect | Phase::Tls) =
                    (permit, error.phase())
                {
                    permit.not_sent(self.client.clock.now());
                }
                return Err(self.transport_error(error));
            }
            None => return Err(self.error(ErrorKind::Timeout)),
        };
        let (head, body) = response.into_parts();
        let parts = ResponseParts {
            status: head.status,
            headers: head.headers,
            received: self.client.clock.system_time(),
        };
        if let Some(permit) = permit {
            permit.received(&parts, self.client.clock.now());
        }
        if is_stream(&parts, streams) {
            let stream = self.stream(body);
            return Ok(RawResponse::open(self.info(), parts, stream));
        }
        match self.read(&deadline, &parts, body).await {
            Ok(bytes) => Ok(RawResponse::new(self.info(), parts, bytes)),
            // A rejection stays one if its body cannot be read.
            Err(error) if !parts.status.is_success() => {
                Ok(RawResponse::incomplete(self.info(), parts, error))
            }
            Err(error) => Err(error.with_response(parts)),
        }
    }

    /// A body that is streamed to the caller. Each of its chunks has the silence timeout.
    fn stream(&self, body: Box<dyn ResponseBody>) -> ByteStream {
        ByteStream::new(
            body,
            self.client.clock.clone(),
            self.config.silence_timeout,
            self.config.max_response_bytes,
            self.info(),
        )
    }

    async fn read(
        &self,
        deadline: &Deadline<'_>,
        parts: &ResponseParts,
        body: Box<dyn ResponseBody>,
    ) -> Result<Bytes, Error> {
        let is_success = parts.status.is_success();
        let limit = if is_success { self.config.max_response_bytes } else { MAX_ERROR_BYTES };
        if exceeds_limit(&self.operation.method, &parts.headers, limit) {
            return Err(self.error(ErrorKind::BodyTooLarge));
        }
        match deadline.race(pin!(read_body(body, limit))).await {
            Some(Ok(bytes)) => Ok(bytes),
            Some(Err(ReadError::TooLarge)) => Err(self.error(ErrorKind::BodyTooLarge)),
            Some(Err(ReadError::Transport(error))) => Err(self.transport_error(error)),
            None => Err(self.error(ErrorKind::Timeout)),
        }
    }

    fn transport_error(&self, error: TransportError) -> Error {
        let kind = match error.phase() {
            Phase::Setup => ErrorKind::Setup,
            Phase::Connect => ErrorKind::Connect,
            Phase::Tls => ErrorKind::Tls,
            Phase::RequestBody => ErrorKind::RequestBody,
            Phase::Timeout => ErrorKind::Timeout,
            Phase::Exchange | Phase::Body => ErrorKind::Transport,
        };
        self.error(kind).with_source(error)
    }
}

/// Whether the body is streamed to the caller.
fn is_stream(parts: &ResponseParts, streams: &Streams) -> bool {
    let status = parts.status.as_u16();
    streams.iter().any(|(statuses, range)| {
        statuses.contains(&status) && media_type::is_in(&parts.headers, range)
    })
}
