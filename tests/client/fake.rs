//! The stateful fake of the API, through the client.

mod bulk;
mod fault_injection;
mod faults;
mod jobs;
mod rate_limit;
mod server;
mod updates;

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::testing::PausedClock;
use kustomer_client::types::MessageUpdate;
use kustomer_client::{Client, ClientBuilder, RateLimiting, Retry};
use kustomer_fake::{Fault, Kustomer, Setup, TOKEN};

/// Transient faults.
pub(super) const PASSING_FAULTS: [Fault; 10] = [
    Fault::Refuse,
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::LoseResponse,
    Fault::Status(429),
    Fault::Status(500),
    Fault::Status(503),
    Fault::Delay(Duration::from_secs(20)),
    Fault::Delay(Duration::from_secs(40)),
    Fault::Truncate(20),
];

/// A fake and a client of it without retries and rate limiter.
fn fake_and_client(setup: Setup) -> (Kustomer, Client) {
    let (kustomer, builder) = builder(setup);
    let builder = builder.retry(Retry::Disabled).rate_limiter(RateLimiting::Disabled);
    (kustomer, builder.build().unwrap())
}

/// A fake and a builder for clients of it with the default settings.
pub(super) fn builder(setup: Setup) -> (Kustomer, ClientBuilder) {
    let clock = Arc::new(PausedClock::new());
    let kustomer = Kustomer::new(setup, clock.clone());
    let transport = Arc::new(kustomer.clone());
    (kustomer, Client::builder().org("acme").token(TOKEN).clock(clock).transport(transport))
}

/// This number of updates.
fn updates(count: usize) -> Vec<MessageUpdate> {
    (0..count).map(|number| MessageUpdate::new(format!("m{number}"))).collect()
}

/// This number of updates with client references.
fn updates_with_references(count: usize) -> Vec<MessageUpdate> {
    let update = |number| MessageUpdate::new(format!("m{number}")).client_ref(format!("r{number}"));
    (0..count).map(update).collect()
}
