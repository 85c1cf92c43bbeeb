//! How much of the rate limit a run uses, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::tests::support::bulk::{PetChange, builder, update_pets};
use crate::tests::support::bulk_server::BulkServer;
use crate::tests::support::paused_clock::run;

/// What a run has reached.
struct Reached {
    share: f64,
    per_chunk: f64,
    items_a_minute: f64,
    rejected: u64,
    most_open: usize,
}

fn measure(job_seconds: u64, limit: u64, chunks: u64, cap: usize) -> Reached {
    run(async {
        let server = Arc::new(BulkServer::new(Duration::from_secs(job_seconds), Some(limit)));
        let client = builder(server.clone(), server.clock.clone()).build().unwrap();
        let items = (0..chunks * 2).map(|n| PetChange::new(n.to_string(), "Rex"));
        let run = update_pets::<2, 95_000>(client).max_open_jobs(cap).run(items);
        let report = run.run_to_end().await;
        assert!(report.error.is_none() && report.failures.is_empty(), "{report:?}");
        assert_eq!(report.summary.updated, chunks * 2);
        let minutes = server.clock.elapsed().as_secs_f64() / 60.0;
        let state = server.state();
        let usable = (limit - limit.div_ceil(10)) as f64;
        Reached {
            share: state.requests as f64 / minutes / usable,
            per_chunk: state.requests as f64 / chunks as f64,
            items_a_minute: chunks as f64 * 100.0 / minutes,
            rejected: state.rejected,
            most_open: state.most_open,
        }
    })
}

#[test]
#[ignore = "prints a table"]
fn table() {
    for cap in [256, 1024] {
        for job_seconds in [5, 14, 60] {
            for limit in [300, 1000, 2000] {
                let reached = measure(job_seconds, limit, limit * 10, cap);
                println!(
                    "cap {cap:4} job {job_seconds:2} s limit {limit:4}: share {:5.1} % per chunk {:.2} items/min {:7.0} open {} rejected {}",
                    reached.share * 100.0,
                    reached.per_chunk,
                    reached.items_a_minute,
                    reached.most_open,
                    reached.rejected
                );
            }
        }
    }
}

#[test]
fn a_small_run_ends() {
    let reached = measure(5, 300, 10, 256);
    assert_eq!(reached.rejected, 0);
}
