//! Random runs against a server with random faults: each item has one outcome, and it is what the
//! server has done.

use std::collections::BTreeMap;
use std::time::Instant;

use super::random_case::{Input, case, check_all};
use super::random_run::{Ended, Pets, run};
use crate::runtime::bulk::{Failure, ItemResult, Outcome, UnknownReason};
use crate::tests::support::bulk_faults::Results;
use crate::tests::support::bulk_truth::Truth;
use crate::tests::support::paused_clock;

#[test]
fn each_item_has_one_outcome_and_it_is_what_the_server_has_done() {
    check_all(120, case(), |case| paused_clock::run(run(case)).check());
}

impl Ended {
    fn check(&self) {
        let truth = self.server.truth();
        self.check_outcomes();
        for (at, outcome) in &self.outcomes {
            self.check_result(&truth, *at, outcome);
        }
        self.check_requests(&truth);
        self.check_held(&truth);
        self.check_rate_limit(&truth);
        self.check_order(&truth);
        self.check_summary(&truth);
    }

    /// I1: each item that was taken has one outcome.
    fn check_outcomes(&self) {
        let mut indexes: Vec<_> = self.outcomes.iter().map(|(_, outcome)| outcome.data).collect();
        indexes.sort_unstable();
        assert!(indexes.iter().copied().eq(0..self.taken.len()), "{indexes:?} of {:?}", self.taken);
        for (_, outcome) in &self.outcomes {
            assert_eq!(outcome.index, outcome.data as u64);
            assert_eq!(*outcome.id, *self.changes[outcome.data].id);
        }
        if self.error.is_none() && self.case.shutdown.is_none() {
            assert_eq!(self.taken.len(), self.changes.len());
        }
    }

    /// I2: the result of an item is what the server has done.
    fn check_result(&self, truth: &Truth, at: Instant, outcome: &Outcome<Pets, usize>) {
        let index = outcome.data;
        let was_applied = truth.of(index).any(|sent| sent.is_applied);
        let had_results = |results| {
            let jobs = truth.of(index).filter_map(|sent| sent.job);
            jobs.into_iter().any(|job| truth.jobs[job].results_plan() == results)
        };
        let is_stopped = self.error.is_some() || self.case.shutdown.is_some();
        let is_consistent = match &outcome.result {
            ItemResult::Updated => truth.of(index).any(|sent| sent.is_applied && sent.until <= at),
            ItemResult::Unknown(_) if self.case.is_flawless() => false,
            ItemResult::Failed(_) if was_applied => false,
            ItemResult::Failed(Failure::Item(_)) => truth.of(index).any(|sent| sent.job.is_some()),
            ItemResult::Failed(Failure::Request(_)) => {
                truth.of(index).any(|sent| sent.job.is_none())
            }
            ItemResult::Failed(Failure::NotSent) => is_stopped,
            ItemResult::Failed(Failure::TooLarge { bytes, .. }) => {
                let is_known = truth.too_large.iter().any(|refused| bytes >= refused);
                truth.of(index).next().is_none() && (*bytes > self.case.limits.bytes || is_known)
            }
            ItemResult::Unknown(UnknownReason::Submit(_) | UnknownReason::Resubmitted(_)) => {
                truth.of(index).any(|sent| sent.is_ambiguous)
            }
            ItemResult::Unknown(UnknownReason::Job(_) | UnknownReason::JobTimeout) => {
                truth.of(index).any(|sent| sent.job.is_some())
            }
            ItemResult::Unknown(UnknownReason::Missing) => {
                had_results(Results::Missing) || had_results(Results::Anonymous)
            }
            ItemResult::Unknown(UnknownReason::Contradictory) => {
                had_results(Results::Contradictory)
            }
            ItemResult::Unknown(UnknownReason::Undeclared(_)) => had_results(Results::Undeclared),
            ItemResult::Failed(Failure::Serialize(_))
            | ItemResult::Unknown(UnknownReason::Interrupted) => false,
            ItemResult::Unknown(UnknownReason::Aborted) => self.case.shutdown.is_some(),
        };
        let sent: Vec<_> = truth.of(index).collect();
        let is_each_call_sent = !self.case.choices.retries_calls
            && self.case.plan.rate_limit.is_none()
            && self.case.shutdown.is_none();
        assert!(outcome.attempts as usize == sent.len() || !is_each_call_sent, "{outcome:?}");
        assert!(is_consistent, "{outcome:?} of {sent:#?}");
    }

    /// I3: no request has more items or bytes than its limits.
    fn check_requests(&self, truth: &Truth) {
        for (bytes, items) in &truth.bodies {
            assert!(*items <= self.case.limits.items, "{items} items");
            assert!(*bytes <= self.case.limits.bytes, "{bytes} bytes");
        }
    }

    /// I5: an item is taken only if there is room for it. Open jobs are checked during the run.
    fn check_held(&self, truth: &Truth) {
        if matches!(self.case.input, Input::Channel(..)) {
            return;
        }
        let limits = &self.case.limits;
        let most = limits.parked + limits.items * (1 + limits.open_jobs);
        for (index, sent) in self.taken.iter().enumerate() {
            let is_sent = |item: &usize| truth.sent[..*sent].iter().any(|sent| sent.index == *item);
            let is_settled = |item: &usize| truth.of(*item).next().is_none();
            let held = (0..index).filter(|item| !is_sent(item) && !is_settled(item)).count();
            assert!(held <= most, "{held} items wait, of {most}");
        }
    }

    /// I4: an announced rate limit is kept.
    fn check_rate_limit(&self, truth: &Truth) {
        let Some((limit, first)) = self.case.plan.rate_limit.zip(truth.announced_in) else {
            return;
        };
        assert_eq!(truth.over_limit, 0, "requests over the limit");
        let usable = limit - limit.div_ceil(10);
        for (window, count) in truth.windows.range(first + 1..) {
            assert!(*count <= usable, "{count} of {usable} in window {window}");
        }
    }

    /// I8: an item is sent after the one before it with the same id is settled, unless that is unknown.
    fn check_order(&self, truth: &Truth) {
        let unknown: Vec<_> = self
            .outcomes
            .iter()
            .filter(|(_, outcome)| matches!(outcome.result, ItemResult::Unknown(_)))
            .map(|(_, outcome)| outcome.data)
            .collect();
        let mut last = BTreeMap::<&str, usize>::new();
        for sent in &truth.sent {
            let before = last.insert(&sent.id, sent.index).filter(|before| *before != sent.index);
            let Some(before) = before else { continue };
            assert!(before < sent.index, "{before} was sent before {}", sent.index);
            let is_certain =
                !unknown.contains(&before) && truth.of(before).all(|sent| !sent.is_ambiguous);
            let settled = truth.of(before).map(|sent| sent.until).max().unwrap();
            assert!(!is_certain || settled <= sent.from, "{before} and {} at once", sent.index);
        }
    }

    /// The summary counts the outcomes.
    fn check_summary(&self, truth: &Truth) {
        let count = |predicate: fn(&ItemResult<Pets>) -> bool| {
            self.outcomes.iter().filter(|(_, outcome)| predicate(&outcome.result)).count() as u64
        };
        let summary = self.summary;
        assert_eq!(summary.pulled, self.outcomes.len() as u64);
        assert_eq!(summary.updated, count(ItemResult::is_updated));
        assert_eq!(summary.failed, count(|result| matches!(result, ItemResult::Failed(_))));
        assert_eq!(summary.unknown, count(|result| matches!(result, ItemResult::Unknown(_))));
        let not_sent = |result: &_| matches!(result, ItemResult::Failed(Failure::NotSent));
        assert_eq!(summary.not_sent, count(not_sent));
        assert_eq!(summary.open_jobs, 0);
        assert!(!summary.is_input_complete || self.taken.len() == self.changes.len());
        if self.case.shutdown.is_none() {
            assert!(summary.is_input_complete || self.error.is_some());
            assert_eq!(summary.requests, truth.requests as u64);
        }
    }
}
