//! What a script lets happen to one request.
//!
//! Invariant: a body arrives in the parts that were asked for, and one that breaks off never looks
//! like one that has ended.

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

/// What happens to one request: a response, or a failure.
#[derive(Clone, Debug)]
#[must_use = "an answer is given only if a script has it"]
pub struct MockResponse {
    delay: Duration,
    outcome: Result<Head, Failure>,
    parts: VecDeque<Part>,
}

#[derive(Clone, Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

#[derive(Clone, Debug)]
enum Failure {
    /// As if the network had failed.
    At(Phase),
    /// The script itself is not right.
    MockTransport(String),
}

#[derive(Clone, Debug)]
enum Part {
    Bytes(Bytes),
    Pause(Duration),
    Break,
}

impl MockResponse {
    /// A response without a body.
    pub fn status(status: u16) -> Self {
        let outcome = match StatusCode::from_u16(status) {
            Ok(status) => Ok(Head { status, headers: HeaderMap::new() }),
            Err(_) => Err(Failure::MockTransport(format!("{status} is no status"))),
        };
        Self { delay: Duration::ZERO, outcome, parts: VecDeque::new() }
    }

    /// A response with a JSON body, such as a type of this crate or a `serde_json::Value`.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::bytes(status, "application/json", bytes),
            Err(error) => {
                Self::failure(Failure::MockTransport(format!("a body is no JSON: {error}")))
            }
        }
    }

    /// A response with a body of that media type, whatever its bytes.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::status(status).header(CONTENT_TYPE.as_str(), media_type).part(body)
    }

    /// There is no connection: the server has not seen the request.
    pub fn refused() -> Self {
        Self::failure(Failure::At(Phase::Connect))
    }

    /// The connection ends before there is a response: the server may have seen the request.
    pub fn reset() -> Self {
        Self::failure(Failure::At(Phase::Exchange))
    }

    fn failure(failure: Failure) -> Self {
        Self { delay: Duration::ZERO, outcome: Err(failure), parts: VecDeque::new() }
    }

    /// The same answer with a header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (&mut self.outcome, header(name, Bytes::copy_from_slice(value.as_bytes()))) {
            (Ok(head), Some((name, value))) => drop(head.headers.append(name, value)),
            (Ok(_), None) => {
                self.outcome =
                    Err(Failure::MockTransport(format!("`{name}` is no header, or its value")));
            }
            (Err(_), _) => {}
        }
        self
    }

    /// The same answer with more of a body, which arrives on its own.
    pub fn part(mut self, bytes: impl Into<Bytes>) -> Self {
        self.parts.push_back(Part::Bytes(bytes.into()));
        self
    }

    /// The same answer, where nothing comes for a while after what is there of the body.
    pub fn pause(mut self, duration: Duration) -> Self {
        self.parts.push_back(Part::Pause(duration));
        self
    }

    /// The same answer, where the connection ends after what is there of the body.
    pub fn broken(mut self) -> Self {
        self.parts.push_back(Part::Break);
        self
    }

    /// The same answer, that long after the request.
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Lets it happen.
    pub(crate) async fn give(
        self,
        clock: Arc<dyn Clock>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        if !self.delay.is_zero() {
            clock.sleep(self.delay).await;
        }
        let head = self.outcome.map_err(|failure| match failure {
            Failure::At(phase) => TransportError::new(phase),
            Failure::MockTransport(problem) => {
                TransportError::new(Phase::Setup).with_source(problem)
            }
        })?;
        let body = Box::new(Body { clock, parts: self.parts });
        let mut response = Response::new(body as Box<dyn ResponseBody>);
        *response.status_mut() = head.status;
        *response.headers_mut() = head.headers;
        Ok(response)
    }
}

struct Body {
    clock: Arc<dyn Clock>,
    parts: VecDeque<Part>,
}

impl ResponseBody for Body {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async {
            loop {
                match self.parts.pop_front() {
                    Some(Part::Bytes(bytes)) => return Ok(Some(bytes)),
                    Some(Part::Pause(duration)) => self.clock.sleep(duration).await,
                    Some(Part::Break) => return Err(TransportError::new(Phase::Body)),
                    None => return Ok(None),
                }
            }
        })
    }
}
