//! Items that a job refuses in passing.

use crate::tests::support::bulk_faults::{Fault, Treatment};
use crate::tests::support::bulk_runs::{accepted, changes, kinds, outcomes, pets, server};
use crate::tests::support::paused_clock::run;

#[test]
fn items_refused_in_passing_are_tried_again_within_the_budget() {
    run(async {
        let server = server([]);
        let items = changes(vec![Treatment::RefusedOnce; 10]);
        let report = pets(&server).retry_items(2, 4, |_| true).run(items).run_to_end().await;
        let summary = report.summary;
        assert_eq!((summary.pulled, summary.updated, summary.failed), (10, 4, 6));
        assert_eq!((summary.item_retries, summary.jobs), (4, 2));
        assert_eq!(server.truth().sizes(), [10, 4]);
    });
}

#[test]
fn no_item_is_tried_again_by_default() {
    run(async {
        let server = server([]);
        let items = changes(vec![Treatment::RefusedOnce; 10]);
        let report = pets(&server).run(items).run_to_end().await;
        assert_eq!((report.summary.failed, report.summary.item_retries), (10, 0));
        assert_eq!(server.truth().sizes(), [10]);
    });
}

#[test]
fn the_predicate_decides_which_items_are_tried_again() {
    run(async {
        let server = server([]);
        let items = changes([Treatment::RefusedOnce, Treatment::RefusedOnce, Treatment::Accepted]);
        let bulk = pets(&server).retry_items(2, 10, |result| result.id.as_deref() == Some("id1"));
        let (outcomes, _) = outcomes(bulk.run(items)).await;
        assert_eq!(kinds(&outcomes), ["refused", "updated", "updated"]);
    });
}

#[test]
fn an_item_is_tried_as_often_as_allowed() {
    run(async {
        let server = server([]);
        let items = changes([Treatment::Refused, Treatment::Accepted]);
        let bulk = pets(&server).retry_items(3, 100, |_| true);
        let (outcomes, _) = outcomes(bulk.run(items)).await;
        assert_eq!(kinds(&outcomes), ["refused", "updated"]);
        assert_eq!((outcomes[0].attempts, outcomes[1].attempts), (3, 1));
        assert_eq!(server.truth().sizes(), [2, 1, 1]);
    });
}

#[test]
fn counts_an_item_once_however_often_it_was_sent() {
    run(async {
        let server = server([Fault::ResponseLost, Fault::Unavailable(1), Fault::ConnectionRefused]);
        let bulk = pets(&server).resubmit_ambiguous().retry_items(9, 100, |_| true);
        let items = changes([Treatment::Refused, Treatment::Accepted]);
        let report = bulk.run(items).run_to_end().await;
        let summary = report.summary;
        assert_eq!((summary.pulled, summary.updated, summary.unknown), (2, 1, 1));
        assert!(server.truth().sizes().len() > 4);
        assert_eq!(summary.requests, server.truth().requests as u64);
    });
}

#[test]
fn an_item_that_waits_for_its_next_attempt_keeps_its_place() {
    run(async {
        let server = server([]);
        let mut items = changes([Treatment::RefusedOnce]);
        items.extend(accepted(3).split_off(1));
        for item in &mut items {
            item.id = "same".to_owned();
        }
        let report = pets(&server).retry_items(2, 9, |_| true).run(items).run_to_end().await;
        assert_eq!(report.summary.updated, 3);
        let order: Vec<_> = server.truth().sent.iter().map(|sent| sent.index).collect();
        assert_eq!(order, [0, 0, 1, 2]);
    });
}

#[test]
fn an_item_that_waits_when_the_run_ends_is_refused_by_its_job() {
    run(async {
        let items = changes([Treatment::Refused, Treatment::Accepted]);
        let mut run = pets(&server([])).retry_items(9, 9, |_| true).run(items);
        let updated = run.next().await.unwrap().unwrap();
        run.handle().abort();
        let waiting = run.next().await.unwrap().unwrap();
        assert_eq!(waiting.job, updated.job);
        assert_eq!(kinds(&[updated, waiting]), ["updated", "refused"]);
    });
}
