//! How much of the rate limit a run uses, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::tests::support::bulk::{PetChange, builder, update_pets};
use crate::tests::support::bulk_server::BulkServer;
use crate::tests::support::paused_clock::run;

/// Runs this number of requests with items, and checks what the server has received.
fn check(job_seconds: u64, limit: u64, chunks: u64, cap: usize, least_percent: u64) {
    run(async {
        let server = Arc::new(BulkServer::new(Duration::from_secs(job_seconds), Some(limit)));
        let client = builder(server.clone(), server.clock.clone()).build().unwrap();
        let items = (0..chunks * 2).map(|number| PetChange::new(number.to_string(), "Rex"));
        let bulk = update_pets::<2, 95_000>(client).max_open_jobs(cap);
        let report = bulk.run(items).run_to_end().await;
        assert!(report.summary.all_updated(), "{report:?}");
        let state = server.state();
        let usable = limit - limit.div_ceil(10);
        let mut minutes: Vec<_> = state.windows.values().copied().collect();
        minutes.sort_unstable();
        let median = minutes[minutes.len() / 2];
        assert!(median * 100 >= usable * least_percent, "{median} of {usable}: {minutes:?}");
        assert!(minutes.iter().all(|received| *received <= limit), "{minutes:?}");
        assert!(state.requests <= chunks * 3, "{} for {chunks}", state.requests);
        assert_eq!(state.rejected, 0);
        assert!(state.most_open <= cap, "{} of {cap}", state.most_open);
    });
}

#[test]
fn short_jobs_use_nine_tenths_of_the_rate_limit() {
    check(5, 300, 1_000, 256, 90);
}

#[test]
fn long_jobs_use_nine_tenths_of_the_rate_limit() {
    check(60, 300, 2_000, 256, 90);
}

#[test]
fn jobs_of_medium_length_use_nine_tenths_of_a_high_rate_limit() {
    check(14, 1_000, 3_000, 256, 90);
}

#[test]
fn a_cap_limits_the_rate() {
    check(14, 1_000, 200, 20, 0);
}
