//! Runs that end early, wait for each other, or are not polled.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use crate::runtime::bulk::{BulkError, Closed};
use crate::runtime::system::Clock;
use crate::tests::support::bulk_faults::{Fault, Treatment};
use crate::tests::support::bulk_runs::{
    accepted, changes, kinds, outcomes, pets, server, with_ids,
};
use crate::tests::support::paused_clock::run;

/// Shuts a run down after a time, with a deadline, and again after another time. Returns its results
/// and the seconds that it took.
fn shut_down(after: u64, deadline: u64, again_after: Option<u64>) -> (Vec<&'static str>, u64) {
    run(async {
        let server = server([]);
        // A second item with an id waits for the first one.
        let items = with_ids(["a", "b", "a"].map(str::to_owned));
        let run = pets(&server).run(items);
        let handle = run.handle();
        let shut_down = async {
            tokio::time::sleep(Duration::from_secs(after)).await;
            handle.shut_down(Duration::from_secs(deadline));
            if let Some(again_after) = again_after {
                tokio::time::sleep(Duration::from_secs(again_after)).await;
                handle.shut_down(Duration::from_secs(deadline));
            }
        };
        let ended = async {
            let (outcomes, error) = outcomes(run).await;
            assert!(error.is_none());
            (kinds(&outcomes), server.clock.elapsed().as_secs())
        };
        tokio::join!(ended, shut_down).0
    })
}

#[test]
fn draining_waits_for_open_jobs_until_the_deadline() {
    // The jobs take five seconds.
    let (kinds, seconds) = shut_down(2, 60, None);
    assert_eq!(kinds, ["updated", "updated", "not sent"]);
    assert!((5..=7).contains(&seconds), "{seconds}");
    let (kinds, seconds) = shut_down(2, 1, None);
    assert_eq!(kinds, ["aborted", "aborted", "not sent"]);
    assert_eq!(seconds, 3);
}

#[test]
fn a_second_shutdown_aborts() {
    let (kinds, seconds) = shut_down(2, 60, Some(1));
    assert_eq!(kinds, ["aborted", "aborted", "not sent"]);
    assert_eq!(seconds, 3);
}

#[test]
fn a_run_that_is_shut_down_before_it_starts_sends_nothing() {
    run(async {
        let server = server([]);
        let run = pets(&server).run(accepted(3));
        run.handle().shut_down(Duration::from_secs(60));
        let report = run.run_to_end().await;
        assert!(report.error.is_none());
        assert_eq!(server.truth().requests, 0);
        assert_eq!(report.summary.pulled, report.failures.len() as u64);
        assert!(!report.summary.is_input_complete);
    });
}

#[test]
fn close_and_flush_never_deadlock_with_retries() {
    run(async {
        let server = server([Fault::None, Fault::Unavailable(3)]);
        let bulk = pets(&server).max_items(3).max_open_jobs(1).max_parked_items(1);
        let bulk = bulk.retry_items(2, 100, |_| true).linger(Duration::from_hours(1));
        let (sender, run) = bulk.channel();
        let mut items = changes(vec![Treatment::RefusedOnce; 20]);
        for (item, id) in items.iter_mut().zip(["a", "a", "b"].into_iter().cycle()) {
            item.id = id.to_owned();
        }
        let add = async move {
            for item in items {
                sender.add(item, ()).await.unwrap();
                sender.flush().await.unwrap();
            }
            sender.close();
        };
        let (report, ()) = tokio::join!(run.run_to_end(), add);
        assert!(report.error.is_none());
        assert_eq!((report.summary.updated, report.summary.item_retries), (20, 20));
    });
}

#[test]
fn items_of_a_closed_channel_have_outcomes_when_the_run_stops() {
    run(async {
        let server = server([Fault::Status(401)]);
        let (sender, run) = pets(&server).channel();
        let add = async move {
            let mut added = 0;
            for item in accepted(500) {
                match sender.add(item, ()).await {
                    Ok(()) => added += 1,
                    Err(Closed) => break,
                }
            }
            added
        };
        let ((outcomes, error), added) = tokio::join!(outcomes(run), add);
        assert!(matches!(error, Some(BulkError::Unauthorized(_))));
        assert_eq!(kinds(&outcomes), vec!["not sent"; added]);
        assert!((100..500).contains(&added), "{added}");
    });
}

#[test]
fn not_polling_stops_pulling() {
    run(async {
        let server = server([]);
        let pulled = Arc::new(AtomicUsize::new(0));
        let count = pulled.clone();
        let items = accepted(10_000).into_iter().inspect(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut run = pets(&server).run(items);
        tokio::time::sleep(Duration::from_hours(1)).await;
        assert_eq!((pulled.load(Ordering::Relaxed), server.truth().requests), (0, 0));
        run.next().await.unwrap().unwrap();
        let before = (pulled.load(Ordering::Relaxed), server.truth().requests);
        tokio::time::sleep(Duration::from_hours(1)).await;
        assert_eq!((pulled.load(Ordering::Relaxed), server.truth().requests), before);
        assert!(before.0 < 10_000, "{before:?}");
    });
}

/// Polls a future once.
async fn poll_once<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| {
        Poll::Ready(match future.as_mut().poll(context) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        })
    })
    .await
}

#[test]
fn every_await_of_next_can_be_dropped() {
    run(async {
        let server = server([Fault::None, Fault::Unavailable(2), Fault::ResponseLost]);
        let items =
            changes([Treatment::Accepted, Treatment::RefusedOnce].into_iter().cycle().take(30));
        let bulk = pets(&server).max_items(4).retry_items(2, 100, |_| true).resubmit_ambiguous();
        let mut run = bulk.run(items);
        let (mut indexes, mut dropped) = (Vec::new(), 0);
        loop {
            let Some(next) = poll_once(run.next()).await else {
                dropped += 1;
                tokio::time::sleep(Duration::from_millis(10)).await;
                continue;
            };
            let Some(outcome) = next.unwrap() else { break };
            indexes.push(outcome.index);
        }
        indexes.sort_unstable();
        assert!(indexes.into_iter().eq(0..30));
        assert!(dropped > 100);
        assert_eq!(run.summary().updated, 30);
    });
}

#[test]
fn dropping_a_run_closes_its_channel() {
    run(async {
        let server = server([]);
        let (sender, run) = pets(&server).channel::<()>();
        drop(run);
        let item = accepted(1).remove(0);
        assert_eq!(sender.add(item, ()).await, Err(Closed));
        assert_eq!(sender.flush().await, Err(Closed));
    });
}
