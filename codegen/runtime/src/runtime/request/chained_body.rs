//! Concatenates several bodies: to bytes if all of them are bytes, or else to a stream, which can be
//! sent again if each of them can.
//!
//! Invariant: the length is known if that of every body is, and their sum fits into 64 bits.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};

use super::body_stream::{BodyStream, BoxError};
use super::request_body::{OutgoingBody, Replay, RequestBody};

/// A stream of several bodies in sequence.
pub(crate) struct ChainedBody {
    rest: VecDeque<RequestBody>,
    current: Option<BodyStream>,
}

impl ChainedBody {
    /// Concatenates the bodies.
    pub(crate) fn join(bodies: Vec<RequestBody>) -> RequestBody {
        let whole: Option<Vec<&Bytes>> = bodies.iter().map(RequestBody::as_bytes).collect();
        if let Some(whole) = whole {
            let mut bytes = BytesMut::with_capacity(whole.iter().map(|bytes| bytes.len()).sum());
            for part in whole {
                bytes.extend_from_slice(part);
            }
            return bytes.freeze().into();
        }
        let add = |sum: u64, body: &RequestBody| sum.checked_add(body.known_length()?);
        let length = bodies.iter().try_fold(0, add);
        let can_replay = bodies.iter().all(|body| body.replay() == Replay::Possible);
        let chain = if can_replay {
            RequestBody::opened(move || BodyStream::new(Self::of(bodies.clone())))
        } else {
            RequestBody::stream(Self::of(bodies))
        };
        match length {
            Some(length) => chain.length(length),
            None => chain,
        }
    }

    fn of(bodies: Vec<RequestBody>) -> Self {
        Self { rest: bodies.into(), current: None }
    }
}

impl Body for ChainedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if let Some(current) = &mut self.current {
                match ready!(Pin::new(current).poll_frame(context)) {
                    Some(frame) => return Poll::Ready(Some(frame)),
                    None => self.current = None,
                }
            }
            match self.rest.pop_front().map(RequestBody::open) {
                None => return Poll::Ready(None),
                Some(Some(OutgoingBody::Bytes(bytes))) => {
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Some(Some(OutgoingBody::Stream(stream))) => self.current = Some(stream),
                Some(None) => return Poll::Ready(Some(Err("a part was already sent".into()))),
            }
        }
    }
}
