//! A transport that returns responses by operation and records the requests.
//!
//! Invariant: a request without a response fails and is not retried.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body::Body;

use super::mock_response::MockResponse;
use super::script::Script;
use super::verify_error::VerifyError;
use crate::runtime::request::{BodyStream, Operation, OutgoingBody, RequestBody};
use crate::runtime::system::{BoxFuture, Clock, SystemClock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};

/// A transport that returns responses of a test instead of using a network. Clones share the responses
/// and the recorded requests.
///
/// Queued responses come first, then what [`always`](Self::always) or
/// [`respond_with`](Self::respond_with) sets. A request without a response is an error of the kind
/// [`ErrorKind::Setup`](crate::ErrorKind::Setup) that says so.
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
    script: Arc<Mutex<Script>>,
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
        Self { clock, script: Arc::default() }
    }

    /// Queues responses for an operation, after those that are already queued. Each attempt takes
    /// one, so a call that is retried takes several.
    pub fn on(
        &self,
        operation: &'static Operation,
        responses: impl IntoIterator<Item = MockResponse>,
    ) -> &Self {
        self.script().change(operation, |script| script.queued.extend(responses));
        self
    }

    /// Returns this response to each request of an operation for which none is queued.
    ///
    /// ```
    /// use runtime::Operation;
    /// use runtime::testing::{MockResponse, MockTransport};
    ///
    /// /// The first request fails, and all others succeed.
    /// fn recovering(operation: &'static Operation) -> MockTransport {
    ///     let mock = MockTransport::new();
    ///     mock.on(operation, [MockResponse::status(503)]);
    ///     mock.always(operation, MockResponse::json(200, &["first"]));
    ///     mock
    /// }
    /// ```
    #[allow(clippy::must_use_candidate, reason = "the mock keeps the response")]
    pub fn always(&self, operation: &'static Operation, response: MockResponse) -> &Self {
        self.respond_with(operation, move |_| response.clone())
    }

    /// Calls this function for each request of an operation for which no response is queued. It may
    /// be called by several threads at the same time.
    ///
    /// ```
    /// use runtime::Operation;
    /// use runtime::testing::{MockResponse, MockTransport};
    ///
    /// /// Returns what it receives.
    /// fn echo(operation: &'static Operation) -> MockTransport {
    ///     let mock = MockTransport::new();
    ///     mock.respond_with(operation, |request| {
    ///         MockResponse::bytes(200, "application/json", request.body().clone())
    ///     });
    ///     mock
    /// }
    /// ```
    pub fn respond_with(
        &self,
        operation: &'static Operation,
        respond: impl Fn(&Request<Bytes>) -> MockResponse + Send + Sync + 'static,
    ) -> &Self {
        self.script().change(operation, |script| script.respond = Some(Arc::new(respond)));
        self
    }

    /// The requests received so far, in order and with their bodies. They contain credentials.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.script().requests().iter().map(|(_, request)| request.clone()).collect()
    }

    /// The requests of one operation received so far, in order and with their bodies.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<Request<Bytes>> {
        let script = self.script();
        let requests = script.requests().iter();
        let own = requests.filter(|(of, _)| of.is_some_and(|of| ptr::eq(of, operation)));
        own.map(|(_, request)| request.clone()).collect()
    }

    /// Checks that every queued response was returned and every request found a response.
    ///
    /// # Errors
    /// The operations with unused responses and those with unexpected requests.
    pub fn verify(&self) -> Result<(), VerifyError> {
        self.script().verify()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn respond(
        &self,
        operation: Option<&'static Operation>,
        request: Request<RequestBody>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, read(body).await?);
        // The script is not locked while the function of the test runs.
        let answer = self.script().answer(operation, request.clone());
        match answer {
            Some(answer) => answer.response_to(&request).send(self.clock.clone()).await,
            None => Err(TransportError::new(Phase::Setup)
                .with_source("the mock transport has no response for the operation")),
        }
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
        let requests = self.script().requests().len();
        formatter.debug_struct("MockTransport").field("requests", &requests).finish_non_exhaustive()
    }
}
