//! How much of the rate limit a bulk run uses, compared with a loop that sends 100 messages, waits
//! for the job, reads its results, and sends the next 100. Time is virtual, and the API is the fake.
//!
//! Run it with `cargo run --release -p tests --example bulk_throughput`. The usable requests are those
//! of the limit without the reserve. `share` is the part of them that the median minute of the run
//! has, and `whole` that of all its minutes, with the beginning and the end.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use kustomer_client::testing::PausedClock;
use kustomer_client::transport::{BoxFuture, RequestBody, ResponseBody, Transport, TransportError};
use kustomer_client::types::MessageUpdate;
use kustomer_client::{Client, Clock};
use kustomer_fake::{JobTiming, Kustomer, RateLimit, Setup, TOKEN};

/// The time between a request and its response.
const LATENCY: Duration = Duration::from_millis(200);
/// The virtual time that a run would take if it used every request, in minutes.
const MINUTES: u64 = 20;

/// The fake behind a network, and what it has received.
struct Network {
    kustomer: Kustomer,
    clock: Arc<PausedClock>,
    received: Mutex<Received>,
}

#[derive(Clone, Default)]
struct Received {
    /// The number of requests in each minute.
    requests: Vec<u64>,
    /// The number of requests that were over the limit.
    rejected: u64,
}

impl Transport for Network {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async move {
            self.clock.sleep(LATENCY / 2).await;
            let minute = usize::try_from(self.clock.elapsed().as_secs() / 60).unwrap();
            let response = self.kustomer.send(request).await?;
            {
                let mut received = self.received.lock().unwrap();
                let minutes = received.requests.len().max(minute + 1);
                received.requests.resize(minutes, 0);
                received.requests[minute] += 1;
                received.rejected += u64::from(response.status() == 429);
            }
            self.clock.sleep(LATENCY / 2).await;
            Ok(response)
        })
    }
}

struct Measured {
    received: Received,
    messages: u64,
    minutes: f64,
}

impl Measured {
    fn share(&self, limit: u64) -> f64 {
        let mut minutes = self.received.requests.clone();
        minutes.sort_unstable();
        minutes[minutes.len() / 2] as f64 / usable(limit)
    }

    fn whole(&self, limit: u64) -> f64 {
        self.total() / self.minutes / usable(limit)
    }

    fn total(&self) -> f64 {
        self.received.requests.iter().sum::<u64>() as f64
    }

    fn per_chunk(&self) -> f64 {
        self.total() * 100.0 / self.messages as f64
    }

    fn per_minute(&self) -> f64 {
        self.messages as f64 / self.minutes
    }
}

fn usable(limit: u64) -> f64 {
    (limit - limit.div_ceil(10)) as f64
}

/// Runs `work`, which updates this number of messages, with a client of a fake whose jobs take this
/// long.
fn measure<F: Future<Output = ()>>(
    job: Duration,
    limit: u64,
    messages: u64,
    work: impl FnOnce(Client, u64) -> F,
) -> Measured {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let clock = Arc::new(PausedClock::new());
        let job_timing =
            JobTiming { hidden: Duration::ZERO, queued: job / 2, batch: job / 8, batch_items: 25 };
        let rate_limit = RateLimit { requests: limit, ..RateLimit::default() };
        let setup = Setup { job_timing, rate_limit, history: Some(4_000), ..Setup::default() };
        let kustomer = Kustomer::new(setup, clock.clone());
        let network = Network { kustomer, clock: clock.clone(), received: Mutex::default() };
        let network = Arc::new(network);
        let builder = Client::builder().org("acme").token(TOKEN).clock(clock.clone());
        let client = builder.transport(network.clone()).build().unwrap();
        work(client, messages).await;
        let minutes = clock.elapsed().as_secs_f64() / 60.0;
        let received = network.received.lock().unwrap().clone();
        Measured { received, messages, minutes }
    })
}

fn updates(count: u64) -> impl Iterator<Item = MessageUpdate> {
    (0..count).map(|number| MessageUpdate::new(format!("{number:024x}")).subject("Subject"))
}

async fn bulk_run(client: Client, messages: u64, max_open_jobs: usize) {
    let bulk = client.update_messages().max_open_jobs(max_open_jobs);
    let report = bulk.run(updates(messages)).run_to_end().await;
    assert!(report.error.is_none(), "{report:?}");
    assert_eq!(report.summary.updated, messages);
}

async fn naive_loop(client: Client, messages: u64) {
    let updates: Vec<_> = updates(messages).collect();
    for chunk in updates.chunks(100) {
        let job = client.bulk_batch_update_messages(chunk.to_vec()).send().await.unwrap();
        job.wait_for_bulk_operation(&client).until_done().await.unwrap();
        job.get_bulk_operation_batches(&client).send().await.unwrap();
    }
}

fn main() {
    println!("| job | limit | way | share | whole | requests a chunk | messages a minute | 429 |");
    println!("|---|---|---|---|---|---|---|---|");
    for seconds in [5, 14, 60] {
        for limit in [300, 1_000, 2_000] {
            let job = Duration::from_secs(seconds);
            let row = |way: &str, measured: &Measured| {
                println!(
                    "| {seconds} s | {limit} | {way} | {:.0} % | {:.0} % | {:.2} | {:.0} | {} |",
                    measured.share(limit) * 100.0,
                    measured.whole(limit) * 100.0,
                    measured.per_chunk(),
                    measured.per_minute(),
                    measured.received.rejected,
                );
            };
            let messages = limit * 9 / 10 * MINUTES / 2 * 100;
            for most in [256, 1_024] {
                let run = |client, messages| bulk_run(client, messages, most);
                row(&format!("bulk, {most} open"), &measure(job, limit, messages, run));
            }
            row("loop", &measure(job, limit, 5_000, naive_loop));
        }
    }
}
