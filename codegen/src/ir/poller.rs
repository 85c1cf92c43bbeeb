//! `x-waiter`: how the responses of an operation report the state of a job.

use crate::pointer::Pointer;

/// The `x-waiter` extension of an operation.
#[derive(Clone, Debug)]
pub struct Poller {
    /// The location of the extension.
    pub pointer: Pointer,
    /// The name of the method that polls, from `x-rust-name`.
    pub rust_name: Option<String>,
    /// The member of the response body that contains the state.
    pub state: Spanned<Pointer>,
    /// The terminal states of jobs that succeeded.
    pub done: Vec<Spanned<String>>,
    /// The terminal states of jobs that failed.
    pub failed: Vec<Spanned<String>>,
    /// The member that contains the number of processed items.
    pub complete: Option<Spanned<Pointer>>,
    /// The member that contains the number of all items.
    pub total: Option<Spanned<Pointer>>,
}

/// A value of the description with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The location of the value.
    pub pointer: Pointer,
}
