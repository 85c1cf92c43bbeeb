//! Items of which the client cannot know whether they were applied.

use std::time::Duration;

use crate::tests::support::bulk_faults::{Fault, Results, Treatment};
use crate::tests::support::bulk_runs::{
    accepted, changes, kinds, outcomes, pets, reporting_server, server,
};
use crate::tests::support::paused_clock::run;

#[test]
fn a_lost_response_is_unknown() {
    for fault in [
        Fault::ResponseLost,
        Fault::RequestLost,
        Fault::Stalled,
        Fault::Garbled,
        Fault::Status(500),
        Fault::Status(502),
        Fault::ErrorAfterwards,
    ] {
        run(async {
            let server = server([fault]);
            let (outcomes, error) = outcomes(pets(&server).run(accepted(3))).await;
            assert!(error.is_none(), "{error:?}");
            assert_eq!(kinds(&outcomes), ["lost"; 3], "{fault:?}");
            assert_eq!(server.truth().sizes(), [3]);
        });
    }
}

#[test]
fn a_lost_response_is_resubmitted_once_by_choice() {
    run(async {
        let server = server([Fault::ResponseLost]);
        let bulk = pets(&server).resubmit_ambiguous();
        let (outcomes, _) = outcomes(bulk.run(accepted(2))).await;
        assert_eq!(kinds(&outcomes), ["updated"; 2]);
        assert_eq!(outcomes[0].attempts, 2);
        assert_eq!(server.truth().sizes(), [2, 2]);
    });
    run(async {
        let server = server([Fault::ResponseLost, Fault::ResponseLost]);
        let bulk = pets(&server).resubmit_ambiguous();
        let (outcomes, _) = outcomes(bulk.run(accepted(2))).await;
        assert_eq!(kinds(&outcomes), ["lost"; 2]);
        assert_eq!(server.truth().sizes(), [2, 2]);
    });
}

#[test]
fn a_failure_after_a_lost_response_is_unknown() {
    for second in [Fault::Status(400), Fault::Status(401), Fault::Status(413)] {
        run(async {
            let server = server([Fault::ResponseLost, second]);
            let bulk = pets(&server).resubmit_ambiguous();
            let (outcomes, _) = outcomes(bulk.run(accepted(1))).await;
            assert_eq!(kinds(&outcomes), ["lost, then failed"], "{second:?}");
        });
    }
    run(async {
        let server = server([Fault::ResponseLost]);
        let bulk = pets(&server).resubmit_ambiguous();
        let (outcomes, _) = outcomes(bulk.run(changes([Treatment::Refused]))).await;
        assert_eq!(kinds(&outcomes), ["lost, then failed"]);
    });
    run(async {
        let server = server([Fault::ResponseLost, Fault::ConnectionRefused]);
        let run = pets(&server).resubmit_ambiguous().run(accepted(1));
        let handle = run.handle();
        let shut_down = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            handle.shut_down(Duration::from_secs(1));
        };
        let ((outcomes, _), ()) = tokio::join!(outcomes(run), shut_down);
        assert_eq!(kinds(&outcomes), ["lost, then failed"]);
    });
}

#[test]
fn bisection_does_not_resubmit_an_item_twice() {
    run(async {
        let faults = [Fault::ResponseLost, Fault::Status(400), Fault::ResponseLost];
        let server = server(faults);
        let bulk = pets(&server).resubmit_ambiguous().bisect_refusals(10);
        let (outcomes, _) = outcomes(bulk.run(accepted(2))).await;
        assert_eq!(kinds(&outcomes), ["lost", "updated"]);
        assert_eq!(server.truth().sizes(), [2, 2, 1, 1]);
    });
}

#[test]
fn results_are_never_paired_by_position() {
    run(async {
        let server = reporting_server(Results::Anonymous);
        let run = pets(&server).run(accepted(3));
        let report = run.run_to_end().await;
        assert_eq!((report.summary.unknown, report.summary.foreign_results), (3, 3));
    });
    run(async {
        // The results are in another order than the items.
        let treatments = [Treatment::Refused, Treatment::Accepted, Treatment::Accepted];
        for results in [Results::ByReference, Results::ById, Results::ChangedIds] {
            let server = reporting_server(results);
            let (outcomes, _) = outcomes(pets(&server).run(changes(treatments))).await;
            assert_eq!(kinds(&outcomes), ["refused", "updated", "updated"]);
        }
    });
}

#[test]
fn fewer_results_than_items_are_unknown() {
    run(async {
        let server = reporting_server(Results::Missing);
        let (outcomes, _) = outcomes(pets(&server).run(accepted(4))).await;
        assert_eq!(kinds(&outcomes), ["missing", "updated", "missing", "updated"]);
    });
}

#[test]
fn contradictory_and_undeclared_results_are_unknown() {
    for (results, expected) in
        [(Results::Contradictory, "contradictory"), (Results::Undeclared, "undeclared")]
    {
        run(async {
            let server = reporting_server(results);
            let (outcomes, _) = outcomes(pets(&server).run(accepted(2))).await;
            assert_eq!(kinds(&outcomes), [expected, "updated"]);
        });
    }
}

#[test]
fn results_of_other_items_are_counted_and_not_attributed() {
    run(async {
        let server = reporting_server(Results::Foreign);
        let report = pets(&server).run(accepted(2)).run_to_end().await;
        assert_eq!((report.summary.updated, report.summary.foreign_results), (2, 4));
    });
}

#[test]
fn a_failed_poll_does_not_fail_a_job() {
    for fault in [
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(404),
        Fault::Status(401),
        Fault::Status(429),
        Fault::Unavailable(7),
        Fault::ConnectionRefused,
        Fault::ResponseLost,
        Fault::Stalled,
        Fault::Garbled,
    ] {
        run(async {
            let server = server([Fault::None, fault, fault, Fault::None, fault]);
            let (outcomes, error) = outcomes(pets(&server).run(accepted(2))).await;
            assert!(error.is_none());
            assert_eq!(kinds(&outcomes), ["updated"; 2], "{fault:?}");
            assert_eq!(server.truth().sizes(), [2]);
        });
    }
}

#[test]
fn a_job_that_does_not_finish_is_unknown() {
    run(async {
        let mut faults = vec![Fault::None];
        faults.extend([Fault::Status(500); 1_000]);
        let server = server(faults);
        let (outcomes, error) = outcomes(pets(&server).run(accepted(2))).await;
        assert!(error.is_none());
        assert_eq!(kinds(&outcomes), ["unread"; 2]);
    });
}
