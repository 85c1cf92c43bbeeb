//! Polling the job that an operation reads.

use super::{MemberPath, TypeId};
use crate::ident::FieldName;

/// How the responses of an operation report the state of a job, and the method that polls it.
#[derive(Clone, Debug)]
pub struct Poller {
    /// The name of the method.
    pub name: FieldName,
    /// The type of the response body.
    pub response: TypeId,
    /// The member that contains the state.
    pub state: MemberPath,
    /// The terminal states of jobs that succeeded.
    pub done: Vec<String>,
    /// The terminal states of jobs that failed.
    pub failed: Vec<String>,
    /// The member that contains the number of processed items.
    pub complete: Option<MemberPath>,
    /// The member that contains the number of all items.
    pub total: Option<MemberPath>,
    /// The argument that identifies the job.
    pub job_id: Option<MemberPath>,
}
