//! How many jobs are open at once.

use crate::tests::support::bulk_faults::{FaultyServer, JobPlan, Plan, Results};
use crate::tests::support::bulk_runs::{accepted, pets, server};
use crate::tests::support::paused_clock::run;

#[test]
fn the_window_grows_to_the_cap() {
    run(async {
        let server = server([]);
        let bulk = pets(&server).max_items(1).max_open_jobs(40);
        let report = bulk.run(accepted(500)).run_to_end().await;
        assert_eq!(report.summary.updated, 500);
        assert_eq!(server.truth().open.iter().max(), Some(&40));
    });
}

#[test]
fn the_window_shrinks_when_jobs_get_slower() {
    run(async {
        let jobs = vec![JobPlan { millis: 5_000, results: Results::ByReference }];
        let server = FaultyServer::new(Plan { jobs, slow_above: 20, ..Plan::default() });
        let report = pets(&server).max_items(1).run(accepted(2_000)).run_to_end().await;
        assert_eq!(report.summary.updated, 2_000);
        // With three times as many jobs, each takes three times as long.
        let truth = server.truth();
        let last = truth.open[1_000..].iter().max().unwrap();
        assert!((20..=60).contains(last), "{last}");
    });
}

#[test]
fn one_request_finds_out_whether_requests_are_accepted() {
    run(async {
        let server = server([]);
        let report = pets(&server).max_items(1).run(accepted(100)).run_to_end().await;
        assert_eq!(report.summary.updated, 100);
        let truth = server.truth();
        let latency = server.plan.latency;
        assert_eq!(truth.sent[1].from, truth.sent[0].from + latency);
        assert_eq!(truth.sent[2].from, truth.sent[1].from);
    });
}
