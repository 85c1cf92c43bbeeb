//! The peak memory and the CPU time of a bulk run, compared with a hand-written loop over the same
//! fake in memory, without a rate limit.
//!
//! Run it with `cargo run --release -p tests --example bulk_cost`. Both send 100 messages in a request
//! with a reference each and read the results of its job; the loop keeps one request in flight and
//! pairs nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

use std::sync::Arc;
use std::time::Duration;

use allocation_counter::AllocationInfo;
use kustomer_client::types::MessageUpdate;
use kustomer_client::{Client, RateLimiting, SystemClock};
use kustomer_fake::{JobTiming, Kustomer, RateLimit, Setup, TOKEN};

/// A client of a fake without a rate limit, whose jobs are finished at once.
fn client() -> Client {
    let job_timing = JobTiming {
        hidden: Duration::ZERO,
        queued: Duration::ZERO,
        batch: Duration::ZERO,
        batch_items: 100,
    };
    let rate_limit = RateLimit { requests: u64::MAX, ..RateLimit::default() };
    let setup = Setup { job_timing, rate_limit, history: Some(50), ..Setup::default() };
    let kustomer = Kustomer::new(setup, Arc::new(SystemClock));
    let builder = Client::builder().org("acme").token(TOKEN).transport(Arc::new(kustomer));
    builder.rate_limiter(RateLimiting::Disabled).build().unwrap()
}

fn updates(count: u64) -> impl Iterator<Item = MessageUpdate> + Send {
    (0..count).map(|number| {
        MessageUpdate::new(format!("{number:024x}"))
            .subject("Subject")
            .preview("Some words of text")
    })
}

async fn bulk_run(messages: u64) {
    let mut run = client().update_messages().run(updates(messages));
    let mut updated = 0;
    while let Some(outcome) = run.next().await.unwrap() {
        updated += u64::from(outcome.result.is_updated());
    }
    assert_eq!(updated, messages);
}

async fn hand_written_loop(messages: u64) {
    let client = client();
    let mut updates = updates(messages);
    loop {
        let chunk: Vec<_> = updates.by_ref().take(100).enumerate().map(referenced).collect();
        if chunk.is_empty() {
            return;
        }
        let job = client.bulk_batch_update_messages(chunk).send().await.unwrap();
        job.get_bulk_operation_batches(&client).send().await.unwrap();
    }
}

/// An update with a reference, without which there are no results.
fn referenced((position, update): (usize, MessageUpdate)) -> MessageUpdate {
    update.client_ref(position.to_string())
}

fn measure(work: impl Future<Output = ()>) -> (AllocationInfo, Duration) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let start = cpu_time();
    let allocations = allocation_counter::measure(|| runtime.block_on(work));
    (allocations, cpu_time().saturating_sub(start))
}

/// The CPU time of this thread, as Linux counts it.
fn cpu_time() -> Duration {
    let counters = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(counters.split(' ').next().unwrap().parse().unwrap())
}

fn main() {
    let per_item = |time: Duration, items: u64| time.as_secs_f64() * 1e6 / items as f64;
    let mut peaks = Vec::new();
    for items in [10_000, 1_000_000] {
        let (allocations, time) = measure(bulk_run(items));
        peaks.push(allocations.bytes_max);
        println!(
            "bulk run, {items} items: peak {} kB, {:.2} µs an item",
            allocations.bytes_max / 1_000,
            per_item(time, items),
        );
    }
    let items = 1_000_000;
    let (allocations, time) = measure(hand_written_loop(items));
    println!(
        "loop, {items} items: peak {} kB, {:.2} µs an item",
        allocations.bytes_max / 1_000,
        per_item(time, items),
    );
    if let [few, many] = peaks.as_slice() {
        println!("peak of 1,000,000 items in that of 10,000: {:.3}", *many as f64 / *few as f64);
    }
}
