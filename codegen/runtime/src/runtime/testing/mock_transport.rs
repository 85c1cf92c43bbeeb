//! A transport that returns queued responses by operation and records the requests.
//!
//! Invariant: each queued response is returned once, in order. A request without a queued response
//! fails and is not retried.

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

/// A transport that returns queued responses instead of using a network. Clones share the queues
/// and the recorded requests.
///
/// Each module of `operations` names its operation as `OPERATION`.
///
/// ```
/// use std::error::Error;
/// use std::sync::Arc;
///
/// use runtime::testing::{MockResponse, MockTransport};
/// use runtime::{ClientBuilder, Operation};
///
/// fn test(builder: ClientBuilder, operation: &'static Operation) -> Result<(), Box<dyn Error>> {
///     let mock = MockTransport::new();
///     mock.on(operation, [MockResponse::status(503), MockResponse::json(200, &["first"])]);
///     let client = builder.transport(Arc::new(mock.clone())).build()?;
///     // Call the operation with `client` here. The second attempt succeeds.
///     # let _ = client;
///
///     assert_eq!(mock.requests_of(operation).len(), 2);
///     mock.verify()?;
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct MockTransport {
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// The responses that are queued for each operation.
    queues: Vec<(&'static Operation, VecDeque<MockResponse>)>,
    requests: Vec<(Option<&'static Operation>, Request<Bytes>)>,
    /// The operations of requests that found no response.
    unexpected: Vec<&'static Operation>,
}

impl MockTransport {
    /// Creates a transport without responses, whose delays use the clock of the system. Tests with
    /// paused time skip them.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    /// Creates a transport without responses, whose delays use this clock.
    #[must_use]
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { clock, state: Arc::default() }
    }

    /// Queues responses for an operation, after those that are already queued. Each attempt takes
    /// one, so a call that is retried takes several.
    pub fn on(
        &self,
        operation: &'static Operation,
        responses: impl IntoIterator<Item = MockResponse>,
    ) -> &Self {
        let mut state = self.state();
        match state.queue_of(operation) {
            Some(queue) => queue.extend(responses),
            None => state.queues.push((operation, responses.into_iter().collect())),
        }
        drop(state);
        self
    }

    /// The requests received so far, in order and with their bodies. They contain credentials.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.state().requests.iter().map(|(_, request)| request.clone()).collect()
    }

    /// The requests of one operation received so far, in order and with their bodies.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<Request<Bytes>> {
        let state = self.state();
        let own =
            state.requests.iter().filter(|(of, _)| of.is_some_and(|of| ptr::eq(of, operation)));
        own.map(|(_, request)| request.clone()).collect()
    }

    /// Checks that every queued response was returned and every request found a response.
    ///
    /// # Errors
    /// The operations with unused responses and those with unexpected requests.
    pub fn verify(&self) -> Result<(), VerifyError> {
        let state = self.state();
        let unused = state.queues.iter().filter(|(_, queue)| !queue.is_empty());
        let unused: Vec<_> = unused.map(|(operation, queue)| (*operation, queue.len())).collect();
        if unused.is_empty() && state.unexpected.is_empty() {
            return Ok(());
        }
        Err(VerifyError { unused, unexpected: state.unexpected.clone() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn respond(
        &self,
        operation: Option<&'static Operation>,
        request: Request<RequestBody>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, read(body).await?);
        let response = self.state().next_response(operation, request);
        match response {
            Some(response) => response.send(self.clock.clone()).await,
            None => Err(TransportError::new(Phase::Setup)
                .with_source("no mock response is queued for the operation")),
        }
    }
}

impl State {
    fn queue_of(&mut self, operation: &'static Operation) -> Option<&mut VecDeque<MockResponse>> {
        let mut queues = self.queues.iter_mut();
        queues.find(|(known, _)| ptr::eq(*known, operation)).map(|(_, queue)| queue)
    }

    /// Records the request and takes the next response of its operation.
    fn next_response(
        &mut self,
        operation: Option<&'static Operation>,
        request: Request<Bytes>,
    ) -> Option<MockResponse> {
        self.requests.push((operation, request));
        let response = self.queue_of(operation?).and_then(VecDeque::pop_front);
        if response.is_none() {
            self.unexpected.extend(operation);
        }
        response
    }
}

/// Reads the whole body, as a network transport does.
async fn read(body: RequestBody) -> Result<Bytes, TransportError> {
    match body.open() {
        Some(OutgoingBody::Bytes(bytes)) => Ok(bytes),
        Some(OutgoingBody::Stream(stream)) => collect(stream).await,
        None => Err(TransportError::new(Phase::Setup).with_source("the stream was already sent")),
    }
}

async fn collect(mut stream: BodyStream) -> Result<Bytes, TransportError> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut stream).poll_frame(context)).await {
        let frame =
            frame.map_err(|error| TransportError::new(Phase::RequestBody).with_source(error))?;
        bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| data));
    }
    Ok(bytes.freeze())
}

impl Transport for MockTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.respond(None, request))
    }

    fn send_for(
        &self,
        operation: &'static Operation,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.respond(Some(operation), request))
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

/// How the requests differ from the queued responses of a [`MockTransport`].
///
/// ```
/// use runtime::testing::MockTransport;
///
/// let mock = MockTransport::new();
/// if let Err(error) = mock.verify() {
///     panic!("{error}");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct VerifyError {
    unused: Vec<(&'static Operation, usize)>,
    unexpected: Vec<&'static Operation>,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unused = self.unused.iter().map(|(operation, count)| {
            let Operation { method, path, .. } = operation;
            format!("unused mock responses for {method} {path}: {count}")
        });
        let unexpected = self
            .unexpected
            .iter()
            .map(|Operation { method, path, .. }| format!("unexpected request: {method} {path}"));
        formatter.write_str(&unused.chain(unexpected).collect::<Vec<_>>().join("; "))
    }
}

impl std::error::Error for VerifyError {}
