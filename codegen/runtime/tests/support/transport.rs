//! A scripted transport that records requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::ScriptedClock;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};

/// The scripted result of one request.
pub(crate) enum ScriptedResponse {
    Head(Response<()>, Vec<Step>),
    Failure(Phase),
    /// No response ever arrives.
    Hang,
}

/// One step in reading a body.
pub(crate) enum Step {
    Chunk(Bytes),
    Pause(Duration),
    Failure(Phase),
}

impl ScriptedResponse {
    /// A response with a body of this media type.
    pub(crate) fn new(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::with_headers(status, &[("content-type", media_type)], [Step::Chunk(body.into())])
    }

    pub(crate) fn json(status: u16, body: &'static str) -> Self {
        Self::new(status, "application/json", body)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self::with_headers(status, &[], [])
    }

    pub(crate) fn with_headers(
        status: u16,
        headers: &[(&str, &str)],
        steps: impl IntoIterator<Item = Step>,
    ) -> Self {
        let head = Response::builder().status(status);
        let head = headers.iter().fold(head, |head, (name, value)| head.header(*name, *value));
        Self::Head(head.body(()).unwrap(), steps.into_iter().collect())
    }
}

pub(crate) struct ScriptedTransport {
    clock: Arc<ScriptedClock>,
    responses: Mutex<VecDeque<ScriptedResponse>>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl ScriptedTransport {
    pub(crate) fn new(
        clock: Arc<ScriptedClock>,
        responses: impl IntoIterator<Item = ScriptedResponse>,
    ) -> Self {
        let responses = Mutex::new(responses.into_iter().collect());
        Self { clock, responses, requests: Mutex::default() }
    }

    /// Takes the requests that were sent since the last call.
    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }

    /// Takes the only request that was sent.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }

    /// The number of requests that were sent.
    pub(crate) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

impl Transport for ScriptedTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        self.requests.lock().unwrap().push(request);
        let response =
            self.responses.lock().unwrap().pop_front().expect("an response for each request");
        Box::pin(async move {
            match response {
                ScriptedResponse::Head(head, steps) => {
                    let body = ScriptedBody { clock: self.clock.clone(), steps: steps.into() };
                    Ok(head.map(|()| Box::new(body) as Box<dyn ResponseBody>))
                }
                ScriptedResponse::Failure(phase) => Err(TransportError::new(phase)),
                ScriptedResponse::Hang => std::future::pending().await,
            }
        })
    }
}

struct ScriptedBody {
    clock: Arc<ScriptedClock>,
    steps: VecDeque<Step>,
}

impl ResponseBody for ScriptedBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async {
            loop {
                match self.steps.pop_front() {
                    None => return Ok(None),
                    Some(Step::Chunk(chunk)) => return Ok(Some(chunk)),
                    Some(Step::Failure(phase)) => return Err(TransportError::new(phase)),
                    Some(Step::Pause(duration)) => self.clock.sleep(duration).await,
                }
            }
        })
    }
}
