//! The body of a response that is read while it arrives.
//!
//! Invariant: each part arrives within a time limit, so that reading never waits for ever; a body
//! that breaks off is an error and never looks like one that has ended.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};

use super::error::{CallInfo, Error};
use super::error_kind::ErrorKind;
use crate::runtime::system::{BoxFuture, Clock, Deadline, SystemClock, Timeout};
use crate::runtime::transport::{Phase, ResponseBody, TransportError};

/// The rest of a body, and its next part unless the time was over before it came.
type Read = (Box<dyn ResponseBody>, Option<Result<Option<Bytes>, TransportError>>);

/// The body of a response, part by part. Dropping it ends the connection.
///
/// It is an [`http_body::Body`], too, so that it can be sent on:
/// [`RequestBody::stream`](crate::runtime::request::RequestBody::stream).
pub struct ByteStream {
    /// Here, unless the next part is being read.
    body: Option<Box<dyn ResponseBody>>,
    reading: Option<BoxFuture<'static, Read>>,
    clock: Arc<dyn Clock>,
    /// How long the next part may take.
    stall: Timeout,
    /// How many bytes are kept, where all of them are wanted.
    pub(crate) max_bytes: usize,
    call: CallInfo,
    since: Instant,
}

impl ByteStream {
    pub(crate) fn new(
        body: Box<dyn ResponseBody>,
        clock: Arc<dyn Clock>,
        stall: Timeout,
        max_bytes: usize,
        call: CallInfo,
    ) -> Self {
        let since = clock.now();
        Self { body: Some(body), reading: None, clock, stall, max_bytes, call, since }
    }

    /// A body that has been read already.
    pub(crate) fn whole(bytes: Bytes, call: CallInfo) -> Self {
        let max_bytes = bytes.len();
        let body = Box::new(Whole(Some(bytes)));
        Self::new(body, Arc::new(SystemClock), Timeout::Disabled, max_bytes, call)
    }

    /// The next part of the body, or `None` at its end.
    ///
    /// # Errors
    /// The connection failed, or nothing came within the time for an attempt.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        if let Some(body) = self.body.take() {
            self.reading = Some(Box::pin(read(body, self.clock.clone(), self.stall)));
        }
        let Some(reading) = &mut self.reading else { return Poll::Ready(Ok(None)) };
        let (body, chunk) = ready!(reading.as_mut().poll(context));
        (self.body, self.reading) = (Some(body), None);
        Poll::Ready(match chunk {
            Some(Ok(chunk)) => Ok(chunk),
            Some(Err(error)) => Err(self.transport_error(error)),
            None => Err(self.fail(ErrorKind::Timeout)),
        })
    }

    /// All of the body that is left.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), or the body is longer than bodies of successes may be.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        let max_bytes = self.max_bytes;
        self.collect(max_bytes).await
    }

    /// All of the body that is left, if it has at most so many bytes.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), or the body is longer.
    pub async fn collect(mut self, max_bytes: usize) -> Result<Bytes, Error> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if chunk.len() > max_bytes - bytes.len() {
                return Err(self.fail(ErrorKind::BodyTooLarge));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    fn transport_error(&self, error: TransportError) -> Error {
        let kind = match error.phase() {
            Phase::Timeout => ErrorKind::Timeout,
            _ => ErrorKind::Transport,
        };
        self.fail(kind).with_source(error)
    }

    pub(crate) fn fail(&self, kind: ErrorKind) -> Error {
        let elapsed = self.call.elapsed + self.clock.now().saturating_duration_since(self.since);
        Error::new(kind, CallInfo { elapsed, ..self.call })
    }
}

/// Reads the next part.
async fn read(mut body: Box<dyn ResponseBody>, clock: Arc<dyn Clock>, stall: Timeout) -> Read {
    let chunk = Deadline::start(&*clock, stall).race(body.chunk()).await;
    (body, chunk)
}

impl Body for ByteStream {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.poll_chunk(context).map(Result::transpose).map_ok(Frame::data)
    }
}

struct Whole(Option<Bytes>);

impl ResponseBody for Whole {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(self.0.take())))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("operation", &self.call.operation.id)
            .finish_non_exhaustive()
    }
}
