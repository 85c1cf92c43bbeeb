//! Many calls at once against a server with a rate limit, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client, ClientBuilder};
use crate::runtime::resilience::{RateLimiter, RateLimiting, Retry};
use crate::runtime::response::Error;
use crate::runtime::system::Timeout;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, operation};
use crate::tests::support::limited::{Fault, Form, Limited};
use crate::tests::support::paused;

fn builder(server: &Arc<Limited>) -> ClientBuilder {
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
    client.execute(request, options).await.map(|reply| reply.status().as_u16())
}

/// Sends so many calls at once. Tells how many succeeded.
async fn crowd(clients: &[Client], count: usize) -> usize {
    let mut calls = JoinSet::new();
    for number in 0..count {
        calls.spawn(call(clients[number % clients.len()].clone(), CallOptions::new()));
    }
    let outcomes = calls.join_all().await;
    outcomes.into_iter().filter(|outcome| matches!(outcome, Ok(200))).count()
}

const FORMS: [Form; 3] = [Form::Seconds, Form::EpochSeconds, Form::EpochMillis];

#[test]
fn a_crowd_stays_under_the_limit_minus_the_reserve() {
    for (limit, most) in [(2, 1), (5, 4), (10, 9), (30, 27), (100, 90)] {
        for form in FORMS {
            for seed in 0..4 {
                paused::run(async {
                    let server = Arc::new(Limited::new(limit, form, seed));
                    let client = builder(&server).build().unwrap();
                    let calls = usize::try_from(limit).unwrap() * 3;
                    assert_eq!(crowd(&[client], calls).await, calls, "{limit} {form:?} {seed}");
                    assert!(server.busiest() <= most, "{limit} {form:?} {seed}");
                });
            }
        }
    }
}

#[test]
fn a_window_is_used_up_to_the_reserve() {
    paused::run(async {
        let mut server = Limited::new(100, Form::EpochMillis, 1);
        server.latency = Duration::from_millis(20);
        let server = Arc::new(server);
        let client = builder(&server).build().unwrap();
        assert_eq!(crowd(&[client], 270).await, 270);
        // The first window began 20 seconds before the first call.
        assert!(
            server.clock.passed() < Duration::from_secs(40 + 60 + 60),
            "{:?}",
            server.clock.passed()
        );
        assert!(server.busiest() >= 88, "{}", server.busiest());
    });
}

#[test]
fn answers_may_be_lost_or_come_from_a_proxy() {
    let faults = vec![
        Fault::None,
        Fault::None,
        Fault::Refused,
        Fault::Lost,
        Fault::Swallowed,
        Fault::Proxy,
        Fault::Failed,
        Fault::Cut,
    ];
    for (number, form) in (0..30).flat_map(|number| FORMS.map(|form| (number, form))) {
        paused::run(async {
            let mut server = Limited::new(20, form, number);
            server.faults.clone_from(&faults);
            server.latency = Duration::from_secs(number % 7);
            let server = Arc::new(server);
            let client = builder(&server).build().unwrap();
            crowd(&[client], 150).await;
            assert!(server.busiest() <= 18, "{number} {form:?}: {}", server.busiest());
        });
    }
}

#[test]
fn short_windows_are_kept_too() {
    for form in FORMS {
        paused::run(async {
            let mut server = Limited::new(10, form, 3);
            server.window = Duration::from_secs(1);
            server.latency = Duration::from_millis(200);
            let server = Arc::new(server);
            let client = builder(&server).build().unwrap();
            assert_eq!(crowd(&[client], 100).await, 100);
            assert!(server.busiest() <= 9, "{form:?} {}", server.busiest());
        });
    }
}

#[test]
fn a_gate_is_shared_by_clones_and_by_the_clients_that_are_given_it() {
    paused::run(async {
        let server = Arc::new(Limited::new(10, Form::Seconds, 5));
        let gate = RateLimiter::new();
        let client = || builder(&server).rate_limiter(gate.clone()).build().unwrap();
        let one = client();
        assert_eq!(crowd(&[one.clone(), one, client()], 30).await, 30);
        assert!(server.busiest() <= 9);
    });
}

#[test]
fn clients_with_gates_of_their_own_do_not_know_of_each_other() {
    paused::run(async {
        let server = Arc::new(Limited::new(10, Form::Seconds, 5));
        let client = || builder(&server).build().unwrap();
        crowd(&[client(), client(), client()], 30).await;
        assert!(server.busiest() > 9, "{}", server.busiest());
    });
}

#[test]
fn without_a_gate_all_calls_are_sent_at_once() {
    paused::run(async {
        let server = Arc::new(Limited::new(10, Form::Seconds, 5));
        let client = builder(&server).rate_limiter(RateLimiting::Disabled).build().unwrap();
        assert_eq!(crowd(&[client], 30).await, 10);
        assert_eq!((server.busiest(), server.clock.passed() <= Duration::from_secs(2)), (30, true));
        // A call may do without the gate of its client.
        let client = builder(&server).build().unwrap();
        let options = CallOptions::new().rate_limiter(RateLimiting::Disabled);
        assert_eq!(call(client, options).await.unwrap(), 429);
    });
}

#[test]
fn calls_that_are_dropped_let_others_through() {
    for seed in 0..20 {
        paused::run(async {
            let server = Arc::new(Limited::new(10, Form::Seconds, seed));
            let client = builder(&server).build().unwrap();
            let mut calls = JoinSet::new();
            for number in 0..60 {
                let call = call(client.clone(), CallOptions::new());
                // Some are dropped on their way, some while they wait for their turn.
                let patience = Duration::from_millis(if number % 3 == 0 {
                    1 << 20
                } else {
                    1 << (number % 18)
                });
                calls.spawn(tokio::time::timeout(patience, call));
            }
            let outcomes = calls.join_all().await;
            let stayed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert!(stayed >= 20, "{seed}: {stayed}");
            assert!(server.busiest() <= 9, "{seed}: {}", server.busiest());
        });
    }
}

#[test]
fn a_search_that_is_dropped_is_taken_over() {
    paused::run(async {
        let mut server = Limited::new(10, Form::Seconds, 1);
        server.latency = Duration::from_hours(1);
        let server = Arc::new(server);
        let client = builder(&server).attempt_timeout(Timeout::Disabled).build().unwrap();
        let first = tokio::time::timeout(
            Duration::from_millis(1),
            call(client.clone(), CallOptions::new()),
        );
        let second = call(client, CallOptions::new());
        let (first, second) = tokio::join!(first, second);
        assert!(first.is_err());
        assert_eq!(second.unwrap(), 200);
    });
}

#[test]
fn the_first_calls_send_one_request_to_find_out() {
    paused::run(async {
        let server = Arc::new(Limited::new(1_000, Form::Seconds, 1));
        let client = builder(&server).build().unwrap();
        let mut calls = JoinSet::new();
        for _ in 0..50 {
            calls.spawn(call(client.clone(), CallOptions::new()));
        }
        tokio::time::sleep(Duration::from_nanos(1)).await;
        let second = Duration::from_secs(1);
        while server.arrived() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(server.arrived(), 1);
        calls.join_all().await;
        assert!(server.clock.passed() < 5 * second, "{:?}", server.clock.passed());
    });
}

#[test]
fn a_server_that_refuses_connections_is_told_to_more_calls_each_time() {
    paused::run(async {
        let mut server = Limited::new(1_000, Form::Seconds, 1);
        server.faults = vec![Fault::Refused];
        let server = Arc::new(server);
        let client = builder(&server).build().unwrap();
        assert_eq!(crowd(&[client], 100).await, 0);
        // One after the other would take 50 seconds on average.
        assert!(server.clock.passed() < Duration::from_secs(10), "{:?}", server.clock.passed());
    });
}
