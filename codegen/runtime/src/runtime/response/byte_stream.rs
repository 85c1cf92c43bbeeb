//! A response body that is received in chunks.
//!
//! Invariant: receiving a chunk has a timeout. A body that ends before it is complete is an error, and
//! so is everything after an error. A chunk is lost by no read that is dropped.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};

use super::error::{CallInfo, Error};
use super::error_kind::ErrorKind;
use crate::runtime::defaults::{MAX_STREAM_REST_BYTES, STREAM_REST_TIMEOUT};
use crate::runtime::system::{BoxFuture, Clock, Deadline, SystemClock, Timeout};
use crate::runtime::transport::{Phase, ResponseBody, TransportError};

/// The rest of a body and its next chunk, or `None` if the timeout elapsed first.
type Read = (Box<dyn ResponseBody>, Option<Result<Option<Bytes>, TransportError>>);

enum State {
    Idle(Box<dyn ResponseBody>),
    /// The next chunk is being received.
    Reading(BoxFuture<'static, Read>),
    Ended,
    Failed(ErrorKind),
}

/// A response body that is received in chunks. Dropping it closes the connection.
///
/// A read can be dropped, for example by a timeout, and the next one continues. After an error, each
/// further read is an error of the same kind.
///
/// Each chunk has the silence timeout. Those of the attempt and the operation end with the head of the
/// response.
///
/// It implements [`http_body::Body`], so that
/// [`RequestBody::stream`](crate::transport::RequestBody::stream) can forward it in another request.
///
/// ```
/// use std::error::Error;
/// use std::io::Write;
///
/// use runtime::ByteStream;
///
/// async fn save(mut body: ByteStream, mut file: std::fs::File) -> Result<(), Box<dyn Error>> {
///     while let Some(chunk) = body.chunk().await? {
///         file.write_all(&chunk)?;
///     }
///     Ok(())
/// }
/// ```
pub struct ByteStream {
    state: State,
    clock: Arc<dyn Clock>,
    /// The timeout of receiving a chunk.
    silence_timeout: Timeout,
    /// The maximum size of what is collected in memory.
    pub(crate) max_bytes: usize,
    call: CallInfo,
    since: Instant,
}

impl ByteStream {
    pub(crate) fn new(
        body: Box<dyn ResponseBody>,
        clock: Arc<dyn Clock>,
        silence_timeout: Timeout,
        max_bytes: usize,
        call: CallInfo,
    ) -> Self {
        let since = clock.now();
        let state = State::Idle(body);
        Self { state, clock, silence_timeout, max_bytes, call, since }
    }

    /// A body that is already in memory.
    pub(crate) fn whole(bytes: Bytes, call: CallInfo) -> Self {
        let max_bytes = bytes.len();
        let body = Box::new(Whole(Some(bytes)));
        Self::new(body, Arc::new(SystemClock), Timeout::Disabled, max_bytes, call)
    }

    /// Receives the next chunk, or `None` at the end of the body.
    ///
    /// # Errors
    /// The connection failed, or no chunk arrived within the silence timeout.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        let mut reading = match std::mem::replace(&mut self.state, State::Ended) {
            State::Idle(body) => {
                Box::pin(read(body, self.clock.clone(), self.silence_timeout)) as _
            }
            State::Reading(reading) => reading,
            State::Ended => return Poll::Ready(Ok(None)),
            State::Failed(kind) => return Poll::Ready(Err(self.break_off(kind))),
        };
        let Poll::Ready((body, chunk)) = reading.as_mut().poll(context) else {
            self.state = State::Reading(reading);
            return Poll::Pending;
        };
        Poll::Ready(match chunk {
            Some(Ok(Some(chunk))) => {
                self.state = State::Idle(body);
                Ok(Some(chunk))
            }
            Some(Ok(None)) => Ok(None),
            Some(Err(error)) => {
                let kind = match error.phase() {
                    Phase::Timeout => ErrorKind::Timeout,
                    _ => ErrorKind::Transport,
                };
                Err(self.break_off(kind).with_source(error))
            }
            None => Err(self.break_off(ErrorKind::Timeout)),
        })
    }

    /// Closes the connection. Each further read is an error of this kind.
    pub(crate) fn break_off(&mut self, kind: ErrorKind) -> Error {
        self.state = State::Failed(kind);
        self.fail(kind)
    }

    /// Receives and ignores the rest of the body, so that its connection can be used again. If it does
    /// not end soon, the connection is closed.
    pub(crate) async fn finish(&mut self) {
        let clock = self.clock.clone();
        let rest = self.ignore_rest();
        Deadline::start(&*clock, Timeout::After(STREAM_REST_TIMEOUT)).race(rest).await;
        self.state = State::Ended;
    }

    async fn ignore_rest(&mut self) {
        let mut bytes = 0;
        while let Ok(Some(chunk)) = self.chunk().await {
            bytes += chunk.len();
            if bytes > MAX_STREAM_REST_BYTES {
                break;
            }
        }
    }

    /// Receives the rest of the body, up to the maximum size of responses that the client or the
    /// call has set (8 MiB by default).
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), or the body exceeds the maximum size.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        let max_bytes = self.max_bytes;
        self.collect(max_bytes).await
    }

    /// Receives the rest of the body, up to `max_bytes` bytes.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), or the rest of the body exceeds `max_bytes`.
    pub async fn collect(mut self, max_bytes: usize) -> Result<Bytes, Error> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if chunk.len() > max_bytes - bytes.len() {
                return Err(self.break_off(ErrorKind::BodyTooLarge));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    /// The error of a call that failed while its body was received.
    pub(crate) fn fail(&self, kind: ErrorKind) -> Error {
        let elapsed = self.call.elapsed + self.clock.now().saturating_duration_since(self.since);
        Error::new(kind, CallInfo { elapsed, ..self.call })
    }
}

/// Receives the next chunk.
async fn read(mut body: Box<dyn ResponseBody>, clock: Arc<dyn Clock>, timeout: Timeout) -> Read {
    let chunk = Deadline::start(&*clock, timeout).race(body.chunk()).await;
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
