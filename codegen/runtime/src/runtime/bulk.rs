//! Bulk operations: many items in few requests, each with its outcome.
//!
//! Depends on `client`, `jobs`, `json`, `request`, `resilience`, `response` and `system`.

#[cfg(feature = "blocking")]
mod blocking_run;
mod bulk_builder;
mod bulk_error;
mod bulk_request;
mod chunk;
mod config;
mod draft;
mod driver;
mod ending;
mod failed_submits;
mod intake;
mod item;
mod item_retries;
mod job_duration;
mod job_fields;
mod job_window;
mod journal;
mod journal_digest;
mod journal_error;
mod journal_identity;
mod journal_ranges;
mod journal_reader;
mod journal_record;
mod journal_replay;
mod journal_storage;
mod journaling;
mod open_jobs;
mod outage;
mod outcome;
mod reads;
mod record_order;
mod requests;
mod response_paths;
mod resume;
mod run;
mod sender;
mod settlement;
mod settling;
mod shutdown;
mod source;
mod submit_failure;
mod submits;
mod summary;
mod timer;

pub use self::bulk_builder::Bulk;
pub use self::bulk_error::BulkError;
pub use self::bulk_request::{
    BulkRequest, ItemResults, JobState, ResultFields, ResultStatus, Submission,
};
pub(crate) use self::job_fields::{AcceptedJob, ListedResults, PolledJob};
pub use self::journal::Journal;
pub(crate) use self::journal_digest::Digest;
pub use self::journal_error::JournalError;
pub(crate) use self::journal_identity::Identity;
pub(crate) use self::journal_replay::{Recorded, RecordedChunk};
pub use self::journal_storage::JournalStorage;
pub use self::outcome::{Failure, ItemResult, Outcome, UnknownReason};
pub(crate) use self::response_paths::{JsonPath, ResponsePaths};
pub use self::run::{Report, Run};
pub use self::sender::{Closed, Sender};
pub use self::shutdown::Handle;
pub use self::summary::Summary;
