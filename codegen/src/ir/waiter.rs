//! `x-waiter`: how the answers of an operation tell where a job stands.

use crate::pointer::Pointer;

/// How the answers of an operation tell where a job stands.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// Where it stands.
    pub pointer: Pointer,
    /// The name of the method that waits, if it is pinned.
    pub rust_name: Option<String>,
    /// The member that holds the state.
    pub state: Located<Pointer>,
    /// The states in which the job has ended well.
    pub done: Vec<Located<String>>,
    /// The states in which it has failed.
    pub failed: Vec<Located<String>>,
    /// The member that counts what is done.
    pub complete: Option<Located<Pointer>>,
    /// The member that counts all there is.
    pub total: Option<Located<Pointer>>,
}

/// A value of the description, with the place that tells it.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Pointer,
}
