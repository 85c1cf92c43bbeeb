//! A response body that is received in chunks.
//!
//! Invariant: receiving a chunk has a timeout. A body that ends before it is complete is an error.

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

/// The rest of a body and its next chunk, or `None` if the timeout elapsed first.
type Read = (Box<dyn ResponseBody>, Option<Result<Option<Bytes>, TransportError>>);

/// A response body that is received in chunks. Dropping it closes the connection.
///
/// Each chunk has the attempt timeout. The operation timeout ends with the head of the response.
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
    /// `None` while the next chunk is being received.
    body: Option<Box<dyn ResponseBody>>,
    reading: Option<BoxFuture<'static, Read>>,
    clock: Arc<dyn Clock>,
    /// The timeout of receiving a chunk.
    chunk_timeout: Timeout,
    /// The maximum size of what is collected in memory.
    pub(crate) max_bytes: usize,
    call: CallInfo,
    since: Instant,
}

impl ByteStream {
    pub(crate) fn new(
        body: Box<dyn ResponseBody>,
        clock: Arc<dyn Clock>,
        chunk_timeout: Timeout,
        max_bytes: usize,
        call: CallInfo,
    ) -> Self {
        let since = clock.now();
        Self { body: Some(body), reading: None, clock, chunk_timeout, max_bytes, call, since }
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
    /// The connection failed, or no chunk arrived within the attempt timeout.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        if let Some(body) = self.body.take() {
            self.reading = Some(Box::pin(read(body, self.clock.clone(), self.chunk_timeout)));
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
