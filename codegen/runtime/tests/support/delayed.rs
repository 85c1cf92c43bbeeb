//! A server that answers each request after a time of its own, in virtual time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::paused::PausedClock;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{ResponseBody, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};

/// After so many milliseconds, an answer of that status, with those headers.
pub(crate) type Delayed = (u64, u16, &'static [(&'static str, &'static str)]);

pub(crate) struct DelayedTransport {
    pub(crate) clock: Arc<PausedClock>,
    answers: Mutex<VecDeque<Delayed>>,
    /// When requests were sent, in milliseconds.
    pub(crate) sent: Mutex<Vec<u128>>,
}

impl DelayedTransport {
    pub(crate) fn new(answers: &[Delayed]) -> Self {
        let answers = Mutex::new(answers.iter().copied().collect());
        Self { clock: Arc::new(PausedClock::new()), answers, sent: Mutex::default() }
    }
}

impl Transport for DelayedTransport {
    fn send(
        &self,
        _: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        self.sent.lock().unwrap().push(self.clock.passed().as_millis());
        let answer = self.answers.lock().unwrap().pop_front().expect("an answer for each request");
        Box::pin(async move {
            let (delay, status, headers) = answer;
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
