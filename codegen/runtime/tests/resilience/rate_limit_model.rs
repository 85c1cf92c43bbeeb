//! The rate limiter with thousands of random servers, in virtual time: no limit is exceeded, and
//! nothing is delayed that a limit allows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::random_server::{Endpoint, Headers, Kind, OPERATIONS, Server};
use crate::runtime::resilience::RateLimiter;
use crate::runtime::system::{Clock, Deadline, Random, Timeout};

use crate::tests::support::paused_clock;

/// The number of complete windows that are measured.
const WINDOWS: u64 = 2;

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
