//! Checks that a stream has the length that was set for it.
//!
//! Invariant: the bytes that complete the length are produced only after the stream has ended, so that
//! no request succeeds with a part of its body.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::body_stream::BoxError;

/// A stream with its length.
pub(super) struct ExactLength<B> {
    body: Pin<Box<B>>,
    left: u64,
    /// The frame that completes the length, until the stream has ended.
    last: Option<Frame<Bytes>>,
    has_ended: bool,
}

impl<B> ExactLength<B> {
    pub(super) fn new(body: B, length: u64) -> Self {
        Self { body: Box::pin(body), left: length, last: None, has_ended: false }
    }
}

impl<B: Body<Data = Bytes, Error = BoxError>> Body for ExactLength<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while !self.has_ended {
            let frame = match ready!(self.body.as_mut().poll_frame(context)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.left > 0 => {
                    return Poll::Ready(Some(Err(WrongLength::Shorter.into())));
                }
                None => {
                    self.has_ended = true;
                    break;
                }
            };
            let bytes = frame.data_ref().map_or(Some(0), |data| u64::try_from(data.len()).ok());
            match bytes.and_then(|bytes| self.left.checked_sub(bytes)) {
                None => return Poll::Ready(Some(Err(WrongLength::Longer.into()))),
                Some(left) if left > 0 => {
                    self.left = left;
                    return Poll::Ready(Some(Ok(frame)));
                }
                Some(_) if bytes == Some(0) => {}
                Some(left) => {
                    self.left = left;
                    self.last = Some(frame);
                }
            }
        }
        Poll::Ready(self.last.take().map(Ok))
    }
}

/// How the length of a stream differs from the one that was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrongLength {
    Shorter,
    Longer,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Shorter => "the stream is shorter than the length that was set",
            Self::Longer => "the stream is longer than the length that was set",
        })
    }
}

impl std::error::Error for WrongLength {}
