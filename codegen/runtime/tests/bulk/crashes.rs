//! Runs that crash while they write their journal, and runs that resume them.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use super::random_case::{case, check_all};
use super::random_run::configure;
use crate::runtime::bulk::{Bulk, ItemResult, Outcome, Run, Summary};
use crate::tests::support::bulk::PetChange;
use crate::tests::support::bulk_faults::{Fault, FaultyServer, Plan, Treatment};
use crate::tests::support::bulk_runs::{Pets, changes, kind, pets};
use crate::tests::support::crashing_disk::Disk;
use crate::tests::support::paused_clock::run;

/// The outcomes that are received before a run ends or crashes.
pub(super) async fn until_crash(mut run: Run<Pets>, disk: &Disk) -> Vec<Outcome<Pets>> {
    let mut outcomes = Vec::new();
    loop {
        let next = {
            let mut next = pin!(run.next());
            poll_fn(|context| match next.as_mut().poll(context) {
                _ if disk.has_crashed() => Poll::Ready(None),
                Poll::Ready(next) => Poll::Ready(next.unwrap_or_default()),
                Poll::Pending => Poll::Pending,
            })
            .await
        };
        match next {
            Some(outcome) => outcomes.push(outcome),
            None => return outcomes,
        }
    }
}

/// Items, and how they are sent.
struct Scenario {
    items: Vec<PetChange>,
    plan: Plan,
    configure: Box<dyn Fn(Bulk<Pets>) -> Bulk<Pets>>,
    /// Whether items may be applied more than once.
    resubmits: bool,
}

impl Scenario {
    /// A run that crashes at a record, and another one that resumes it.
    async fn crash(&self, records: usize, bytes: usize) {
        let server = FaultyServer::new(self.plan.clone());
        let disk = Disk::crashing(records, bytes);
        let bulk = || (self.configure)(pets(&server)).journal(disk.journal());
        let before = until_crash(bulk().run(self.items.clone()), &disk).await;
        disk.repair();
        // What was on its way arrives.
        tokio::time::sleep(self.plan.latency).await;
        let (after, summary) = end(bulk().run(self.items.clone())).await;
        check_outcomes(&before, &after, &summary);
        self.check_truth(&server, &after);
    }

    /// Results are what the server has done, and what a job has applied was not sent again.
    fn check_truth(&self, server: &FaultyServer, after: &[Outcome<Pets>]) {
        let truth = server.truth();
        for index in 0..self.items.len() {
            let applied = truth.of(index).filter(|sent| sent.is_applied).count();
            assert!(applied <= 1 || self.resubmits, "item {index} was applied {applied} times");
        }
        for outcome in after {
            let index = usize::try_from(outcome.index).unwrap();
            let was_applied = truth.of(index).any(|sent| sent.is_applied);
            match &outcome.result {
                ItemResult::Updated => assert!(was_applied, "{outcome:?}"),
                ItemResult::Failed(_) => assert!(!was_applied, "{outcome:?}"),
                ItemResult::Unknown(_) => {}
            }
        }
        for pair in truth.sent.windows(2) {
            let is_same = pair[0].id == pair[1].id;
            assert!(!is_same || pair[0].index <= pair[1].index, "{pair:?}");
        }
    }

    /// The sizes of the records of a run that does not crash.
    fn records(&self) -> Vec<usize> {
        run(async {
            let disk = Disk::new();
            let bulk = (self.configure)(pets(&FaultyServer::new(self.plan.clone())));
            end(bulk.journal(disk.journal()).run(self.items.clone())).await;
            disk.records()
        })
    }
}

/// Each item that a run and the one before it have taken has an outcome, and what was received is not
/// contradicted.
fn check_outcomes(before: &[Outcome<Pets>], after: &[Outcome<Pets>], summary: &Summary) {
    let known: BTreeMap<_, _> =
        before.iter().map(|outcome| (outcome.index, kind(outcome))).collect();
    let mut missing: Vec<_> = (0..summary.pulled).collect();
    missing.retain(|index| after.iter().all(|outcome| outcome.index != *index));
    assert_eq!(missing.len() as u64, summary.settled_before);
    assert_eq!(after.len() + missing.len(), usize::try_from(summary.pulled).unwrap(), "{after:?}");
    assert!(missing.iter().all(|index| known.contains_key(index)), "{missing:?} are lost");
    for outcome in after {
        // What a response had at once may be unknown later.
        let was_updated = known.get(&outcome.index) == Some(&"updated");
        let is_failed = matches!(outcome.result, ItemResult::Failed(_));
        assert!(!(was_updated && is_failed), "{outcome:?}");
    }
}

/// Changes of pets of which some have the same id.
fn with_duplicates(treatments: impl IntoIterator<Item = Treatment>, ids: usize) -> Vec<PetChange> {
    let mut items = changes(treatments);
    for (index, item) in items.iter_mut().enumerate() {
        item.id = format!("id{}", index % ids);
    }
    items
}

#[test]
fn a_run_resumes_after_a_crash_at_every_byte_of_every_record() {
    let scenario = Scenario {
        items: with_duplicates([Treatment::Accepted; 3], 2),
        plan: Plan { faults: vec![Fault::None, Fault::Unavailable(1)], ..Plan::default() },
        configure: Box::new(|bulk| bulk.max_items(2)),
        resubmits: false,
    };
    for (record, size) in scenario.records().into_iter().enumerate() {
        for bytes in 0..=size {
            run(scenario.crash(record, bytes));
        }
    }
}

#[test]
fn a_run_with_faults_resumes_after_a_crash_at_every_record() {
    let treatments = [
        Treatment::Accepted,
        Treatment::RefusedOnce,
        Treatment::Named,
        Treatment::Accepted,
        Treatment::Refused,
        Treatment::Accepted,
    ];
    let faults = [
        vec![Fault::None; 4],
        vec![Fault::Status(413), Fault::ResponseLost, Fault::None, Fault::Unavailable(2)],
        vec![Fault::None, Fault::RequestLost, Fault::Garbled, Fault::ConnectionRefused],
    ];
    let scenario = Scenario {
        items: with_duplicates(treatments.into_iter().cycle().take(24), 14),
        plan: Plan {
            faults: faults.into_iter().cycle().take(6).flatten().collect(),
            ..Plan::default()
        },
        configure: Box::new(|bulk| {
            bulk.max_items(4).max_open_jobs(3).retry_items(3, 100, |_| true)
        }),
        resubmits: false,
    };
    let records = scenario.records();
    assert!(records.len() > 20, "{records:?}");
    for (record, size) in records.into_iter().enumerate() {
        for bytes in [0, size / 2, size] {
            run(scenario.crash(record, bytes));
        }
    }
}

#[test]
fn a_random_run_resumes_after_a_crash() {
    check_all(60, (case(), 0..60_usize, 0..120_usize), |(case, records, bytes)| {
        let scenario = Scenario {
            items: case.changes(),
            plan: case.plan.clone(),
            resubmits: case.choices.resubmits,
            configure: Box::new(move |bulk| configure(bulk, &case)),
        };
        run(scenario.crash(records, bytes));
    });
}

/// The outcomes of a run, and its summary.
async fn end(mut run: Run<Pets>) -> (Vec<Outcome<Pets>>, Summary) {
    let mut outcomes = Vec::new();
    while let Some(outcome) = run.next().await.unwrap_or_default() {
        outcomes.push(outcome);
    }
    (outcomes, run.summary())
}
