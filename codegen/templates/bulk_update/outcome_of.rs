//! The outcome of an item to a line.
//!
//! Invariant: with a journal, what a later run finds out has no line yet.

use std::fmt::Display;

use client_crate::Error;
use client_crate::bulk::{self, Failure, ItemResult, UnknownReason};

use crate::api::{Request, ServerResult};
use crate::feed::Origin;
use crate::outcome::Outcome;
use crate::outcome_line::OutcomeLine;

/// Whether the run ended before the item was sent, or before its result was read.
pub fn is_left(result: &ItemResult<Request>) -> bool {
    matches!(
        result,
        ItemResult::Failed(Failure::NotSent)
            | ItemResult::Unknown(
                UnknownReason::Aborted | UnknownReason::Resubmitted(Failure::NotSent)
            )
    )
}

/// The line for an item.
pub fn line(settled: bulk::Outcome<Request, Origin>) -> OutcomeLine {
    let Origin { place, text } = settled.data;
    let (outcome, reason, details) = match &settled.result {
        ItemResult::Updated => (Outcome::Updated, None, None),
        ItemResult::Failed(failure) => {
            let (reason, details) = failed(failure);
            (Outcome::Failed, Some(reason), details)
        }
        ItemResult::Unknown(reason) => {
            let (reason, details) = unknown(reason);
            (Outcome::Unknown, Some(reason), details)
        }
    };
    OutcomeLine {
        id: Some(settled.id.to_string()),
        reason,
        details: details.and_then(|details| serde_json::to_string(details).ok()),
        job: settled.job.map(|job| job.to_string()),
        item: (outcome != Outcome::Updated).then_some(text),
        ..OutcomeLine::new(place, outcome)
    }
}

fn failed(failure: &Failure<Request>) -> (String, Option<&ServerResult>) {
    match failure {
        Failure::Item(result) => (failure.to_string(), Some(result)),
        Failure::Request(error) => (with_message(failure, error), None),
        _ => (failure.to_string(), None),
    }
}

fn unknown(reason: &UnknownReason<Request>) -> (String, Option<&ServerResult>) {
    match reason {
        UnknownReason::Undeclared(result) => (reason.to_string(), Some(result)),
        UnknownReason::Submit(error) | UnknownReason::Job(error) => {
            (with_message(reason, error), None)
        }
        UnknownReason::Resubmitted(failure) => (reason.to_string(), failed(failure).1),
        _ => (reason.to_string(), None),
    }
}

/// The reason, and what the server says about it.
fn with_message<E>(reason: &impl Display, error: &Error<E>) -> String {
    match error.api_message() {
        Some(message) => format!("{reason}: {message}"),
        None => reason.to_string(),
    }
}
