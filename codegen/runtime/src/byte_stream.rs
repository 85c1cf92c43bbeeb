//! The body of a response that is read while it arrives.
//!
//! Invariant: each part arrives within a time limit, so that reading never waits for ever; a body
//! that breaks off is an error and never looks like one that has ended.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::{Bytes, BytesMut};

use super::clock::{Clock, SystemClock};
use super::deadline::Deadline;
use super::error::{Error, ErrorKind, Trace};
use super::options::TimeLimit;
use super::transport::{BoxFuture, Phase, ResponseBody, TransportError};

/// The body of a response, part by part. Dropping it ends the connection.
pub struct ByteStream {
    body: Box<dyn ResponseBody>,
    clock: Arc<dyn Clock>,
    /// How long the next part may take.
    stall: TimeLimit,
    /// How many bytes are kept, where all of them are wanted.
    pub(super) max_bytes: usize,
    trace: Trace,
    since: Instant,
}

impl ByteStream {
    pub(super) fn new(
        body: Box<dyn ResponseBody>,
        clock: Arc<dyn Clock>,
        stall: TimeLimit,
        max_bytes: usize,
        trace: Trace,
    ) -> Self {
        let since = clock.now();
        Self { body, clock, stall, max_bytes, trace, since }
    }

    /// A body that has been read already.
    pub(super) fn whole(bytes: Bytes, trace: Trace) -> Self {
        let max_bytes = bytes.len();
        let body = Box::new(Whole(Some(bytes)));
        Self::new(body, Arc::new(SystemClock), TimeLimit::Disabled, max_bytes, trace)
    }

    /// The next part of the body, or `None` at its end.
    ///
    /// # Errors
    /// The connection failed, or nothing came within the time for an attempt.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let deadline = Deadline::start(&*self.clock, self.stall);
        match deadline.race(self.body.chunk()).await {
            Some(Ok(chunk)) => Ok(chunk),
            Some(Err(error)) => Err(self.transport_error(error)),
            None => Err(self.fail(ErrorKind::Timeout)),
        }
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

    pub(super) fn fail(&self, kind: ErrorKind) -> Error {
        let elapsed = self.trace.elapsed + self.clock.now().saturating_duration_since(self.since);
        Error::new(kind, Trace { elapsed, ..self.trace })
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
            .field("operation", &self.trace.operation.id)
            .finish_non_exhaustive()
    }
}
