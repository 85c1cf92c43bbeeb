//! A call: its attempts, and the waits between them.
//!
//! Invariant: a call ends, with a response or an error. The operation timeout covers all of it, the
//! attempt timeout one request and its response. Only the rate limit delays the first attempt, and
//! no wait exceeds the operation timeout.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::pin::pin;
use std::time::Duration;

use super::api_client::ClientInner;
use super::attempt;
use super::authorization::{Tokens, is_unauthorized};
use super::build::scheme_credential;
use super::call_config::CallConfig;
use super::call_options::CallOptions;
use super::config_error::ConfigError;
use crate::runtime::auth::CallCredentials;
use crate::runtime::defaults::{RETRY_COST, SUCCESS_REFUND, TIMEOUT_RETRY_COST};
use crate::runtime::observe::{CallTelemetry, Outcome};
use crate::runtime::request::{
    BaseUrl, Idempotence, Operation, Replay, RequestBuilder, RequestParts, Streams,
};
use crate::runtime::resilience::{FailedAttempt, FailedRequest, RateLimiter, Retry};
use crate::runtime::response::{CallInfo, Error, ErrorKind, RawResponse};
use crate::runtime::system::Deadline;

/// A call in progress.
pub(crate) struct Call<'c> {
    pub(crate) client: &'c ClientInner,
    pub(crate) operation: &'static Operation,
    /// Whether the call can be repeated.
    idempotence: Idempotence,
    pub(crate) config: CallConfig,
    pub(crate) base_url: Option<&'c BaseUrl>,
    pub(crate) credentials: CallCredentials<'c>,
    pub(crate) deadline: Deadline<'c>,
    pub(crate) rate_limiter: Option<&'c RateLimiter>,
    pub(crate) telemetry: CallTelemetry<'c>,
    pub(crate) tokens: Tokens,
    pub(crate) attempts: u32,
    /// Whether the request of this attempt was handed to the transport.
    pub(crate) sent: bool,
    /// Whether an attempt before this one may have been processed.
    ambiguous: bool,
    /// The tokens that the last retry took from the budget.
    retry_cost: Option<u32>,
}

/// Why a request is not valid.
type Invalid = Box<dyn StdError + Send + Sync>;

impl<'c> Call<'c> {
    /// Sends the request of a call until it succeeds or is not retried.
    pub(crate) async fn run(
        client: &'c ClientInner,
        mut request: RequestBuilder<'c>,
        options: CallOptions,
    ) -> Result<RawResponse, Error> {
        let operation = request.operation();
        let config = client.config.with(&options);
        let limiting = options.rate_limiting.as_ref().unwrap_or(&client.rate_limiting);
        let own_url = options.base_url.as_deref();
        let own_url = own_url.map(|url| BaseUrl::parse(url, client.plain_http));
        let (own_url, invalid_url) = match own_url {
            None => (None, None),
            Some(Ok(url)) => (Some(Cow::Owned(url)), None),
            Some(Err(error)) => (None, Some(ConfigError::from(error))),
        };
        let base_url = own_url.or_else(|| client.base_url(operation));
        for (name, value) in options.headers {
            request.set_own_header(&name, value);
        }
        for (name, value) in &options.query {
            request.extra_query(name, value);
        }
        // The last one of a scheme counts.
        let credentials = options.credentials.into_iter().rev();
        let credentials: Result<Vec<_>, _> = credentials
            .map(|(name, credential)| scheme_credential(client.api.schemes, &name, credential))
            .collect();
        let (credentials, invalid_credential) = match credentials {
            Ok(credentials) => (credentials, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let idempotence = options.idempotence.unwrap_or_else(|| request.idempotence());
        let invalid = invalid_url.or(invalid_credential);
        let checked = match invalid.map_or_else(|| config.check(), Err) {
            Ok(()) => request.finish().map_err(Invalid::from),
            Err(error) => Err(error.into()),
        };
        let base_url = base_url.as_deref();
        let credentials = CallCredentials { client: &client.security, call: &credentials };
        let limiter = limiting.limiter();
        let call = Call::start(client, operation, base_url, config, credentials, limiter);
        Call { idempotence, ..call }.send(checked).await
    }

    fn start(
        client: &'c ClientInner,
        operation: &'static Operation,
        base_url: Option<&'c BaseUrl>,
        config: CallConfig,
        credentials: CallCredentials<'c>,
        rate_limiter: Option<&'c RateLimiter>,
    ) -> Self {
        let deadline = Deadline::start(&*client.clock, config.operation_timeout);
        let observer = client.observer.as_deref();
        let telemetry = CallTelemetry::start(observer, operation, base_url, deadline);
        Self {
            client,
            operation,
            idempotence: operation.idempotence,
            config,
            base_url,
            credentials,
            deadline,
            rate_limiter,
            telemetry,
            tokens: Tokens::default(),
            attempts: 0,
            sent: false,
            ambiguous: false,
            retry_cost: None,
        }
    }

    async fn send(
        mut self,
        request: Result<(RequestParts, Streams), Invalid>,
    ) -> Result<RawResponse, Error> {
        let span = self.telemetry.span();
        let work = pin!(async {
            let result = match request {
                Ok((parts, streams)) => self.retry(parts, &streams).await,
                Err(problem) => Err(self.invalid(problem)),
            };
            self.telemetry.end(Outcome::of(&result));
            result
        });
        span.instrument(work).await
    }

    async fn retry(
        &mut self,
        parts: RequestParts,
        streams: &Streams,
    ) -> Result<RawResponse, Error> {
        loop {
            let result = attempt::send(self, parts.clone(), streams).await;
            let is_replaced =
                is_unauthorized(&result) && self.replace_token(parts.body.replay()).await;
            if is_replaced {
                self.telemetry.retry(Duration::ZERO);
                continue;
            }
            let Some(wait) = self.retry_wait(&result, parts.body.replay()) else {
                return result;
            };
            self.telemetry.retry(wait);
            self.client.clock.sleep(wait).await;
        }
    }

    /// The wait before the next attempt, or `None` if there is no next attempt.
    fn retry_wait(
        &mut self,
        result: &Result<RawResponse, Error>,
        replay: Replay,
    ) -> Option<Duration> {
        let (class, retry_after, cost) = match result {
            Ok(response) => (response.failure_class(), response.retry_after(), RETRY_COST),
            Err(error) if !error.was_sent() => return None,
            Err(error) => {
                let cost = if error.is_timeout() { TIMEOUT_RETRY_COST } else { RETRY_COST };
                (Some(error.failure_class()), error.retry_after(), cost)
            }
        };
        let Some(class) = class else {
            self.client.retry_tokens.refund(self.retry_cost.unwrap_or(SUCCESS_REFUND));
            return None;
        };
        let Retry::Policy(policy) = &self.config.retry else { return None };
        let failed = FailedAttempt {
            attempts: self.attempts,
            class,
            decision: policy.decision(&FailedRequest::new(self.operation, self.attempts, result)),
            idempotence: self.idempotence.of_attempts(),
            replay,
            retry_after,
            rate_limit_wait: self.rate_limit_wait(),
            remaining: self.deadline.remaining(),
        };
        let wait = policy.wait(&failed, &*self.client.random)?;
        if policy.takes_from_budget() {
            self.retry_cost = self.client.retry_tokens.take(cost).then_some(cost);
            self.retry_cost?;
        }
        self.ambiguous |= class.may_have_been_processed();
        Some(wait)
    }

    /// The error for a request that is not valid.
    pub(crate) fn invalid(&self, problem: impl Into<Invalid>) -> Error {
        self.error(ErrorKind::InvalidRequest).with_source(problem)
    }

    /// The time for which the rate limit admits no request.
    fn rate_limit_wait(&self) -> Duration {
        let now = self.client.clock.now();
        let random = &*self.client.random;
        let wait = |limiter: &RateLimiter| limiter.wait(self.operation.id, now, random);
        self.rate_limiter.map_or(Duration::ZERO, wait)
    }

    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(kind, self.info())
    }

    pub(crate) fn info(&self) -> CallInfo {
        CallInfo {
            operation: self.operation,
            idempotence: self.idempotence,
            attempts: self.attempts,
            elapsed: self.deadline.elapsed(),
            sent: self.sent,
            ambiguous: self.ambiguous,
        }
    }
}
