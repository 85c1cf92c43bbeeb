//! A stream that is opened when it is sent, so that it can be sent several times.
//!
//! Invariant: the stream is opened once for each attempt, when its first bytes are read.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::body_stream::{BodyStream, BoxError};

/// Opens a stream, or fails.
type Opening = Pin<Box<dyn Future<Output = Result<BodyStream, BoxError>> + Send>>;

/// A stream that is being opened, or is open.
pub(super) enum OpenedBody {
    Opening(Opening),
    Open(BodyStream),
    /// Opening it has failed.
    Failed,
}

impl OpenedBody {
    pub(super) fn new(
        opening: impl Future<Output = Result<BodyStream, BoxError>> + Send + 'static,
    ) -> Self {
        Self::Opening(Box::pin(opening))
    }
}

impl Body for OpenedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            match &mut *self {
                Self::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(stream) => *self = Self::Open(stream),
                    Err(error) => {
                        *self = Self::Failed;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                Self::Open(stream) => return Pin::new(stream).poll_frame(context),
                Self::Failed => return Poll::Ready(None),
            }
        }
    }
}
