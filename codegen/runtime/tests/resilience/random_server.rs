//! A random server with limits, endpoints and failures, in virtual time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::runtime::response::ResponseParts;
use crate::runtime::system::Clock;

use crate::tests::support::clock::START_TIME;
use crate::tests::support::paused_clock::PausedClock;
use crate::tests::support::random::Seeded;

/// The operations of each server.
pub(super) const OPERATIONS: [&str; 4] = ["first", "second", "third", "fourth"];

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Unlimited,
    Limited,
    /// Its headers are wrong.
    Wrong,
}

/// A limit of a server.
pub(super) struct Limit {
    pub(super) name: &'static str,
    /// The number of requests in a window.
    pub(super) quota: u64,
    /// The length of a window in seconds.
    pub(super) window: u64,
    /// When windows start, in seconds.
    pub(super) offset: u64,
    /// The number of requests received in each window.
    pub(super) counts: Mutex<BTreeMap<u64, u64>>,
    /// The number of requests without a response, or with one of a failed server.
    pub(super) failed: Mutex<u64>,
}

/// What the headers of an endpoint look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Headers {
    None,
    Seconds,
    EpochSeconds,
    EpochMillis,
    Duration,
    Fields,
    /// Headers that are wrong, by number.
    Wrong(u64),
}

pub(super) struct Endpoint {
    pub(super) operation: &'static str,
    /// The indices of its limits.
    pub(super) limits: Vec<usize>,
    pub(super) headers: Headers,
    /// The maximum latency in milliseconds, each way.
    pub(super) latency: u64,
    /// How many of a hundred responses are lost, and how many are errors without headers.
    pub(super) failures: u64,
}

pub(super) struct Server {
    pub(super) clock: PausedClock,
    pub(super) random: Seeded,
    pub(super) limits: Vec<Limit>,
    pub(super) endpoints: Vec<Endpoint>,
    /// How far its clock is ahead of the client's, in seconds.
    pub(super) skew: u64,
    /// The number of requests of each operation.
    pub(super) received: Mutex<BTreeMap<&'static str, u64>>,
}

impl Limit {
    /// The number of the window, and the milliseconds until its end.
    pub(super) fn window(&self, now: u64) -> (u64, u64) {
        let (now, window) = (now + self.offset * 1_000, self.window * 1_000);
        (now / window, window - now % window)
    }

    pub(super) fn usable(&self) -> u64 {
        self.quota - self.quota.div_ceil(10).max(1).min(self.quota - 1)
    }
}

impl Server {
    pub(super) fn new(kind: Kind, seed: u64) -> Self {
        let random = Seeded::new(seed);
        let pick = |count| random.below(count);
        let count = match kind {
            Kind::Unlimited => 0,
            Kind::Limited | Kind::Wrong => [1, 1, 2, 3][usize::try_from(pick(4)).unwrap()],
        };
        let limits =
            ["one", "two", "three"][..count].iter().enumerate().map(|(index, name)| Limit {
                name,
                // Limits without names are known by their number.
                quota: 2 + pick(8) * 3 + index as u64,
                window: [30, 40, 60][usize::try_from(pick(3)).unwrap()],
                offset: pick(120),
                counts: Mutex::default(),
                failed: Mutex::default(),
            });
        let limits: Vec<_> = limits.collect();
        let endpoints = OPERATIONS.iter().enumerate().map(|(index, operation)| {
            let has_limit = index < count || count > 0 && pick(3) > 0;
            let headers = match pick(5) {
                _ if kind == Kind::Wrong => Headers::Wrong(pick(5)),
                _ if !has_limit => Headers::None,
                0 => Headers::Seconds,
                1 => Headers::EpochSeconds,
                2 => Headers::EpochMillis,
                3 => Headers::Duration,
                _ => Headers::Fields,
            };
            let own = if index < count {
                index
            } else {
                usize::try_from(pick(3)).unwrap() % count.max(1)
            };
            let mut limits = if has_limit { vec![own] } else { Vec::new() };
            // Only these fields announce several limits.
            if headers == Headers::Fields && index >= count && own > 0 {
                limits.push(0);
            }
            let latency = [0, 20, 200, 2_000][usize::try_from(pick(4)).unwrap()];
            let failures = [0, 0, 5, 10][usize::try_from(pick(4)).unwrap()];
            Endpoint { operation, limits, headers, latency, failures }
        });
        let endpoints = endpoints.collect();
        let skew = [0, 0, 1_000, 100_000][usize::try_from(pick(4)).unwrap()];
        let received = Mutex::default();
        Self { clock: PausedClock::new(), random, limits, endpoints, skew, received }
    }

    pub(super) fn now(&self) -> u64 {
        u64::try_from(self.clock.elapsed().as_millis()).unwrap()
    }

    /// The time of its own clock, in milliseconds since 1970.
    pub(super) fn time(&self) -> u64 {
        (START_TIME + self.skew) * 1_000 + self.now()
    }

    pub(super) async fn delay(&self, endpoint: &Endpoint) {
        let delay = self.random.below(endpoint.latency + 1);
        self.clock.sleep(Duration::from_millis(delay)).await;
    }

    /// Receives a request, and returns a response unless it is lost.
    pub(super) async fn exchange(&self, endpoint: &Endpoint) -> Option<ResponseParts> {
        self.delay(endpoint).await;
        *self.received.lock().unwrap().entry(endpoint.operation).or_default() += 1;
        let now = self.now();
        let mut is_exceeded = false;
        for limit in endpoint.limits.iter().map(|limit| &self.limits[*limit]) {
            let (window, _) = limit.window(now);
            let mut counts = limit.counts.lock().unwrap();
            let count = counts.entry(window).or_default();
            *count += 1;
            is_exceeded |= *count > limit.quota;
        }
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers(endpoint, now) {
            headers.append(name, HeaderValue::try_from(value).unwrap());
        }
        self.delay(endpoint).await;
        let mut status = if is_exceeded { 429 } else { 200 };
        let luck = self.random.below(100);
        if luck < endpoint.failures {
            for limit in &endpoint.limits {
                *self.limits[*limit].failed.lock().unwrap() += 1;
            }
            if luck.is_multiple_of(2) {
                return None;
            }
            headers.clear();
            status = 500;
        }
        let seconds = i64::try_from(self.time() / 1_000).unwrap();
        let date = jiff_1::Timestamp::from_second(seconds).unwrap();
        let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        headers.insert("date", HeaderValue::try_from(date).unwrap());
        let received = self.clock.system_time();
        Some(ResponseParts { status: StatusCode::from_u16(status).unwrap(), headers, received })
    }

    pub(super) fn headers(&self, endpoint: &Endpoint, now: u64) -> Vec<(HeaderName, String)> {
        let mut headers = Vec::new();
        let mut add = |name: &'static str, value: String| {
            headers.push((HeaderName::from_static(name), value));
        };
        for limit in endpoint.limits.iter().map(|limit| &self.limits[*limit]) {
            let (window, left) = limit.window(now);
            let count = limit.counts.lock().unwrap()[&window];
            let remaining = limit.quota.saturating_sub(count);
            let seconds = left.div_ceil(1_000);
            let reset = match endpoint.headers {
                Headers::Seconds => seconds.to_string(),
                Headers::EpochSeconds => ((self.time() + left) / 1_000).to_string(),
                Headers::EpochMillis => (self.time() + left).to_string(),
                Headers::Duration => format!("{}m{}s", seconds / 60, seconds % 60),
                Headers::Fields => {
                    add("ratelimit", format!("\"{}\";r={remaining};t={seconds}", limit.name));
                    let policy = format!("\"{}\";q={};w={}", limit.name, limit.quota, limit.window);
                    add("ratelimit-policy", policy);
                    continue;
                }
                Headers::None | Headers::Wrong(_) => continue,
            };
            add("x-ratelimit-limit", limit.quota.to_string());
            add("x-ratelimit-remaining", remaining.to_string());
            add("x-ratelimit-reset", reset);
            add("x-ratelimit-resource", limit.name.to_owned());
        }
        if let Headers::Wrong(kind) = endpoint.headers {
            let (limit, remaining, reset) = [
                ("0", "0", "60"),
                ("10", "0", "999999999"),
                ("10", "99", "0"),
                ("many", "-1", "soon"),
                ("10", "5", "1"),
            ][usize::try_from(kind).unwrap()];
            add("x-ratelimit-limit", limit.to_owned());
            add("x-ratelimit-remaining", remaining.to_owned());
            add("x-ratelimit-reset", reset.to_owned());
        }
        headers
    }
}

impl Endpoint {
    /// The pause of a worker after each request. Where no limit is announced, time would not pass
    /// without it.
    pub(super) fn pause(&self) -> Duration {
        let is_limited = !matches!(self.headers, Headers::None | Headers::Wrong(_));
        Duration::from_secs(if is_limited { 0 } else { 20 })
    }
}

impl Server {
    /// The number of workers of an endpoint: enough to use up a limit.
    pub(super) fn workers(&self, endpoint: usize) -> u64 {
        let limits = self.endpoints[endpoint].limits.iter();
        limits.map(|limit| self.limits[*limit].quota).max().unwrap_or(3)
    }
}
