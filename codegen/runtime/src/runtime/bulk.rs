//! Bulk operations: many items in few requests, each with its outcome.
//!
//! Depends on `client`, `jobs`, `json`, `request`, `resilience`, `response` and `system`.

mod bulk_builder;
mod bulk_error;
mod bulk_request;
mod config;
mod job_fields;
mod journal;
mod journal_error;
mod journal_storage;
mod outcome;
mod response_paths;
mod run;
mod sender;
mod shutdown;
mod source;
mod summary;

pub use self::bulk_builder::Bulk;
pub use self::bulk_error::BulkError;
pub use self::bulk_request::{
    BulkRequest, ItemResults, JobState, ResultFields, ResultStatus, Submission,
};
pub(crate) use self::job_fields::{AcceptedJob, ListedResults, PolledJob};
pub use self::journal::Journal;
pub use self::journal_error::JournalError;
pub use self::journal_storage::JournalStorage;
pub use self::outcome::{Failure, ItemResult, Outcome, UnknownReason};
pub(crate) use self::response_paths::{JsonPath, ResponsePaths};
pub use self::run::{Report, Run};
pub use self::sender::{Closed, Sender};
pub use self::shutdown::Handle;
pub use self::summary::Summary;
