//! The body of a request: bytes or a stream.
//!
//! Invariant: bytes, and streams that can be opened again, can be sent any number of times. Another
//! stream and its clones can be sent once.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body::Body;
use tokio::io::AsyncRead;

use super::body_stream::{BodyStream, BoxError};
use super::opened_body::OpenedBody;

/// The body of a request: bytes or a stream. Bytes and strings convert with `into()`.
///
/// A request with a stream is not retried, because a stream can be sent once, unless
/// [`from_fn`](Self::from_fn) can open it again.
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
    Opened { open: Open, length: Option<u64> },
}

/// Opens a stream for each attempt.
type Open = Arc<dyn Fn() -> BodyStream + Send + Sync>;

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

/// Whether a body can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replay {
    /// The body is in memory, or a stream that can be opened again.
    Possible,
    /// The body is a stream that can be sent once.
    Impossible,
}

impl RequestBody {
    /// A body that is read while it is sent, such as a `tokio::fs::File`. HTTP/1.1 sends it with the
    /// chunked transfer coding unless its [`length`](Self::length) is set.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(BodyStream::reader(reader))
    }

    /// A body whose reader is opened for each attempt, so that the request can be retried. If it cannot
    /// be opened, the call fails with
    /// [`ErrorKind::RequestBody`](crate::ErrorKind::RequestBody).
    ///
    /// ```
    /// use std::io;
    ///
    /// use runtime::transport::RequestBody;
    ///
    /// # struct File;
    /// # impl File {
    /// #     async fn open(_: &'static str) -> io::Result<&'static [u8]> { Ok(&[]) }
    /// # }
    /// // `File` is that of `tokio::fs`.
    /// let file = RequestBody::from_fn(|| File::open("photo.jpg"));
    /// # let _ = file;
    /// ```
    pub fn from_fn<O, F, R, E>(open: O) -> Self
    where
        O: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<R, E>> + Send + 'static,
        R: AsyncRead + Send + 'static,
        E: Into<BoxError>,
    {
        Self::opened(move || {
            let opening = open();
            BodyStream::new(OpenedBody::new(async {
                opening.await.map(BodyStream::reader).map_err(Into::into)
            }))
        })
    }

    /// A body that is opened for each attempt.
    pub(super) fn opened(open: impl Fn() -> BodyStream + Send + Sync + 'static) -> Self {
        Self(Content::Opened { open: Arc::new(open), length: None })
    }

    /// A body from another implementation of [`http_body::Body`]. Its length is known if the size
    /// hint of that body is exact.
    pub fn stream<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::once(BodyStream::new(body))
    }

    fn once(stream: BodyStream) -> Self {
        let length = stream.length();
        Self(Content::Stream { stream: Arc::new(Mutex::new(Some(stream))), length })
    }

    /// Sets the length of a stream in bytes, which becomes its `Content-Length`. A stream of another
    /// length fails. It has no effect on bytes.
    #[must_use]
    pub fn length(self, bytes: u64) -> Self {
        match self.0 {
            Content::Stream { stream, .. } => Self(Content::Stream { stream, length: Some(bytes) }),
            Content::Opened { open, .. } => Self(Content::Opened { open, length: Some(bytes) }),
            Content::Bytes(_) => self,
        }
    }

    /// The bytes of the body, or `None` if it is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } | Content::Opened { .. } => None,
        }
    }

    /// Whether the body can be sent again.
    pub(crate) fn replay(&self) -> Replay {
        match &self.0 {
            Content::Bytes(_) | Content::Opened { .. } => Replay::Possible,
            Content::Stream { .. } => Replay::Impossible,
        }
    }

    /// The length in bytes, or `None` for a stream of unknown length.
    #[must_use]
    pub fn known_length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream { length, .. } | Content::Opened { length, .. } => *length,
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
                Some(OutgoingBody::Stream(stream.of_length(length)))
            }
            Content::Opened { open, length } => {
                Some(OutgoingBody::Stream(open().of_length(length)))
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
            (Content::Opened { open: own, .. }, Content::Opened { open: other, .. }) => {
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
            Content::Stream { .. } | Content::Opened { .. } => {
                formatter.write_str("RequestBody(stream)")
            }
        }
    }
}
