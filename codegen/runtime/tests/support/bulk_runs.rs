//! Runs against a server with faults, and what becomes of them.

use std::sync::Arc;

use super::api::Problem;
use super::bulk::{PetChange, UpdatePets, builder, update_pets};
use super::bulk_faults::{Fault, FaultyServer, JobPlan, Plan, Results, Treatment, name};
use crate::runtime::bulk::{Bulk, BulkError, Failure, ItemResult, Outcome, Run, UnknownReason};
use crate::runtime::client::ClientBuilder;
use crate::runtime::resilience::Retry;

pub(crate) type Pets = UpdatePets<100, 95_000>;

/// A server with these faults of its first requests.
pub(crate) fn server(faults: impl Into<Vec<Fault>>) -> Arc<FaultyServer> {
    FaultyServer::new(Plan { faults: faults.into(), ..Plan::default() })
}

/// A server whose jobs take five seconds and report their results so.
pub(crate) fn reporting_server(results: Results) -> Arc<FaultyServer> {
    let jobs = vec![JobPlan { millis: 5_000, results }];
    FaultyServer::new(Plan { jobs, ..Plan::default() })
}

/// The builder of a client that does not repeat calls.
pub(crate) fn client(server: &Arc<FaultyServer>) -> ClientBuilder {
    builder(server.clone(), server.clock.clone()).retry(Retry::Disabled)
}

/// A run of a client that does not repeat calls.
pub(crate) fn pets(server: &Arc<FaultyServer>) -> Bulk<Pets> {
    update_pets(client(server).build().unwrap())
}

/// Changes of different pets.
pub(crate) fn changes(treatments: impl IntoIterator<Item = Treatment>) -> Vec<PetChange> {
    let change =
        |(index, treatment)| PetChange::new(format!("id{index}"), name(treatment, index, 0));
    treatments.into_iter().enumerate().map(change).collect()
}

/// Changes of different pets, which the server accepts.
pub(crate) fn accepted(count: usize) -> Vec<PetChange> {
    changes([Treatment::Accepted].into_iter().cycle().take(count))
}

/// Changes of pets with these ids, which the server accepts.
pub(crate) fn with_ids(ids: impl IntoIterator<Item = String>) -> Vec<PetChange> {
    let changes = ids.into_iter().enumerate();
    changes.map(|(index, id)| PetChange::new(id, name(Treatment::Accepted, index, 0))).collect()
}

/// All outcomes of a run, by the index of the item, and why it stopped.
pub(crate) async fn outcomes(
    mut run: Run<Pets>,
) -> (Vec<Outcome<Pets>>, Option<BulkError<Problem>>) {
    let mut outcomes = Vec::new();
    let error = loop {
        match run.next().await {
            Ok(Some(outcome)) => outcomes.push(outcome),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    outcomes.sort_by_key(|outcome| outcome.index);
    (outcomes, error)
}

/// The name of a result.
pub(crate) fn kind(outcome: &Outcome<Pets>) -> &'static str {
    match &outcome.result {
        ItemResult::Updated => "updated",
        ItemResult::Failed(failure) => match failure {
            Failure::Item(_) => "refused",
            Failure::Request(_) => "request refused",
            Failure::TooLarge { .. } => "too large",
            Failure::Serialize(_) => "not serialized",
            Failure::NotSent => "not sent",
        },
        ItemResult::Unknown(reason) => match reason {
            UnknownReason::Submit(_) => "lost",
            UnknownReason::Resubmitted(_) => "lost, then failed",
            UnknownReason::Job(_) => "unread",
            UnknownReason::JobTimeout => "unfinished",
            UnknownReason::Missing => "missing",
            UnknownReason::Contradictory => "contradictory",
            UnknownReason::Undeclared(_) => "undeclared",
            UnknownReason::Interrupted => "interrupted",
            UnknownReason::Aborted => "aborted",
        },
    }
}

/// The names of all results.
pub(crate) fn kinds(outcomes: &[Outcome<Pets>]) -> Vec<&'static str> {
    outcomes.iter().map(kind).collect()
}
