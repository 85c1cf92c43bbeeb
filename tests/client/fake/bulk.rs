//! Any number of messages, each accounted for.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::bulk::{Failure, ItemResult};
use kustomer_client::types::{BulkResultStatus, MessageUpdate};
use kustomer_client::{Client, RateLimiting, SystemClock};
use kustomer_fake::{BatchesForm, JobTiming, Kustomer, RateLimit, Setup, TOKEN};

use super::{fake_and_client, updates};

#[tokio::test(start_paused = true)]
async fn each_message_has_an_outcome() {
    for batches in [BatchesForm::Document, BatchesForm::List] {
        let missing_messages = vec!["m7".to_owned(), "m203".to_owned()];
        let (kustomer, client) =
            fake_and_client(Setup { batches, missing_messages, ..Setup::default() });
        let report = client.update_messages().run(updates(250)).run_to_end().await;
        assert!(report.error.is_none(), "{:?}", report.error);
        assert_eq!((report.summary.updated, report.summary.failed), (248, 2));
        let mut failed: Vec<&str> = report.failures.iter().map(|outcome| &*outcome.id).collect();
        failed.sort_unstable();
        assert_eq!(failed, ["m203", "m7"]);
        for outcome in &report.failures {
            let ItemResult::Failed(Failure::Item(result)) = &outcome.result else { panic!() };
            assert_eq!(result.status, Some(BulkResultStatus::Error));
            assert!(result.error.is_some());
        }
        let submits: Vec<_> = kustomer
            .log()
            .iter()
            .filter(|entry| entry.bytes > 0)
            .map(|entry| entry.bytes)
            .collect();
        assert_eq!(submits.len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_has_at_most_95_000_bytes() {
    let (kustomer, client) = fake_and_client(Setup::default());
    let update = |number: u32| MessageUpdate::new(format!("m{number}")).preview("x".repeat(9_000));
    let report = client.update_messages().run((0..25).map(update)).run_to_end().await;
    assert_eq!(report.summary.updated, 25);
    let largest = kustomer.log().iter().map(|entry| entry.bytes).max().unwrap();
    assert!((90_000..=95_000).contains(&largest), "{largest}");
}

#[tokio::test(start_paused = true)]
async fn one_change_is_made_to_many_messages() {
    let (_, client) = fake_and_client(Setup::default());
    let change = MessageUpdate::new("").subject("Hello");
    let ids = (0..120).map(|number| format!("m{number}"));
    let report = client.update_messages().run_for_ids(change, ids).run_to_end().await;
    assert!(report.summary.all_updated(), "{report:?}");
    assert_eq!((report.summary.updated, report.summary.jobs), (120, 2));
}

/// The peak of the memory of a run with this number of items, in bytes.
fn peak(items: u64) -> u64 {
    let (queued, batch) = (Duration::ZERO, Duration::ZERO);
    let job_timing = JobTiming { queued, batch, ..JobTiming::default() };
    let rate_limit = RateLimit { requests: u64::MAX, ..RateLimit::default() };
    let setup = Setup { job_timing, rate_limit, history: Some(20), ..Setup::default() };
    let kustomer = Kustomer::new(setup, Arc::new(SystemClock));
    let builder = Client::builder().org("acme").token(TOKEN).transport(Arc::new(kustomer));
    let client = builder.rate_limiter(RateLimiting::Disabled).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let updates = (0..items).map(|number| MessageUpdate::new(format!("{number:024x}")));
    let run = client.update_messages().run(updates).run_to_end();
    let mut report = None;
    let memory = allocation_counter::measure(|| report = Some(runtime.block_on(run)));
    assert_eq!(report.unwrap().summary.updated, items);
    memory.bytes_max
}

#[test]
fn memory_does_not_grow_with_the_number_of_items() {
    let (few, many) = (peak(4_000), peak(40_000));
    assert!(many * 10 <= few * 11, "{few} bytes, then {many}");
}
