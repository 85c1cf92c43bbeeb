//! Ten thousand calls to the fake with random faults.

use std::collections::HashMap;
use std::time::Duration;

use kustomer_client::types::ErrorDocument;
use kustomer_client::{CallOptions, Client, Error, RetryPolicy};
use kustomer_fake::{Entry, Fault, Faults, Kustomer, RateLimit, ResetForm, Setup};
use tokio::task::JoinSet;

use super::{PASSING_FAULTS, builder, updates};

const CALLS: usize = 10_000;

/// The number of concurrent calls.
const CONCURRENCY: usize = 50;

/// The result of a call, and for a failure whether it may have been processed.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Success,
    Failure { ambiguous: bool },
}

/// Sends a call with a unique name, which the fake logs.
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

/// Whether the result of a call agrees with the log of the fake.
fn agrees(end: End, requests: &[Entry]) -> bool {
    let was_processed = requests.iter().any(Entry::was_processed);
    let is_sure = |entry: &Entry| match &entry.fault {
        Some(fault) => fault.is_surely_unprocessed(),
        None => !entry.was_processed(),
    };
    match end {
        End::Success => was_processed,
        End::Failure { ambiguous: false } => !was_processed,
        // The client only reports an ambiguous failure if a request may have been processed.
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
        if calls.len() == CONCURRENCY {
            ends.extend(calls.join_next().await.transpose().unwrap());
        }
        calls.spawn(call(client.clone(), number, job.clone()));
    }
    ends.extend(calls.join_all().await);
    (kustomer, ends)
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_calls_end_as_logged_by_the_fake_and_stay_under_the_limit() {
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
    let max_per_window = kustomer.busiest_window();
    assert!(
        (500..=540).contains(&max_per_window),
        "seed {seed}: {max_per_window} requests in a window of 600"
    );
    // All kinds of results have to occur.
    let count = |wanted: fn(&End) -> bool| ends.values().filter(|end| wanted(end)).count();
    assert!(count(|end| *end == End::Success) > CALLS / 2);
    assert!(count(|end| *end == End::Failure { ambiguous: true }) > 100);
    assert!(count(|end| *end == End::Failure { ambiguous: false }) > 0);
}
