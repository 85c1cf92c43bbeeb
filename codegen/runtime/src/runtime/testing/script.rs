//! The responses of a mock transport by operation, and the requests that it has received.
//!
//! Invariant: each queued response is returned once, in order, and before what is computed.

use std::collections::VecDeque;
use std::ptr;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;

use super::mock_response::MockResponse;
use super::verify_error::VerifyError;
use crate::runtime::request::Operation;

/// Computes the response to a request.
pub(super) type Respond = dyn Fn(&Request<Bytes>) -> MockResponse + Send + Sync;

/// The responses to all operations.
#[derive(Default)]
pub(super) struct Script {
    responses: Vec<Responses>,
    requests: Vec<(Option<&'static Operation>, Request<Bytes>)>,
    /// The operations of requests that found no response.
    unexpected: Vec<&'static Operation>,
}

/// The responses to one operation.
pub(super) struct Responses {
    operation: &'static Operation,
    pub(super) queued: VecDeque<MockResponse>,
    pub(super) respond: Option<Arc<Respond>>,
}

/// The response to one request.
pub(super) enum Answer {
    Queued(MockResponse),
    Computed(Arc<Respond>),
}

impl Answer {
    pub(super) fn response_to(self, request: &Request<Bytes>) -> MockResponse {
        match self {
            Self::Queued(response) => response,
            Self::Computed(respond) => respond(request),
        }
    }
}

impl Script {
    /// Changes the responses to an operation.
    pub(super) fn change(
        &mut self,
        operation: &'static Operation,
        change: impl FnOnce(&mut Responses),
    ) {
        if let Some(responses) = self.responses_to(operation) {
            return change(responses);
        }
        let mut responses = Responses { operation, queued: VecDeque::new(), respond: None };
        change(&mut responses);
        self.responses.push(responses);
    }

    /// Records the request and takes the answer to it.
    pub(super) fn answer(
        &mut self,
        operation: Option<&'static Operation>,
        request: Request<Bytes>,
    ) -> Option<Answer> {
        self.requests.push((operation, request));
        let operation = operation?;
        let answer = self.responses_to(operation).and_then(Responses::next);
        if answer.is_none() {
            self.unexpected.push(operation);
        }
        answer
    }

    /// The requests received so far, with their operations.
    pub(super) fn requests(&self) -> &[(Option<&'static Operation>, Request<Bytes>)] {
        &self.requests
    }

    /// Checks that every queued response was returned and every request found a response.
    pub(super) fn verify(&self) -> Result<(), VerifyError> {
        let unused = self.responses.iter().filter(|responses| !responses.queued.is_empty());
        let unused: Vec<_> =
            unused.map(|responses| (responses.operation, responses.queued.len())).collect();
        if unused.is_empty() && self.unexpected.is_empty() {
            return Ok(());
        }
        Err(VerifyError { unused, unexpected: self.unexpected.clone() })
    }

    fn responses_to(&mut self, operation: &'static Operation) -> Option<&mut Responses> {
        self.responses.iter_mut().find(|responses| ptr::eq(responses.operation, operation))
    }
}

impl Responses {
    fn next(&mut self) -> Option<Answer> {
        let queued = self.queued.pop_front().map(Answer::Queued);
        queued.or_else(|| self.respond.clone().map(Answer::Computed))
    }
}
