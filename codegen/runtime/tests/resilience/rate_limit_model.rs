//! The rate limiter with thousands of random servers, in virtual time: no limit is exceeded, and
//! nothing is delayed that a limit allows.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::task::JoinSet;

use crate::runtime::resilience::RateLimiter;
use crate::runtime::response::ResponseParts;
use crate::runtime::system::{Clock, Deadline, Random, Timeout};

use crate::tests::support::clock::START_TIME;
use crate::tests::support::paused_clock::{self, PausedClock};
use crate::tests::support::random::Seeded;

/// The number of complete windows that are measured.
const WINDOWS: u64 = 2;

/// The operations of each server.
const OPERATIONS: [&str; 4] = ["first", "second", "third", "fourth"];

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Unlimited,
    Limited,
    /// Its headers are wrong.
    Wrong,
}

/// A limit of a server.
struct Limit {
    name: &'static str,
    /// The number of requests in a window.
    quota: u64,
    /// The length of a window in seconds.
    window: u64,
    /// When windows start, in seconds.
    offset: u64,
    /// The number of requests received in each window.
    counts: Mutex<BTreeMap<u64, u64>>,
    /// The number of requests without a response, or with one of a failed server.
    failed: Mutex<u64>,
}

/// What the headers of an endpoint look like.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Headers {
    None,
    Seconds,
    EpochSeconds,
    EpochMillis,
    Duration,
    Fields,
    /// Headers that are wrong, by number.
    Wrong(u64),
}

struct Endpoint {
    operation: &'static str,
    /// The indices of its limits.
    limits: Vec<usize>,
    headers: Headers,
    /// The maximum latency in milliseconds, each way.
    latency: u64,
    /// How many of a hundred responses are lost, and how many are errors without headers.
    failures: u64,
}

struct Server {
    clock: PausedClock,
    random: Seeded,
    limits: Vec<Limit>,
    endpoints: Vec<Endpoint>,
    /// How far its clock is ahead of the client's, in seconds.
    skew: u64,
    /// The number of requests of each operation.
    received: Mutex<BTreeMap<&'static str, u64>>,
}

impl Limit {
    /// The number of the window, and the milliseconds until its end.
    fn window(&self, now: u64) -> (u64, u64) {
        let (now, window) = (now + self.offset * 1_000, self.window * 1_000);
        (now / window, window - now % window)
    }

    fn usable(&self) -> u64 {
        self.quota - self.quota.div_ceil(10).max(1).min(self.quota - 1)
    }
}

impl Server {
    fn new(kind: Kind, seed: u64) -> Self {
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

    fn now(&self) -> u64 {
        u64::try_from(self.clock.elapsed().as_millis()).unwrap()
    }

    /// The time of its own clock, in milliseconds since 1970.
    fn time(&self) -> u64 {
        (START_TIME + self.skew) * 1_000 + self.now()
    }

    async fn delay(&self, endpoint: &Endpoint) {
        let delay = self.random.below(endpoint.latency + 1);
        self.clock.sleep(Duration::from_millis(delay)).await;
    }

    /// Receives a request, and returns a response unless it is lost.
    async fn exchange(&self, endpoint: &Endpoint) -> Option<ResponseParts> {
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

    fn headers(&self, endpoint: &Endpoint, now: u64) -> Vec<(HeaderName, String)> {
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

/// Sends a request when the limiter admits it. Returns whether a limit was heard.
async fn call(server: &Server, limiter: Option<&RateLimiter>, endpoint: &Endpoint) -> bool {
    let deadline = Deadline::start(&server.clock, Timeout::Disabled);
    let permit = match limiter {
        None => None,
        Some(limiter) => {
            let random = &server.random as &dyn Random;
            let mut permit = limiter.acquire(endpoint.operation, &deadline, random).await.unwrap();
            permit.sending(server.clock.now());
            Some(permit)
        }
    };
    let response = server.exchange(endpoint).await;
    let is_heard = response.as_ref().is_some_and(|response| response.status != 500);
    if let Some((permit, response)) = permit.zip(response) {
        permit.received(&response, server.clock.now());
    }
    is_heard
}

/// What a server has seen.
struct Seen {
    server: Arc<Server>,
    /// When all limits had been announced, and when the last request was sent, in milliseconds.
    learned: u64,
    end: u64,
    /// The number of requests by then.
    received: BTreeMap<&'static str, u64>,
}

/// Sends as many requests as are admitted within some windows.
async fn run(kind: Kind, seed: u64, limiter: Option<RateLimiter>) -> Seen {
    let server = Arc::new(Server::new(kind, seed));
    for endpoint in &server.endpoints {
        while !call(&server, limiter.as_ref(), endpoint).await {}
    }
    let (learned, received) = (server.now(), server.received.lock().unwrap().clone());
    let mut workers = JoinSet::new();
    for index in 0..server.endpoints.len() {
        for _ in 0..server.workers(index) {
            let (server, limiter) = (server.clone(), limiter.clone());
            workers.spawn(async move {
                let endpoint = &server.endpoints[index];
                loop {
                    call(&server, limiter.as_ref(), endpoint).await;
                    server.clock.sleep(endpoint.pause()).await;
                }
            });
        }
    }
    let longest = server.limits.iter().map(|limit| limit.window).max().unwrap_or(30);
    let time = Duration::from_secs((WINDOWS + 2) * longest);
    let _ = tokio::time::timeout(time, workers.join_next()).await;
    drop(workers);
    let end = server.now();
    Seen { server, learned, end, received }
}

impl Endpoint {
    /// The pause of a worker after each request. Where no limit is announced, time would not pass
    /// without it.
    fn pause(&self) -> Duration {
        let is_limited = !matches!(self.headers, Headers::None | Headers::Wrong(_));
        Duration::from_secs(if is_limited { 0 } else { 20 })
    }
}

impl Server {
    /// The number of workers of an endpoint: enough to use up a limit.
    fn workers(&self, endpoint: usize) -> u64 {
        let limits = self.endpoints[endpoint].limits.iter();
        limits.map(|limit| self.limits[*limit].quota).max().unwrap_or(3)
    }
}

impl Seen {
    /// No window has more requests than its limit without the reserve, and together they have at least
    /// nine tenths of it.
    fn check_limits(&self, seed: u64) {
        for limit in &self.server.limits {
            let (first, _) = limit.window(self.learned);
            let (last, _) = limit.window(self.end);
            let counts = limit.counts.lock().unwrap();
            let count = |window| counts.get(&window).copied().unwrap_or_default();
            let windows = first + 1..last;
            for window in windows.clone() {
                let (count, usable) = (count(window), limit.usable());
                assert!(count <= usable, "server {seed}: {count} of {usable} in {}", limit.name);
            }
            let total: u64 = windows.clone().map(count).sum();
            let usable = limit.usable() * (last - first - 1);
            assert!(usable > 0, "server {seed}: no window was complete");
            // A request without a response counts twice until a later response includes it. If a
            // window has no other one, its end is not known.
            let total = total + *limit.failed.lock().unwrap();
            let is_used = total * 10 >= usable * 9 || limit.usable() < 4;
            assert!(is_used, "server {seed}: {total} of {usable} in {}", limit.name);
        }
    }

    /// The number of requests of an endpoint since the limits were announced.
    fn count(&self, operation: &str) -> u64 {
        self.server.received.lock().unwrap()[operation] - self.received[operation]
    }

    /// Endpoints without a limit receive as much as workers send that never wait.
    fn check_unlimited(&self, seed: u64) {
        for (index, endpoint) in self.server.endpoints.iter().enumerate() {
            if endpoint.headers == Headers::None {
                let each = (self.end - self.learned) / (20_000 + 2 * endpoint.latency + 2);
                let (count, least) =
                    (self.count(endpoint.operation), each * self.server.workers(index));
                assert!(
                    count >= least,
                    "server {seed}: {count} of {least} in {}",
                    endpoint.operation
                );
            }
        }
    }

    /// Even wrong headers let some requests through.
    fn check_progress(&self, seed: u64) {
        let least = (self.end - self.learned) / 130_000;
        let count: u64 = OPERATIONS.iter().map(|operation| self.count(operation)).sum();
        assert!(count >= least, "server {seed}: {count} of {least}");
    }
}

fn run_limited(kind: Kind, seed: u64) -> Seen {
    paused_clock::run(run(kind, seed, Some(RateLimiter::new())))
}

#[test]
fn a_server_without_a_limit_receives_what_it_receives_without_a_limiter() {
    for seed in 0..400 {
        let seen = run_limited(Kind::Unlimited, seed);
        let free = paused_clock::run(run(Kind::Unlimited, seed, None));
        let counts = |seen: &Seen| seen.server.received.lock().unwrap().clone();
        assert_eq!(counts(&seen), counts(&free), "server {seed}");
    }
}

#[test]
fn limits_are_kept_and_used_and_nothing_else_is_delayed() {
    for seed in 0..1_400 {
        let seen = run_limited(Kind::Limited, seed);
        seen.check_limits(seed);
        seen.check_unlimited(seed);
    }
}

#[test]
fn wrong_headers_do_not_stop_a_client() {
    for seed in 0..200 {
        run_limited(Kind::Wrong, seed).check_progress(seed);
    }
}
