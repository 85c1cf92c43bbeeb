//! Concurrent calls to a server with a rate limit, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client, ClientBuilder};
use crate::runtime::resilience::{RateLimiter, RateLimiting, Retry};
use crate::runtime::response::Error;
use crate::runtime::system::Timeout;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, operation};
use crate::tests::support::paused_clock;
use crate::tests::support::rate_limited_server::{Fault, RateLimitedServer, ResetFormat};

fn builder(server: &Arc<RateLimitedServer>) -> ClientBuilder {
    ClientBuilder::new(&API)
        .server_variable("org", "acme")
        .transport(server.clone())
        .clock(server.clock.clone())
        .random(server.random.clone())
        .operation_timeout(Timeout::Disabled)
        .retry(Retry::Disabled)
}

async fn call(client: Client, options: CallOptions) -> Result<u16, Error> {
    let request = client.request(operation(|_| {}));
    client.execute(request, options).await.map(|response| response.status().as_u16())
}

/// Sends calls until one of them succeeds, which announces the limit.
async fn learn(client: &Client) {
    while !matches!(call(client.clone(), CallOptions::new()).await, Ok(200)) {}
}

/// Sends `count` calls concurrently and returns how many succeeded.
async fn send_concurrently(clients: &[Client], count: usize) -> usize {
    let mut calls = JoinSet::new();
    for number in 0..count {
        calls.spawn(call(clients[number % clients.len()].clone(), CallOptions::new()));
    }
    let outcomes = calls.join_all().await;
    outcomes.into_iter().filter(|outcome| matches!(outcome, Ok(200))).count()
}

const FORMS: [ResetFormat; 3] =
    [ResetFormat::Seconds, ResetFormat::EpochSeconds, ResetFormat::EpochMillis];

#[test]
fn concurrent_calls_stay_below_the_limit_minus_the_reserve() {
    for (limit, most) in [(2, 1), (5, 4), (10, 9), (30, 27), (100, 90)] {
        for form in FORMS {
            for seed in 0..4 {
                paused_clock::run(async {
                    let server = Arc::new(RateLimitedServer::new(limit, form, seed));
                    let client = builder(&server).build().unwrap();
                    learn(&client).await;
                    let calls = usize::try_from(limit).unwrap() * 3;
                    assert_eq!(
                        send_concurrently(&[client], calls).await,
                        calls,
                        "{limit} {form:?} {seed}"
                    );
                    assert!(server.max_per_window() <= most, "{limit} {form:?} {seed}");
                });
            }
        }
    }
}

#[test]
fn concurrent_calls_use_each_window_up_to_the_reserve() {
    paused_clock::run(async {
        let mut server = RateLimitedServer::new(100, ResetFormat::EpochMillis, 1);
        server.latency = Duration::from_millis(20);
        let server = Arc::new(server);
        let client = builder(&server).build().unwrap();
        learn(&client).await;
        assert_eq!(send_concurrently(&[client], 269).await, 269);
        // The first window began 20 seconds before the first call.
        assert!(
            server.clock.elapsed() < Duration::from_secs(40 + 60 + 60),
            "{:?}",
            server.clock.elapsed()
        );
        assert!(server.max_per_window() >= 88, "{}", server.max_per_window());
    });
}

#[test]
fn the_limit_holds_when_responses_are_lost_or_come_from_a_proxy() {
    let faults = vec![
        Fault::None,
        Fault::None,
        Fault::ConnectionRefused,
        Fault::ResponseLost,
        Fault::RequestLost,
        Fault::BadGateway,
        Fault::ServerError,
        Fault::Truncated,
    ];
    for (number, form) in (0..30).flat_map(|number| FORMS.map(|form| (number, form))) {
        paused_clock::run(async {
            let mut server = RateLimitedServer::new(20, form, number);
            server.faults.clone_from(&faults);
            server.latency = Duration::from_secs(number % 6);
            let server = Arc::new(server);
            let client = builder(&server).build().unwrap();
            learn(&client).await;
            send_concurrently(&[client], 150).await;
            assert!(
                server.max_per_window() <= 18,
                "{number} {form:?}: {}",
                server.max_per_window()
            );
        });
    }
}

#[test]
fn the_limit_holds_in_short_windows() {
    for form in FORMS {
        paused_clock::run(async {
            let mut server = RateLimitedServer::new(10, form, 3);
            server.window = Duration::from_secs(1);
            server.latency = Duration::from_millis(200);
            let server = Arc::new(server);
            let client = builder(&server).build().unwrap();
            learn(&client).await;
            assert_eq!(send_concurrently(&[client], 100).await, 100);
            assert!(server.max_per_window() <= 9, "{form:?} {}", server.max_per_window());
        });
    }
}

#[test]
fn a_rate_limiter_is_shared_by_clones_and_by_clients_built_with_it() {
    paused_clock::run(async {
        let server = Arc::new(RateLimitedServer::new(10, ResetFormat::Seconds, 5));
        let limiter = RateLimiter::new();
        let client = || builder(&server).rate_limiter(limiter.clone()).build().unwrap();
        let one = client();
        learn(&one).await;
        assert_eq!(send_concurrently(&[one.clone(), one, client()], 30).await, 30);
        assert!(server.max_per_window() <= 9);
    });
}

#[test]
fn clients_with_separate_rate_limiters_do_not_coordinate() {
    paused_clock::run(async {
        let server = Arc::new(RateLimitedServer::new(10, ResetFormat::Seconds, 5));
        let client = || builder(&server).build().unwrap();
        let clients = [client(), client(), client()];
        for client in &clients {
            learn(client).await;
        }
        send_concurrently(&clients, 30).await;
        assert!(server.max_per_window() > 9, "{}", server.max_per_window());
    });
}

#[test]
fn without_a_rate_limiter_all_calls_are_sent_at_once() {
    paused_clock::run(async {
        let server = Arc::new(RateLimitedServer::new(10, ResetFormat::Seconds, 5));
        let client = builder(&server).rate_limiter(RateLimiting::Disabled).build().unwrap();
        assert_eq!(send_concurrently(&[client], 30).await, 10);
        assert_eq!(
            (server.max_per_window(), server.clock.elapsed() <= Duration::from_secs(2)),
            (30, true)
        );
        // A call can disable the rate limiter of its client.
        let client = builder(&server).build().unwrap();
        let options = CallOptions::new().rate_limiter(RateLimiting::Disabled);
        assert_eq!(call(client, options).await.unwrap(), 429);
    });
}

#[test]
fn dropped_calls_release_their_slot() {
    for seed in 0..20 {
        paused_clock::run(async {
            let server = Arc::new(RateLimitedServer::new(10, ResetFormat::Seconds, seed));
            let client = builder(&server).build().unwrap();
            learn(&client).await;
            let mut calls = JoinSet::new();
            for number in 0..60 {
                let call = call(client.clone(), CallOptions::new());
                // Some are dropped in flight, some while they are queued.
                let drop_after = Duration::from_millis(if number % 3 == 0 {
                    1 << 20
                } else {
                    1 << (number % 18)
                });
                calls.spawn(tokio::time::timeout(drop_after, call));
            }
            let outcomes = calls.join_all().await;
            let completed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert!(completed >= 20, "{seed}: {completed}");
            assert!(server.max_per_window() <= 9, "{seed}: {}", server.max_per_window());
        });
    }
}

#[test]
fn calls_are_sent_at_once_before_a_limit_is_announced() {
    paused_clock::run(async {
        let mut server = RateLimitedServer::new(1_000, ResetFormat::Seconds, 1);
        server.latency = Duration::ZERO;
        let server = Arc::new(server);
        let client = builder(&server).build().unwrap();
        assert_eq!(send_concurrently(&[client], 500).await, 500);
        assert_eq!(server.clock.elapsed(), Duration::ZERO);
    });
}
