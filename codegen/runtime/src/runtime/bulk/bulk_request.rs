//! The requests of a bulk operation, as the description declares them.
//!
//! Invariant: everything that depends on the API is here. What sends the requests, and when, is the
//! same for all APIs.

use bytes::Bytes;
use serde::Serialize;

use crate::runtime::client::{CallOptions, Client};
use crate::runtime::jobs::Progress;
use crate::runtime::request::Operation;
use crate::runtime::response::{Error, Response};

/// An operation that changes many records with one request. Operations with `x-bulk` implement it.
///
/// A request is either accepted as a job, whose state and results other operations read, or its
/// response has the results.
pub trait BulkRequest: Clone + Send + Sync + Unpin + 'static {
    /// A change to one record.
    type Item: Serialize + Send + Unpin + 'static;
    /// What the server reports about one item.
    type ItemResult: Send + Sync + Unpin + 'static;
    /// The body of the errors that the description declares.
    type ApiError: Send + Sync + Unpin + 'static;

    /// The operation that submits items.
    const OPERATION: &'static Operation;
    /// The maximum number of items in a request.
    const MAX_ITEMS: usize;
    /// The maximum number of bytes in the body of a request.
    const MAX_BYTES: usize;
    /// What a body has before its first item and after its last one. Items are separated by commas.
    const ENVELOPE: [&'static str; 2] = ["[", "]"];

    /// The client that sends the requests.
    fn client(&self) -> &Client;

    /// The same requests with options for each call.
    #[must_use]
    fn with_options(self, options: CallOptions) -> Self;

    /// The id of the record that an item changes. Two items with one id are never in flight at once.
    fn id(item: &Self::Item) -> &str;

    /// Sets the id of the record that an item changes.
    fn set_id(item: &mut Self::Item, id: String);

    /// Sets the reference that identifies an item in the results. It has at most 64 characters.
    fn set_reference(item: &mut Self::Item, reference: String);

    /// What a result says, and about which item.
    fn read_result(result: &Self::ItemResult) -> ResultFields<'_>;

    /// Submits a body of items as a call of its own.
    fn submit(
        self,
        body: Bytes,
    ) -> impl Future<Output = Result<Response<Submission<Self::ItemResult>>, Error<Self::ApiError>>>
    + Send
    + 'static;

    /// Reads the state of a job as a call of its own.
    fn read_state(
        self,
        job: String,
    ) -> impl Future<Output = Result<Response<JobState>, Error<Self::ApiError>>> + Send + 'static;

    /// Reads the results of a job as a call of its own. There may be none while it is running.
    fn read_results(
        self,
        job: String,
    ) -> impl Future<Output = Result<Response<ItemResults<Self::ItemResult>>, Error<Self::ApiError>>>
    + Send
    + 'static;
}

/// The response to a request with items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submission<T> {
    /// A job changes the records.
    Job {
        /// The id of the job.
        id: String,
        /// The state of the job.
        state: JobState,
    },
    /// The records are changed, or not, as these results say.
    Settled(ItemResults<T>),
}

/// The state of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobState {
    /// Whether the job has reached a terminal state.
    pub is_finished: bool,
    /// The progress of the job, if it is known.
    pub progress: Option<Progress>,
}

/// The results in one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemResults<T> {
    /// A result for each item that has one.
    pub items: Vec<T>,
    /// The ids of records that were changed, where the server lists them apart from the results.
    pub changed_ids: Vec<String>,
}

impl<T> Default for ItemResults<T> {
    fn default() -> Self {
        Self { items: Vec::new(), changed_ids: Vec::new() }
    }
}

/// What the result of an item says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultFields<'r> {
    /// The reference of the item.
    pub reference: Option<&'r str>,
    /// The id of the record.
    pub id: Option<&'r str>,
    /// Whether the record was changed.
    pub status: ResultStatus,
}

/// Whether the record of a result was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultStatus {
    /// It was changed.
    Succeeded,
    /// It was not changed.
    Failed,
    /// The description does not say what the status of the result means.
    Undeclared,
}
