//! What became of one item.
//!
//! Invariant: an item counts as updated only if the server has said so, and as failed only if it was
//! surely not applied. Everything else is unknown.

use std::fmt;
use std::sync::Arc;

use super::bulk_request::BulkRequest;
use crate::runtime::response::Error;

/// What became of one item: its position in the input, its id, the data of the caller, and the result.
///
/// ```
/// use runtime::bulk::{BulkRequest, ItemResult, Outcome};
///
/// fn report<R: BulkRequest>(outcome: &Outcome<R, ()>) {
///     match &outcome.result {
///         ItemResult::Updated => println!("{}: updated", outcome.id),
///         ItemResult::Failed(failure) => println!("{}: {failure}", outcome.id),
///         ItemResult::Unknown(reason) => println!("{}: {reason}", outcome.id),
///     }
/// }
/// ```
#[non_exhaustive]
pub struct Outcome<R: BulkRequest, D = ()> {
    /// The position of the item in the input, from 0.
    pub index: u64,
    /// The id of the record.
    pub id: Arc<str>,
    /// The data that the caller passed with the item.
    pub data: D,
    /// The id of the job that had the item, if it was part of one.
    pub job: Option<Arc<str>>,
    /// The number of requests that had the item.
    pub attempts: u32,
    /// What became of the item.
    pub result: ItemResult<R>,
}

/// What became of an item.
pub enum ItemResult<R: BulkRequest> {
    /// The server has changed the record.
    Updated,
    /// The record was not changed, and the reason.
    Failed(Failure<R>),
    /// The record may have been changed, and why that is not known.
    Unknown(UnknownReason<R>),
}

/// Why a record was not changed.
#[non_exhaustive]
pub enum Failure<R: BulkRequest> {
    /// The server processed the request that had the item and refused the item.
    Item(R::ItemResult),
    /// The server refused the request that had the item.
    Request(Arc<Error<R::ApiError>>),
    /// The item does not fit into a request. Nothing was sent.
    TooLarge {
        /// The size of a request with only this item, in bytes.
        bytes: usize,
        /// The maximum size of a request, in bytes.
        limit: usize,
    },
    /// The item could not be serialized. Nothing was sent.
    Serialize(serde_json::Error),
    /// The run ended before the item was sent.
    NotSent,
}

/// Why it is not known whether a record was changed.
#[non_exhaustive]
pub enum UnknownReason<R: BulkRequest> {
    /// The request may have been processed: its response was lost, or could not be read.
    Submit(Arc<Error<R::ApiError>>),
    /// The response to a request was lost, and the item failed when it was submitted again. The first
    /// request may have been processed.
    Resubmitted(Failure<R>),
    /// The results of the job could not be read.
    Job(Arc<Error<R::ApiError>>),
    /// The job did not finish before the deadline of the client's poll policy.
    JobTimeout,
    /// The job is finished and has no result for the item.
    Missing,
    /// The results contradict each other.
    Contradictory,
    /// The result has a status that the description does not declare.
    Undeclared(R::ItemResult),
    /// An earlier run of the journal ended while it sent the request that had the item.
    Interrupted,
    /// The run was aborted before the result was read.
    Aborted,
}

impl<R: BulkRequest> ItemResult<R> {
    /// Whether the server has changed the record.
    #[must_use]
    pub fn is_updated(&self) -> bool {
        matches!(self, Self::Updated)
    }

    /// Whether a later run of the same journal finds out what became of the item.
    pub(super) fn is_left_to_a_later_run(&self) -> bool {
        matches!(
            self,
            Self::Failed(Failure::NotSent)
                | Self::Unknown(
                    UnknownReason::Resubmitted(Failure::NotSent) | UnknownReason::Aborted
                )
        )
    }
}

impl<R: BulkRequest> fmt::Display for Failure<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(_) => formatter.write_str("the server refused the item"),
            Self::Request(error) => write!(formatter, "the server refused the request: {error}"),
            Self::TooLarge { bytes, limit } => {
                write!(formatter, "the item needs {bytes} bytes, and a request has at most {limit}")
            }
            Self::Serialize(error) => write!(formatter, "the item cannot be serialized: {error}"),
            Self::NotSent => formatter.write_str("the run ended before the item was sent"),
        }
    }
}

impl<R: BulkRequest> fmt::Display for UnknownReason<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Submit(error) => {
                write!(formatter, "the request may have been processed: {error}")
            }
            Self::Resubmitted(failure) => {
                write!(formatter, "an earlier request may have been processed: {failure}")
            }
            Self::Job(error) => write!(formatter, "the results could not be read: {error}"),
            Self::JobTimeout => formatter.write_str("the job did not finish in time"),
            Self::Missing => formatter.write_str("the job has no result for the item"),
            Self::Contradictory => formatter.write_str("the results contradict each other"),
            Self::Undeclared(_) => formatter.write_str("the status of the result is not declared"),
            Self::Interrupted => {
                formatter.write_str("an earlier run ended while it sent the request")
            }
            Self::Aborted => formatter.write_str("the run was aborted"),
        }
    }
}

impl<R: BulkRequest> fmt::Debug for Failure<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Failure({self})")
    }
}

impl<R: BulkRequest> fmt::Debug for UnknownReason<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UnknownReason({self})")
    }
}

impl<R: BulkRequest> fmt::Debug for ItemResult<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Updated => formatter.write_str("Updated"),
            Self::Failed(failure) => write!(formatter, "Failed({failure})"),
            Self::Unknown(reason) => write!(formatter, "Unknown({reason})"),
        }
    }
}

impl<R: BulkRequest, D> fmt::Debug for Outcome<R, D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Outcome")
            .field("index", &self.index)
            .field("job", &self.job)
            .field("attempts", &self.attempts)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}
