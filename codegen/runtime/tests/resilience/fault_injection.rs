//! Ten thousand calls to a server with a rate limit and random faults, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client, ClientBuilder};
use crate::runtime::request::{Explode, Idempotence, Operation, Style};
use crate::runtime::resilience::{RetryBudget, RetryPolicy};
use crate::runtime::response::Error;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, GET};
use crate::tests::support::paused_clock;
use crate::tests::support::rate_limited_server::{Fault, RateLimitedServer, ResetFormat};

static GET_PET: Operation = Operation { security: &[], ..GET };
static ADD_PET: Operation = Operation {
    id: "addPet",
    method: http::Method::POST,
    idempotence: Idempotence::NotIdempotent,
    security: &[],
    ..GET
};

/// The number of calls, and how many run concurrently.
const CALLS: usize = 10_000;
const WORKERS: usize = 40;

/// Half of the requests fail, with any fault.
fn faults() -> Vec<Fault> {
    let failures = [
        Fault::ConnectionRefused,
        Fault::ResponseLost,
        Fault::RequestLost,
        Fault::BadGateway,
        Fault::ServerError,
        Fault::Truncated,
        Fault::Stalled,
        Fault::Unavailable,
        Fault::BadRequest,
    ];
    let successes = vec![Fault::None; failures.len()];
    [successes.as_slice(), &failures].concat()
}

/// Sends a call with a unique number, by which the server records processed calls.
async fn call(client: Client, number: usize) -> Result<(), Error> {
    let operation = if is_idempotent(number) { &GET_PET } else { &ADD_PET };
    let mut request = client.request(operation);
    request.path("id", Style::Simple, Explode::No, &number);
    let response = client.execute(request, CallOptions::new()).await?;
    match response.status().as_u16() {
        200 => Ok(()),
        _ => Err(response.unexpected()),
    }
}

fn is_idempotent(number: usize) -> bool {
    number.is_multiple_of(2)
}

/// The number of calls by result.
#[derive(Debug, Default)]
struct Tally {
    succeeded: usize,
    not_processed: usize,
    ambiguous: usize,
    longest: Duration,
}

fn check(
    server: &RateLimitedServer,
    number: usize,
    outcome: &Result<(), Error>,
    tally: &mut Tally,
) {
    let state = server.state.lock().unwrap();
    let processed = state.processed.get(&format!("/v1/pets/{number}")).copied().unwrap_or_default();
    assert!(is_idempotent(number) || processed <= 1, "{number} was processed {processed} times");
    match outcome {
        Ok(()) => {
            assert!(processed > 0, "{number} was not processed");
            tally.succeeded += 1;
        }
        Err(error) if error.may_have_been_processed() => tally.ambiguous += 1,
        Err(error) => {
            assert_eq!(processed, 0, "{number} was processed: {error:?}");
            tally.not_processed += 1;
        }
    }
    if let Err(error) = outcome {
        tally.longest = tally.longest.max(error.elapsed());
    }
}

async fn run(seed: u64, budget: RetryBudget) -> Tally {
    let mut server = RateLimitedServer::new(1_000, ResetFormat::EpochMillis, seed);
    server.faults = faults();
    let server = Arc::new(server);
    let client = ClientBuilder::new(&API)
        .server_variable("org", "acme")
        .transport(server.clone())
        .clock(server.clock.clone())
        .random(server.random.clone())
        .retry(RetryPolicy::new().budget(budget))
        .build()
        .unwrap();
    let mut workers = JoinSet::new();
    for worker in 0..WORKERS {
        let client = client.clone();
        workers.spawn(async move {
            let mut outcomes = Vec::new();
            for number in (worker..CALLS).step_by(WORKERS) {
                outcomes.push((number, call(client.clone(), number).await));
            }
            outcomes
        });
    }
    let outcomes: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
    assert_eq!(outcomes.len(), CALLS);
    assert!(server.max_per_window() <= 900, "seed {seed}: {}", server.max_per_window());
    let mut tally = Tally::default();
    for (number, outcome) in &outcomes {
        check(&server, *number, outcome, &mut tally);
    }
    tally
}

#[test]
fn ten_thousand_calls_end_and_report_correctly_whether_they_were_processed() {
    for (seed, budget) in [(1, RetryBudget::Shared), (2, RetryBudget::Unlimited)] {
        let tally = paused_clock::run(run(seed, budget));
        println!("seed {seed}: {tally:?}");
        // All results occur, and no call lasts longer than its operation timeout.
        assert!(tally.succeeded > CALLS / 2, "{tally:?}");
        assert!(tally.ambiguous > 100 && tally.not_processed > 100, "{tally:?}");
        assert!(tally.longest <= Duration::from_mins(2), "{tally:?}");
    }
}
