//! The body of a request: bytes or a stream.
//!
//! Invariant: bytes can be sent any number of times. A stream and its clones can be sent once.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::exact_length::ExactLength;

/// The size of the buffer for one read.
const CHUNK_BYTES: usize = 16 << 10;

/// The error of a streaming request body: any error that can be sent between threads.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// The body of a request: bytes or a stream. Bytes and strings convert with `into()`.
///
/// A request with a stream is not retried, because a stream can be sent once.
///
/// ```
/// use runtime::transport::RequestBody;
///
/// let bytes = RequestBody::from("hello");
/// // Such as a `tokio::fs::File` and its size.
/// let file = RequestBody::reader(&b"hello"[..]).length(5);
/// assert_eq!(bytes.known_length(), file.known_length());
/// ```
#[derive(Clone)]
pub struct RequestBody(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream { stream: Arc<Mutex<Option<BodyStream>>>, length: Option<u64> },
}

/// The body that a transport sends. [`RequestBody::open`] returns it.
///
/// ```
/// use runtime::transport::{OutgoingBody, RequestBody};
///
/// fn describe(body: RequestBody) -> &'static str {
///     match body.open() {
///         Some(OutgoingBody::Bytes(_)) => "bytes",
///         Some(OutgoingBody::Stream(_)) => "a stream",
///         None => "a stream that was already sent",
///     }
/// }
/// assert_eq!(describe("hello".into()), "bytes");
/// ```
pub enum OutgoingBody {
    /// The whole body in memory.
    Bytes(Bytes),
    /// A stream that produces the body while it is sent.
    Stream(BodyStream),
}

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

/// Whether a body can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replay {
    /// The body is in memory.
    Possible,
    /// The body is a stream, which can be sent once.
    Impossible,
}

impl RequestBody {
    /// A body that is read while it is sent, such as a `tokio::fs::File`. HTTP/1.1 sends it with the
    /// chunked transfer coding unless its [`length`](Self::length) is set.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::stream(Reader(Box::pin(reader)))
    }

    /// A body from another implementation of [`http_body::Body`]. Its length is known if the size
    /// hint of that body is exact.
    pub fn stream<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let length = body.size_hint().exact();
        let stream = BodyStream { body: Box::pin(Boxed(Box::pin(body))), length };
        Self(Content::Stream { stream: Arc::new(Mutex::new(Some(stream))), length })
    }

    /// Sets the length of a stream in bytes, which becomes its `Content-Length`. A stream of another
    /// length fails. It has no effect on bytes.
    #[must_use]
    pub fn length(self, bytes: u64) -> Self {
        match self.0 {
            Content::Stream { stream, .. } => Self(Content::Stream { stream, length: Some(bytes) }),
            Content::Bytes(_) => self,
        }
    }

    /// The bytes of the body, or `None` if it is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } => None,
        }
    }

    /// Whether the body can be sent again.
    pub(crate) fn replay(&self) -> Replay {
        match &self.0 {
            Content::Bytes(_) => Replay::Possible,
            Content::Stream { .. } => Replay::Impossible,
        }
    }

    /// The length in bytes, or `None` for a stream of unknown length.
    #[must_use]
    pub fn known_length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream { length, .. } => *length,
        }
    }

    /// Takes the body for sending. Returns `None` for a stream that was already sent, by this value
    /// or by a clone.
    #[must_use]
    pub fn open(self) -> Option<OutgoingBody> {
        match self.0 {
            Content::Bytes(bytes) => Some(OutgoingBody::Bytes(bytes)),
            Content::Stream { stream, length } => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                Some(OutgoingBody::Stream(match length {
                    Some(length) => BodyStream {
                        body: Box::pin(ExactLength::new(stream, length)),
                        length: Some(length),
                    },
                    None => stream,
                }))
            }
        }
    }
}

impl Default for RequestBody {
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl<T: Into<Bytes>> From<T> for RequestBody {
    fn from(bytes: T) -> Self {
        Self(Content::Bytes(bytes.into()))
    }
}

/// Bytes are equal by value. A stream is equal to its clones only.
impl PartialEq for RequestBody {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(own), Content::Bytes(other)) => own == other,
            (Content::Stream { stream: own, .. }, Content::Stream { stream: other, .. }) => {
                Arc::ptr_eq(own, other)
            }
            _ => false,
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(formatter, "RequestBody({} bytes)", bytes.len()),
            Content::Stream { .. } => formatter.write_str("RequestBody(stream)"),
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
