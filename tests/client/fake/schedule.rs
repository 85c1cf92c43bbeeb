//! Ten thousand calls with faults at random.

use std::collections::HashMap;
use std::time::Duration;

use kustomer_client::types::ErrorDocument;
use kustomer_client::{CallOptions, Client, Error, RetryPolicy};
use kustomer_fake::{Entry, Fault, Faults, Kustomer, RateLimit, ResetForm, Setup};
use tokio::task::JoinSet;

use super::{PASSING_FAULTS, builder, updates};

const CALLS: usize = 10_000;

/// How many calls are made at once.
const AT_ONCE: usize = 50;

/// How a call ended: whether it succeeded, else whether it may have been processed.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Success,
    Failure { ambiguous: bool },
}

/// Makes a call that the fake can tell from others.
async fn call(client: Client, number: usize, job: String) -> (String, End) {
    let name = number.to_string();
    let options = CallOptions::new().header("x-call", &name);
    let outcome: Result<(), Error<ErrorDocument>> = match number % 3 {
        0 => {
            let call = client.bulk_batch_update_messages(updates(1 + number % 110));
            call.options(options).send().await.map(drop)
        }
        1 => client.get_bulk_operation(job).options(options).send().await.map(drop),
        _ => client.get_bulk_operation_batches(job).options(options).send().await.map(drop),
    };
    let end = match outcome {
        Ok(()) => End::Success,
        Err(error) => End::Failure { ambiguous: error.may_have_been_processed() },
    };
    (name, end)
}

/// Whether the client is right about one call.
fn agrees(end: End, requests: &[Entry]) -> bool {
    let was_processed = requests.iter().any(Entry::was_processed);
    let is_sure = |entry: &Entry| match &entry.fault {
        Some(fault) => fault.is_surely_unprocessed(),
        None => !entry.was_processed(),
    };
    match end {
        End::Success => was_processed,
        End::Failure { ambiguous: false } => !was_processed,
        // What the client cannot know, it does not claim.
        End::Failure { ambiguous: true } => was_processed || !requests.iter().all(is_sure),
    }
}

async fn run(seed: u64) -> (Kustomer, HashMap<String, End>) {
    let rate_limit =
        RateLimit { requests: 600, reset: ResetForm::EpochMilliseconds, ..RateLimit::default() };
    let faults = Faults::random(seed, 150, PASSING_FAULTS.into_iter().chain([Fault::Garble]));
    let (kustomer, builder) = builder(Setup { rate_limit, faults, ..Setup::default() });
    let policy = RetryPolicy::default();
    let client = builder.operation_timeout(Duration::from_mins(10)).retry(policy).build().unwrap();
    let mut ends = HashMap::new();
    let job = client.bulk_batch_update_messages(updates(1)).send().await;
    let job = job.map_or_else(|_| "5b3bddb60000000000000000".to_owned(), |job| job.data.id.clone());
    let mut calls = JoinSet::new();
    for number in 0..CALLS {
        if calls.len() == AT_ONCE {
            ends.extend(calls.join_next().await.transpose().unwrap());
        }
        calls.spawn(call(client.clone(), number, job.clone()));
    }
    ends.extend(calls.join_all().await);
    (kustomer, ends)
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_calls_end_as_the_fake_knows_and_stay_under_the_limit() {
    let seed = 20_261_124;
    let (kustomer, ends) = run(seed).await;

    let mut requests: HashMap<String, Vec<Entry>> = HashMap::new();
    for entry in kustomer.log() {
        requests.entry(entry.call.clone().unwrap_or_default()).or_default().push(entry);
    }
    assert_eq!(ends.len(), CALLS);
    for (name, end) in &ends {
        let sent = requests.get(name).map_or(&[][..], Vec::as_slice);
        assert!(agrees(*end, sent), "seed {seed}, call {name}: {sent:?}");
    }
    let busiest = kustomer.busiest_window();
    assert!((500..=540).contains(&busiest), "seed {seed}: {busiest} requests in a window of 600");
    // The run is worth something only if all of this happens.
    let count = |wanted: fn(&End) -> bool| ends.values().filter(|end| wanted(end)).count();
    assert!(count(|end| *end == End::Success) > CALLS / 2);
    assert!(count(|end| *end == End::Failure { ambiguous: true }) > 100);
    assert!(count(|end| *end == End::Failure { ambiguous: false }) > 0);
}
