//! Runs that resume the run of a journal, and those that are refused.

use std::sync::Arc;
use std::time::Duration;

use super::crashes::until_crash;
use crate::runtime::bulk::{BulkError, JournalError};
use crate::tests::support::bulk::{PetChange, update_pets};
use crate::tests::support::bulk_faults::{Fault, FaultyServer, Treatment};
use crate::tests::support::bulk_runs::{changes, client, kinds, outcomes, pets, server, with_ids};
use crate::tests::support::crashing_disk::Disk;
use crate::tests::support::paused_clock::run;

/// A run of these items that ends when its first request was accepted.
async fn interrupted(server: &Arc<FaultyServer>, items: &[PetChange]) -> Disk {
    // The header, the submit, and the accept.
    let disk = Disk::crashing(3, 0);
    let bulk = pets(server).max_items(2).journal(disk.journal());
    until_crash(bulk.run(items.to_vec()), &disk).await;
    assert!(disk.has_crashed());
    disk.repair();
    disk
}

#[test]
fn another_input_is_refused_before_any_request() {
    let items = changes([Treatment::Accepted; 6]);
    let mut other = items.clone();
    other[1].name.push('y');
    for other in [other, items[1..].to_vec(), items[..1].to_vec(), Vec::new()] {
        run(async {
            let server = server([]);
            let disk = interrupted(&server, &items).await;
            let requests = server.truth().requests;
            let bulk = pets(&server).max_items(2).journal(disk.journal());
            let report = bulk.run(other.clone()).run_to_end().await;
            let error = report.error;
            let is_other = matches!(error, Some(BulkError::Journal(JournalError::DifferentInput)));
            assert!(is_other, "{error:?}");
            assert_eq!(server.truth().requests, requests);
            assert_eq!(report.summary.pulled, report.failures.len() as u64);
            // The journal is still that of the first run.
            let bulk = pets(&server).max_items(2).journal(disk.journal());
            let (outcomes, error) = outcomes(bulk.run(items.clone())).await;
            assert!(error.is_none(), "{error:?}");
            assert_eq!(kinds(&outcomes), ["updated"; 6]);
        });
    }
}

#[test]
fn another_host_is_refused_before_any_request() {
    run(async {
        let items = changes([Treatment::Accepted; 6]);
        let server = server([]);
        let disk = interrupted(&server, &items).await;
        let requests = server.truth().requests;
        let client = client(&server).server_variable("org", "other").build().unwrap();
        let bulk = update_pets::<100, 95_000>(client).max_items(2).journal(disk.journal());
        let report = bulk.run(items).run_to_end().await;
        let error = report.error;
        let is_other = matches!(
            error,
            Some(BulkError::Journal(JournalError::Different { what: "base URL", .. }))
        );
        assert!(is_other, "{error:?}");
        assert_eq!(server.truth().requests, requests);
        assert_eq!(report.summary.pulled, report.failures.len() as u64);
    });
}

#[test]
fn a_run_is_resumed_with_less_room_for_parked_items() {
    run(async {
        let items = with_ids(["a", "a", "a", "b"].map(str::to_owned));
        let server = server([]);
        let disk = interrupted(&server, &items).await;
        let bulk = pets(&server).max_items(2).max_parked_items(1).journal(disk.journal());
        let (outcomes, error) = outcomes(bulk.run(items)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(kinds(&outcomes), ["updated"; 4]);
    });
}

#[test]
fn a_later_run_finds_out_what_an_abort_has_left() {
    run(async {
        let items = changes([Treatment::Accepted; 6]);
        let (server, disk) = (server([]), Disk::new());
        let bulk = || pets(&server).max_items(2).max_open_jobs(2).journal(disk.journal());
        let first = bulk().run(items.clone());
        let handle = first.handle();
        let abort = async {
            tokio::time::sleep(Duration::from_secs(2)).await;
            handle.abort();
        };
        let ((before, _), ()) = tokio::join!(outcomes(first), abort);
        assert_eq!(kinds(&before), ["aborted"; 4]);
        let (after, _) = outcomes(bulk().run(items)).await;
        assert_eq!(kinds(&after), ["updated"; 6]);
        assert_eq!(server.truth().sizes(), [2; 3]);
    });
}

#[test]
fn a_request_that_was_resubmitted_before_a_crash_is_not_resubmitted_after_it() {
    run(async {
        let items = changes([Treatment::Accepted; 2]);
        let server = server([Fault::ResponseLost, Fault::ResponseLost]);
        // The header and two submits. The outcomes of the second one are not recorded.
        let disk = Disk::crashing(3, 0);
        let bulk = || pets(&server).resubmit_ambiguous().journal(disk.journal());
        until_crash(bulk().run(items.clone()), &disk).await;
        assert_eq!(server.truth().sizes(), [2, 2]);
        disk.repair();
        let (after, _) = outcomes(bulk().run(items)).await;
        assert_eq!(kinds(&after), ["interrupted"; 2]);
        assert_eq!(server.truth().sizes(), [2, 2]);
    });
}

#[test]
fn a_run_that_has_ended_is_not_repeated() {
    run(async {
        let items = changes([Treatment::Accepted; 6]);
        let (server, disk) = (server([]), Disk::new());
        let bulk = || pets(&server).journal(disk.journal());
        assert!(bulk().run(items.clone()).run_to_end().await.failures.is_empty());
        let requests = server.truth().requests;
        let report = bulk().run(items).run_to_end().await;
        assert_eq!((report.summary.settled_before, report.summary.updated), (6, 0));
        assert_eq!(server.truth().requests, requests);
    });
}
