//! Waiting for a job that an operation reads.

use super::{LinkStep, TypeId, TypeRef};
use crate::ident::FieldName;

/// How the answers of an operation tell where a job stands, and the method that waits for it.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// The name of the method.
    pub name: FieldName,
    /// The type of the answers.
    pub answer: TypeId,
    /// Where the state is.
    pub state: Member,
    /// The states in which the job has ended well.
    pub done: Vec<String>,
    /// The states in which it has failed.
    pub failed: Vec<String>,
    /// Where the number of what is done is.
    pub complete: Option<Member>,
    /// Where the number of all there is is.
    pub total: Option<Member>,
    /// The argument that names the job.
    pub job_id: Option<Member>,
}

/// The way to a member, and its type behind aliases.
#[derive(Clone, Debug)]
pub struct Member {
    /// The way.
    pub steps: Vec<LinkStep>,
    /// The type.
    pub ty: TypeRef,
}
