//! A body that is produced while it is sent.
//!
//! Invariant: it is polled by one owner. If its length was set, it has that length or fails.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::exact_length::ExactLength;

/// The size of the buffer for one read.
const CHUNK_BYTES: usize = 16 << 10;

/// The error of a streaming request body: any error that can be sent between threads.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// A streaming body. It implements [`http_body::Body`], by which a transport reads it.
///
/// ```
/// use http_body::Body;
/// use runtime::transport::BodyStream;
///
/// fn content_length(stream: &BodyStream) -> Option<u64> {
///     stream.size_hint().exact()
/// }
/// ```
pub struct BodyStream {
    body: Pin<Box<dyn Body<Data = Bytes, Error = BoxError> + Send>>,
    length: Option<u64>,
}

impl BodyStream {
    /// The stream of a body. Its length is known if the size hint of the body is exact.
    pub(super) fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let length = body.size_hint().exact();
        Self { body: Box::pin(Boxed(Box::pin(body))), length }
    }

    /// The stream of a reader.
    pub(super) fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::new(Reader(Box::pin(reader)))
    }

    /// The length, if it is known.
    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    /// The stream with the length that was set for it, if one was.
    pub(super) fn of_length(self, length: Option<u64>) -> Self {
        match length {
            Some(bytes) => Self { body: Box::pin(ExactLength::new(self, bytes)), length },
            None => self,
        }
    }
}

impl Body for BodyStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.body.as_mut().poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(|| self.body.size_hint(), SizeHint::with_exact)
    }
}

/// A body whose error is boxed.
struct Boxed<B>(Pin<Box<B>>);

impl<B: Body<Data = Bytes>> Body for Boxed<B>
where
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }
}

/// A reader as a body.
struct Reader<R>(Pin<Box<R>>);

impl<R: AsyncRead> Body for Reader<R> {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let mut memory = vec![0; CHUNK_BYTES];
        let mut chunk = ReadBuf::new(&mut memory);
        ready!(self.0.as_mut().poll_read(context, &mut chunk))?;
        let length = chunk.filled().len();
        memory.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(memory.into()))))
    }
}
