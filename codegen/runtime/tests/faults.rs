//! Ten thousand calls against a server with a rate limit that fails at random, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, Client, ClientBuilder};
use crate::runtime::request::{Explode, Idempotence, Operation, Style};
use crate::runtime::resilience::{RetryBudget, RetryPolicy};
use crate::runtime::response::Error;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, GET};
use crate::tests::support::limited::{Fault, Form, Limited};
use crate::tests::support::paused;

static GET_PET: Operation = Operation { security: &[], ..GET };
static ADD_PET: Operation = Operation {
    id: "addPet",
    method: http::Method::POST,
    idempotence: Idempotence::NotIdempotent,
    security: &[],
    ..GET
};

/// How many calls there are, and how many go on at the same time.
const CALLS: usize = 10_000;
const WORKERS: usize = 40;

/// Half of the requests fail, in any way.
fn faults() -> Vec<Fault> {
    let failures = [
        Fault::Refused,
        Fault::Lost,
        Fault::Swallowed,
        Fault::Proxy,
        Fault::Failed,
        Fault::Cut,
        Fault::Stalled,
        Fault::Busy,
        Fault::Invalid,
    ];
    let successes = vec![Fault::None; failures.len()];
    [successes.as_slice(), &failures].concat()
}

/// Calls with a number of their own, so that the server knows which of them it has carried out.
async fn call(client: Client, number: usize) -> Result<(), Error> {
    let operation = if is_repeatable(number) { &GET_PET } else { &ADD_PET };
    let mut request = client.request(operation);
    request.path("id", Style::Simple, Explode::No, &number);
    let reply = client.execute(request, CallOptions::new()).await?;
    match reply.status().as_u16() {
        200 => Ok(()),
        _ => Err(reply.unexpected()),
    }
}

fn is_repeatable(number: usize) -> bool {
    number.is_multiple_of(2)
}

/// What became of all calls, and for how many it is one thing or the other.
#[derive(Debug, Default)]
struct Tally {
    succeeded: usize,
    surely_not_done: usize,
    ambiguous: usize,
    longest: Duration,
}

fn check(server: &Limited, number: usize, outcome: &Result<(), Error>, tally: &mut Tally) {
    let state = server.state.lock().unwrap();
    let done = state.done.get(&format!("/v1/pets/{number}")).copied().unwrap_or_default();
    assert!(is_repeatable(number) || done <= 1, "{number} was done {done} times");
    match outcome {
        Ok(()) => {
            assert!(done > 0, "{number} was not done");
            tally.succeeded += 1;
        }
        Err(error) if error.may_have_been_processed() => tally.ambiguous += 1,
        Err(error) => {
            assert_eq!(done, 0, "{number} was done: {error:?}");
            tally.surely_not_done += 1;
        }
    }
    if let Err(error) = outcome {
        tally.longest = tally.longest.max(error.elapsed());
    }
}

async fn run(seed: u64, budget: RetryBudget) -> Tally {
    let mut server = Limited::new(1_000, Form::EpochMillis, seed);
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
    assert!(server.busiest() <= 900, "seed {seed}: {}", server.busiest());
    let mut tally = Tally::default();
    for (number, outcome) in &outcomes {
        check(&server, *number, outcome, &mut tally);
    }
    tally
}

#[test]
fn each_of_ten_thousand_calls_ends_and_tells_the_truth() {
    for (seed, budget) in [(1, RetryBudget::Shared), (2, RetryBudget::Unlimited)] {
        let tally = paused::run(run(seed, budget));
        println!("seed {seed}: {tally:?}");
        // All ways to end occur, and none of them lasts longer than a call may take.
        assert!(tally.succeeded > CALLS / 2, "{tally:?}");
        assert!(tally.ambiguous > 100 && tally.surely_not_done > 100, "{tally:?}");
        assert!(tally.longest <= Duration::from_mins(2), "{tally:?}");
    }
}
