//! A transport that delays each response, in virtual time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::paused_clock::PausedClock;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{ResponseBody, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};

/// The delay in milliseconds, the status and the headers of a response.
pub(crate) type DelayedResponse = (u64, u16, &'static [(&'static str, &'static str)]);

pub(crate) struct DelayedTransport {
    pub(crate) clock: Arc<PausedClock>,
    responses: Mutex<VecDeque<DelayedResponse>>,
    /// When requests were sent, in milliseconds.
    pub(crate) sent: Mutex<Vec<u128>>,
}

impl DelayedTransport {
    pub(crate) fn new(responses: &[DelayedResponse]) -> Self {
        let responses = Mutex::new(responses.iter().copied().collect());
        Self { clock: Arc::new(PausedClock::new()), responses, sent: Mutex::default() }
    }
}

impl Transport for DelayedTransport {
    fn send(
        &self,
        _: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        self.sent.lock().unwrap().push(self.clock.elapsed().as_millis());
        let response =
            self.responses.lock().unwrap().pop_front().expect("an response for each request");
        Box::pin(async move {
            let (delay, status, headers) = response;
            self.clock.sleep(Duration::from_millis(delay)).await;
            let head = Response::builder().status(status);
            let head = headers.iter().fold(head, |head, (name, value)| head.header(*name, *value));
            Ok(head.body(Box::new(Nothing) as Box<dyn ResponseBody>).unwrap())
        })
    }
}

struct Nothing;

impl ResponseBody for Nothing {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}
