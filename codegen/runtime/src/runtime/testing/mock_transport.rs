//! A transport that answers by a script, operation by operation, and keeps what it was asked.
//!
//! Invariant: each answer is given once, in order. A request without one is an error that says so,
//! and is not repeated.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body::Body;

use super::mock_response::MockResponse;
use crate::runtime::request::{BodyStream, Operation, OutgoingBody, RequestBody};
use crate::runtime::system::{BoxFuture, Clock, SystemClock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};

/// A transport that answers by a script. Clones share it.
#[derive(Clone)]
pub struct MockTransport {
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: Vec<(&'static Operation, VecDeque<MockResponse>)>,
    requests: Vec<(Option<&'static Operation>, Request<Bytes>)>,
    unanswered: Vec<&'static Operation>,
}

impl MockTransport {
    /// A script without any answers. What takes time takes it of Tokio.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    /// A script without any answers, whose delays are of that clock.
    #[must_use]
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { clock, state: Arc::default() }
    }

    /// Adds the next answers for an operation: one for each request, those of retries too.
    pub fn on(
        &self,
        operation: &'static Operation,
        answers: impl IntoIterator<Item = MockResponse>,
    ) -> &Self {
        let mut state = self.state();
        match state.answers_of(operation) {
            Some(present) => present.extend(answers),
            None => state.answers.push((operation, answers.into_iter().collect())),
        }
        drop(state);
        self
    }

    /// The requests so far, in their order, with their bodies. They hold credentials.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.state().requests.iter().map(|(_, request)| request.clone()).collect()
    }

    /// The requests of one operation so far.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<Request<Bytes>> {
        let state = self.state();
        let own =
            state.requests.iter().filter(|(of, _)| of.is_some_and(|of| ptr::eq(of, operation)));
        own.map(|(_, request)| request.clone()).collect()
    }

    /// Whether all of the script has happened, and nothing else.
    ///
    /// # Errors
    /// The operations with answers that nothing asked for, or with requests that had no answer.
    pub fn verify(&self) -> Result<(), VerifyError> {
        let state = self.state();
        let left = state.answers.iter().filter(|(_, answers)| !answers.is_empty());
        let left: Vec<_> = left.map(|(operation, answers)| (*operation, answers.len())).collect();
        if left.is_empty() && state.unanswered.is_empty() {
            return Ok(());
        }
        Err(VerifyError { left, unanswered: state.unanswered.clone() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(
        &self,
        operation: Option<&'static Operation>,
        request: Request<RequestBody>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, bytes(body).await?);
        let answer = self.state().next(operation, request);
        match answer {
            Some(answer) => answer.give(self.clock.clone()).await,
            None => Err(TransportError::new(Phase::Setup).with_source("the script has no answer")),
        }
    }
}

impl State {
    fn answers_of(&mut self, operation: &'static Operation) -> Option<&mut VecDeque<MockResponse>> {
        let mut answers = self.answers.iter_mut();
        answers.find(|(other, _)| ptr::eq(*other, operation)).map(|(_, answers)| answers)
    }

    fn next(
        &mut self,
        operation: Option<&'static Operation>,
        request: Request<Bytes>,
    ) -> Option<MockResponse> {
        self.requests.push((operation, request));
        let answer = self.answers_of(operation?).and_then(VecDeque::pop_front);
        if answer.is_none() {
            self.unanswered.extend(operation);
        }
        answer
    }
}

/// All of a body, as a network would have taken it.
async fn bytes(body: RequestBody) -> Result<Bytes, TransportError> {
    match body.open() {
        Some(OutgoingBody::Bytes(bytes)) => Ok(bytes),
        Some(OutgoingBody::Stream(stream)) => collect(stream).await,
        None => Err(TransportError::new(Phase::Setup).with_source("the stream was sent already")),
    }
}

async fn collect(mut stream: BodyStream) -> Result<Bytes, TransportError> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut stream).poll_frame(context)).await {
        let frame =
            frame.map_err(|error| TransportError::new(Phase::Exchange).with_source(error))?;
        bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| data));
    }
    Ok(bytes.freeze())
}

impl Transport for MockTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.answer(None, request))
    }

    fn send_for(
        &self,
        operation: &'static Operation,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.answer(Some(operation), request))
    }
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests = self.state().requests.len();
        formatter.debug_struct("MockTransport").field("requests", &requests).finish_non_exhaustive()
    }
}

/// How what happened differs from the script.
#[derive(Clone, Debug)]
pub struct VerifyError {
    left: Vec<(&'static Operation, usize)>,
    unanswered: Vec<&'static Operation>,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left.iter().map(|(operation, count)| {
            let Operation { method, path, .. } = operation;
            format!("{count} answers of {method} {path} are left")
        });
        let unanswered = self
            .unanswered
            .iter()
            .map(|Operation { method, path, .. }| format!("{method} {path} had no answer"));
        formatter.write_str(&left.chain(unanswered).collect::<Vec<_>>().join("; "))
    }
}

impl std::error::Error for VerifyError {}
