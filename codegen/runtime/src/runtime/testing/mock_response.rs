//! What a mock transport returns for one request: a response or a failure.
//!
//! Invariant: a body arrives in exactly the configured chunks, and a broken body is an error and
//! never ends like a complete one.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response, StatusCode};
use serde::Serialize;

use crate::runtime::request::header;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{Phase, ResponseBody, TransportError};

/// The response to one request, or its failure, of a [`MockTransport`](super::MockTransport).
///
/// ```
/// use std::time::Duration;
///
/// use runtime::testing::MockResponse;
///
/// let responses = [
///     MockResponse::status(429).header("retry-after", "2"),
///     MockResponse::json(200, &["first", "second"]).delay(Duration::from_millis(50)),
///     // The body ends before it is complete.
///     MockResponse::bytes(200, "application/json", "[\"fi").broken(),
/// ];
/// # let _ = responses;
/// ```
#[derive(Clone, Debug)]
#[must_use = "a response is returned only by a `MockTransport`"]
pub struct MockResponse {
    delay: Duration,
    outcome: Result<Head, Failure>,
    steps: VecDeque<BodyStep>,
}

#[derive(Clone, Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

#[derive(Clone, Debug)]
enum Failure {
    /// The network fails in this phase.
    Network(Phase),
    /// The configuration of the response is not valid.
    Invalid(String),
}

/// One step of receiving a body.
#[derive(Clone, Debug)]
enum BodyStep {
    Chunk(Bytes),
    Pause(Duration),
    Break,
}

impl MockResponse {
    /// A response with this status and without a body.
    ///
    /// A number that is not a status, such as 1000, makes the request fail.
    pub fn status(status: u16) -> Self {
        let outcome = match StatusCode::from_u16(status) {
            Ok(status) => Ok(Head { status, headers: HeaderMap::new() }),
            Err(_) => Err(Failure::Invalid(format!("{status} is not a valid status"))),
        };
        Self { delay: Duration::ZERO, outcome, steps: VecDeque::new() }
    }

    /// A response with a JSON body, such as a type of this crate or a `serde_json::Value`.
    ///
    /// A value that cannot be serialized makes the request fail.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::bytes(status, "application/json", bytes),
            Err(error) => Self::failure(Failure::Invalid(format!(
                "the body could not be serialized: {error}"
            ))),
        }
    }

    /// A response with a body of this media type. The bytes need not match it.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::status(status).header(CONTENT_TYPE.as_str(), media_type).part(body)
    }

    /// A refused connection: the server has not seen the request.
    pub fn refused() -> Self {
        Self::failure(Failure::Network(Phase::Connect))
    }

    /// A connection that ends before the response: the server may have processed the request.
    pub fn reset() -> Self {
        Self::failure(Failure::Network(Phase::Exchange))
    }

    /// A timeout of the transport itself, which is not one of the client: the server may have processed
    /// the request. [`delay`](Self::delay) exceeds those of the client.
    pub fn timeout() -> Self {
        Self::failure(Failure::Network(Phase::Timeout))
    }

    fn failure(failure: Failure) -> Self {
        Self { delay: Duration::ZERO, outcome: Err(failure), steps: VecDeque::new() }
    }

    /// Adds a header. Headers with the same name are all sent.
    ///
    /// A name or value that cannot be sent makes the request fail.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (&mut self.outcome, header(name, Bytes::copy_from_slice(value.as_bytes()))) {
            (Ok(head), Some((name, value))) => drop(head.headers.append(name, value)),
            (Ok(_), None) => {
                self.outcome = Err(Failure::Invalid(format!(
                    "the header `{name}` has a name or value that cannot be sent"
                )));
            }
            (Err(_), _) => {}
        }
        self
    }

    /// Adds bytes to the body, which arrive as a chunk of their own.
    pub fn part(mut self, bytes: impl Into<Bytes>) -> Self {
        self.steps.push_back(BodyStep::Chunk(bytes.into()));
        self
    }

    /// Pauses the body for this duration after the parts added so far.
    pub fn pause(mut self, duration: Duration) -> Self {
        self.steps.push_back(BodyStep::Pause(duration));
        self
    }

    /// Ends the connection after the parts added so far, before the end of the body.
    pub fn broken(mut self) -> Self {
        self.steps.push_back(BodyStep::Break);
        self
    }

    /// Sets the time between the request and the response. The default is zero.
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Waits for the delay and returns the response or the failure.
    pub(crate) async fn send(
        self,
        clock: Arc<dyn Clock>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        if !self.delay.is_zero() {
            clock.sleep(self.delay).await;
        }
        let head = self.outcome.map_err(|failure| match failure {
            Failure::Network(phase) => TransportError::new(phase),
            Failure::Invalid(problem) => TransportError::new(Phase::Setup).with_source(problem),
        })?;
        let body = Box::new(MockBody { clock, steps: self.steps });
        let mut response = Response::new(body as Box<dyn ResponseBody>);
        *response.status_mut() = head.status;
        *response.headers_mut() = head.headers;
        Ok(response)
    }
}

struct MockBody {
    clock: Arc<dyn Clock>,
    steps: VecDeque<BodyStep>,
}

impl ResponseBody for MockBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async {
            loop {
                match self.steps.pop_front() {
                    Some(BodyStep::Chunk(bytes)) => return Ok(Some(bytes)),
                    Some(BodyStep::Pause(duration)) => self.clock.sleep(duration).await,
                    Some(BodyStep::Break) => return Err(TransportError::new(Phase::Body)),
                    None => return Ok(None),
                }
            }
        })
    }
}
