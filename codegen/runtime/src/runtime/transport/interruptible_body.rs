//! A request body in parts, between which its connection receives.
//!
//! A server may refuse a body before it has read it, and close the connection. The next write then
//! fails, and `hyper` gives up without reading the response that has arrived. It reads before it writes
//! whenever a body is pending.
//!
//! Invariant: before each part but the first, the connection has received what has arrived.

use std::convert::Infallible;
use std::mem::take;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::task::yield_now;

/// The largest part of a body in memory.
pub(super) const PART_BYTES: usize = 64 << 10;

/// A body that is pending once for each part.
pub(super) struct InterruptibleBody<B: Body> {
    body: B,
    state: State<B>,
}

enum State<B: Body> {
    /// Nothing was sent.
    First,
    /// The body produces the next part.
    Next,
    /// The connection receives before this part is sent.
    Receiving(Turn, Option<Result<Frame<B::Data>, B::Error>>),
}

impl<B: Body> InterruptibleBody<B> {
    pub(super) fn new(body: B) -> Self {
        Self { body, state: State::First }
    }
}

/// A turn of the Tokio runtime, in which it looks at its sockets.
#[derive(Default)]
struct Turn {
    is_over: Arc<AtomicBool>,
}

impl Turn {
    /// Waits for its end. A task that is woken before, for another reason, goes on waiting.
    fn poll(&self, context: &Context<'_>) -> Poll<()> {
        if self.is_over.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        let end = EndOfTurn { is_over: self.is_over.clone(), task: context.waker().clone() };
        // Tokio wakes a task that yields after it has looked at the sockets.
        let yielding = pin!(yield_now());
        yielding.poll(&mut Context::from_waker(&Waker::from(Arc::new(end)))).map(drop)
    }
}

struct EndOfTurn {
    is_over: Arc<AtomicBool>,
    task: Waker,
}

impl Wake for EndOfTurn {
    fn wake(self: Arc<Self>) {
        self.is_over.store(true, Ordering::Release);
        self.task.wake_by_ref();
    }
}

impl<B> Body for InterruptibleBody<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Unpin,
{
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        loop {
            match &mut self.state {
                State::First => {
                    self.state = State::Next;
                    return Pin::new(&mut self.body).poll_frame(context);
                }
                State::Next => {
                    let part = ready!(Pin::new(&mut self.body).poll_frame(context));
                    self.state = State::Receiving(Turn::default(), part);
                }
                State::Receiving(turn, part) => {
                    ready!(turn.poll(context));
                    let part = part.take();
                    self.state = State::Next;
                    return Poll::Ready(part);
                }
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = self.body.size_hint();
        if let State::Receiving(_, Some(Ok(part))) = &self.state {
            let length = part.data_ref().map_or(0, |data| data.len() as u64);
            let upper = hint.upper();
            hint.set_lower(hint.lower().saturating_add(length));
            if let Some(upper) = upper {
                hint.set_upper(upper.saturating_add(length));
            }
        }
        hint
    }
}

/// Bytes in parts.
pub(super) struct Slices(pub(super) Bytes);

impl Body for Slices {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let part =
            if self.0.len() > PART_BYTES { self.0.split_to(PART_BYTES) } else { take(&mut self.0) };
        Poll::Ready((!part.is_empty()).then(|| Ok(Frame::data(part))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}
