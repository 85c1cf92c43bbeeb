//! A server with a rate limit and injected faults.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::START_TIME;
use super::paused_clock::PausedClock;
use super::random::Seeded;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};
use http::{Request, Response};

/// The format of the `x-ratelimit-reset` header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResetFormat {
    Seconds,
    EpochSeconds,
    EpochMillis,
}

/// The fault that is injected into a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    None,
    /// The connection is refused.
    ConnectionRefused,
    /// The request arrives, its response is lost.
    ResponseLost,
    /// The request is lost, with an ambiguous error.
    RequestLost,
    /// A proxy responds with 502, without forwarding the request.
    BadGateway,
    /// The server responds with 500.
    ServerError,
    /// The body of the response is truncated.
    Truncated,
    /// The request arrives, but no response is sent.
    Stalled,
    /// The server responds with 503 and `Retry-After`.
    Unavailable,
    /// The server responds with 400.
    BadRequest,
}

pub(crate) struct RateLimitedServer {
    pub(crate) clock: Arc<PausedClock>,
    pub(crate) limit: u64,
    pub(crate) window: Duration,
    pub(crate) reset_format: ResetFormat,
    /// The maximum latency of a request or a response.
    pub(crate) latency: Duration,
    pub(crate) random: Arc<Seeded>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    /// The number of requests received in each window.
    pub(crate) counts: BTreeMap<u128, u64>,
    /// The number of processed requests by path.
    pub(crate) processed: BTreeMap<String, u64>,
    pub(crate) rejected: u64,
}

impl RateLimitedServer {
    /// A server without faults.
    pub(crate) fn new(limit: u64, reset_format: ResetFormat, seed: u64) -> Self {
        Self {
            clock: Arc::new(PausedClock::new()),
            limit,
            window: Duration::from_mins(1),
            reset_format,
            latency: Duration::from_secs(1),
            random: Arc::new(Seeded::new(seed)),
            faults: vec![Fault::None],
            state: Mutex::default(),
        }
    }

    /// The maximum number of requests received in any window.
    pub(crate) fn max_per_window(&self) -> u64 {
        self.state.lock().unwrap().counts.values().copied().max().unwrap_or_default()
    }

    /// The number of requests received.
    pub(crate) fn received(&self) -> u64 {
        self.state.lock().unwrap().counts.values().sum()
    }

    fn fault(&self) -> Fault {
        let count = u64::try_from(self.faults.len()).unwrap();
        self.faults[usize::try_from(self.random.below(count)).unwrap()]
    }

    async fn network_delay(&self) {
        let nanos = u64::try_from(self.latency.as_nanos()).unwrap();
        self.clock.sleep(Duration::from_nanos(self.random.below(nanos + 1))).await;
    }

    async fn exchange(&self, path: String) -> Result<Response<&'static str>, TransportError> {
        let fault = self.fault();
        self.network_delay().await;
        match fault {
            Fault::ConnectionRefused => return Err(TransportError::new(Phase::Connect)),
            Fault::RequestLost => return Err(TransportError::new(Phase::Exchange)),
            Fault::BadGateway => return Ok(Response::builder().status(502).body("").unwrap()),
            _ => {}
        }
        let response = self.process(path, fault);
        self.network_delay().await;
        match fault {
            Fault::ResponseLost => Err(TransportError::new(Phase::Exchange)),
            Fault::Stalled => std::future::pending().await,
            _ => Ok(response),
        }
    }

    /// The number of the current window since 1970, and the time until it ends.
    fn window(&self) -> (u128, Duration) {
        let now = Duration::from_secs(START_TIME) + self.clock.elapsed();
        let number = now.as_nanos() / self.window.as_nanos();
        let end = self.window.as_nanos() * (number + 1) - now.as_nanos();
        (number, Duration::from_nanos(u64::try_from(end).unwrap()))
    }

    fn process(&self, path: String, fault: Fault) -> Response<&'static str> {
        let (window, left) = self.window();
        let mut state = self.state.lock().unwrap();
        let count = state.counts.entry(window).or_default();
        *count += 1;
        let remaining = self.limit.saturating_sub(*count);
        let status = match fault {
            _ if *count > self.limit => 429,
            Fault::ServerError => 500,
            Fault::Unavailable => 503,
            Fault::BadRequest => 400,
            _ => 200,
        };
        match status {
            429 => state.rejected += 1,
            200 => *state.processed.entry(path).or_default() += 1,
            _ => {}
        }
        let now = Duration::from_secs(START_TIME) + self.clock.elapsed();
        let reset = match self.reset_format {
            ResetFormat::Seconds => left.as_secs() + u64::from(left.subsec_nanos() > 0),
            ResetFormat::EpochSeconds => (now + left).as_secs(),
            ResetFormat::EpochMillis => u64::try_from((now + left).as_millis()).unwrap(),
        };
        let response = Response::builder().status(status);
        let response = match status {
            503 => response.header("retry-after", self.random.below(70)),
            _ => response,
        };
        response
            .header("x-ratelimit-limit", self.limit)
            .header("x-ratelimit-remaining", remaining)
            .header("x-ratelimit-reset", reset)
            .body(if fault == Fault::Truncated { "truncated" } else { "" })
            .unwrap()
    }
}

impl Transport for RateLimitedServer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        let path = request.uri().path().to_owned();
        Box::pin(async move {
            let response = self.exchange(path).await?;
            Ok(response.map(|text| {
                Box::new(Body { is_truncated: text == "truncated" }) as Box<dyn ResponseBody>
            }))
        })
    }
}

struct Body {
    is_truncated: bool,
}

impl ResponseBody for Body {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<bytes::Bytes>, TransportError>> {
        let end = if self.is_truncated { Err(TransportError::new(Phase::Body)) } else { Ok(None) };
        Box::pin(std::future::ready(end))
    }
}
