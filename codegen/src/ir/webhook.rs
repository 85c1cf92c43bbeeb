//! Webhooks and callbacks: requests that the API sends.

use super::Operation;
use crate::pointer::Pointer;

/// A request that the API sends, which the operation describes from the sender's point of view.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its name in `webhooks` or `callbacks`.
    pub name: String,
    /// What makes the API send it.
    pub source: WebhookSource,
    /// The request and the responses that the API expects.
    pub operation: Operation,
}

/// What makes the API send a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookSource {
    /// Something that happens at the API: an entry of `webhooks`.
    Event,
    /// An operation that the client has called.
    Callback {
        /// The runtime expression of the URL that receives the request.
        url: String,
        /// The locations of the operations.
        operations: Vec<Pointer>,
    },
}

impl WebhookSource {
    /// Adds an operation that has the same callback.
    pub fn add(&mut self, operation: Pointer) {
        if let Self::Callback { operations, .. } = self {
            operations.push(operation);
        }
    }
}
