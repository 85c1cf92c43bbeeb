//! A bulk operation whose response has the results of its items, without a job.

use crate::tests::support::bulk_faults::{Fault, FaultyServer, JobPlan, Plan, Results, Treatment};
use crate::tests::support::bulk_runs::{accepted, changes, kinds, outcomes, pets};
use crate::tests::support::paused_clock::run;

use std::sync::Arc;

fn server(faults: Vec<Fault>) -> Arc<FaultyServer> {
    let jobs = vec![JobPlan { millis: 0, results: Results::AtOnce }];
    FaultyServer::new(Plan { faults, jobs, ..Plan::default() })
}

#[test]
fn each_request_settles_its_items() {
    run(async {
        let server = server(Vec::new());
        let report = pets(&server).run(accepted(1_000)).run_to_end().await;
        assert_eq!((report.summary.updated, report.summary.requests), (1_000, 10));
        assert_eq!(server.truth().sizes(), [100; 10]);
    });
}

#[test]
fn refused_items_have_their_result_and_no_job() {
    run(async {
        let server = server(Vec::new());
        let items = changes([Treatment::Accepted, Treatment::Refused, Treatment::Accepted]);
        let (outcomes, _) = outcomes(pets(&server).run(items)).await;
        assert_eq!(kinds(&outcomes), ["updated", "refused", "updated"]);
        assert!(outcomes.iter().all(|outcome| outcome.job.is_none()));
    });
}

#[test]
fn lost_responses_and_retries_are_as_with_jobs() {
    run(async {
        let server = server(vec![Fault::ResponseLost, Fault::Unavailable(1)]);
        let items = changes([Treatment::Accepted, Treatment::RefusedOnce, Treatment::Accepted]);
        let bulk = pets(&server).max_items(2).retry_items(3, 10, |_| true);
        let (outcomes, error) = outcomes(bulk.run(items)).await;
        assert!(error.is_none());
        assert_eq!(kinds(&outcomes), ["lost", "lost", "updated"]);
    });
    run(async {
        let server = server(Vec::new());
        let items = changes([Treatment::RefusedOnce, Treatment::Accepted]);
        let (outcomes, _) = outcomes(pets(&server).retry_items(3, 10, |_| true).run(items)).await;
        assert_eq!(kinds(&outcomes), ["updated", "updated"]);
        assert_eq!(outcomes[0].attempts, 2);
    });
}
