//! A server that counts requests in windows of time, announces how many are left, and loses some.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::BEGINNING;
use super::paused::PausedClock;
use super::random::Seeded;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};
use http::{Request, Response};

/// How a server tells when a window ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    Seconds,
    EpochSeconds,
    EpochMillis,
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    None,
    /// There is no connection.
    Refused,
    /// The request arrives, its answer does not.
    Lost,
    /// The request does not arrive, and nobody says so.
    Swallowed,
    /// Something between answers.
    Proxy,
    /// The request arrives and fails there.
    Failed,
    /// The answer breaks off.
    Cut,
    /// The request arrives, and there is never an answer.
    Stalled,
    /// The server has no time, and says when to come back.
    Busy,
    /// The server refuses.
    Invalid,
}

pub(crate) struct Limited {
    pub(crate) clock: Arc<PausedClock>,
    pub(crate) limit: u64,
    pub(crate) window: Duration,
    pub(crate) form: Form,
    /// The longest time that a request or an answer is on its way.
    pub(crate) latency: Duration,
    pub(crate) random: Arc<Seeded>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    /// How many requests arrived in each window.
    pub(crate) counts: BTreeMap<u128, u64>,
    /// How many requests with that path were carried out.
    pub(crate) done: BTreeMap<String, u64>,
    pub(crate) refused: u64,
}

impl Limited {
    /// A server without faults.
    pub(crate) fn new(limit: u64, form: Form, seed: u64) -> Self {
        Self {
            clock: Arc::new(PausedClock::new()),
            limit,
            window: Duration::from_mins(1),
            form,
            latency: Duration::from_secs(1),
            random: Arc::new(Seeded::new(seed)),
            faults: vec![Fault::None],
            state: Mutex::default(),
        }
    }

    /// The most requests that arrived in any window.
    pub(crate) fn busiest(&self) -> u64 {
        self.state.lock().unwrap().counts.values().copied().max().unwrap_or_default()
    }

    /// How many requests arrived.
    pub(crate) fn arrived(&self) -> u64 {
        self.state.lock().unwrap().counts.values().sum()
    }

    fn fault(&self) -> Fault {
        let count = u64::try_from(self.faults.len()).unwrap();
        self.faults[usize::try_from(self.random.below(count)).unwrap()]
    }

    async fn travel(&self) {
        let nanos = u64::try_from(self.latency.as_nanos()).unwrap();
        self.clock.sleep(Duration::from_nanos(self.random.below(nanos + 1))).await;
    }

    async fn exchange(&self, path: String) -> Result<Response<&'static str>, TransportError> {
        let fault = self.fault();
        self.travel().await;
        match fault {
            Fault::Refused => return Err(TransportError::new(Phase::Connect)),
            Fault::Swallowed => return Err(TransportError::new(Phase::Exchange)),
            Fault::Proxy => return Ok(Response::builder().status(502).body("").unwrap()),
            _ => {}
        }
        let answer = self.process(path, fault);
        self.travel().await;
        match fault {
            Fault::Lost => Err(TransportError::new(Phase::Exchange)),
            Fault::Stalled => std::future::pending().await,
            _ => Ok(answer),
        }
    }

    /// The whole windows since 1970, and the time to the end of the present one.
    fn window(&self) -> (u128, Duration) {
        let now = Duration::from_secs(BEGINNING) + self.clock.passed();
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
            Fault::Failed => 500,
            Fault::Busy => 503,
            Fault::Invalid => 400,
            _ => 200,
        };
        match status {
            429 => state.refused += 1,
            200 => *state.done.entry(path).or_default() += 1,
            _ => {}
        }
        let now = Duration::from_secs(BEGINNING) + self.clock.passed();
        let reset = match self.form {
            Form::Seconds => left.as_secs() + u64::from(left.subsec_nanos() > 0),
            Form::EpochSeconds => (now + left).as_secs(),
            Form::EpochMillis => u64::try_from((now + left).as_millis()).unwrap(),
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
            .body(if fault == Fault::Cut { "cut" } else { "" })
            .unwrap()
    }
}

impl Transport for Limited {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        let path = request.uri().path().to_owned();
        Box::pin(async move {
            let answer = self.exchange(path).await?;
            Ok(answer.map(|text| Box::new(Body { is_cut: text == "cut" }) as Box<dyn ResponseBody>))
        })
    }
}

struct Body {
    is_cut: bool,
}

impl ResponseBody for Body {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<bytes::Bytes>, TransportError>> {
        let end = if self.is_cut { Err(TransportError::new(Phase::Body)) } else { Ok(None) };
        Box::pin(std::future::ready(end))
    }
}
