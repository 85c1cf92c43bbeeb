//! Where the items of a run come from.
//!
//! Invariant: an item is taken only when the run can hold it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tokio::sync::mpsc;

use super::sender::Command;

/// The input of a run.
pub(super) enum Source<T, D> {
    Iterator(Box<dyn Iterator<Item = (T, D)> + Send>),
    Stream(Pin<Box<dyn Stream<Item = (T, D)> + Send>>),
    Channel(mpsc::Receiver<Command<T, D>>),
    Ended,
}

/// What the input has next.
pub(super) enum Input<T, D> {
    Item(T, D),
    /// What was added so far is to be submitted.
    Flush,
    End,
}

impl<T: 'static, D: 'static> Source<T, D> {
    pub(super) fn iterator(items: impl Iterator<Item = (T, D)> + Send + 'static) -> Self {
        Self::Iterator(Box::new(items))
    }

    pub(super) fn stream<S: Stream + Send + 'static>(
        items: S,
        convert: fn(S::Item) -> (T, D),
    ) -> Self {
        Self::Stream(Box::pin(Mapped { items: Box::pin(items), convert }))
    }

    pub(super) fn channel(receiver: mpsc::Receiver<Command<T, D>>) -> Self {
        Self::Channel(receiver)
    }

    /// Takes what is next.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Input<T, D>> {
        let next = match self {
            Self::Iterator(items) => items.next(),
            Self::Stream(items) => ready!(items.as_mut().poll_next(context)),
            Self::Channel(receiver) => match ready!(receiver.poll_recv(context)) {
                Some(Command::Flush) => return Poll::Ready(Input::Flush),
                Some(Command::Add(item, data)) => Some((item, data)),
                None => None,
            },
            Self::Ended => None,
        };
        let Some((item, data)) = next else {
            *self = Self::Ended;
            return Poll::Ready(Input::End);
        };
        Poll::Ready(Input::Item(item, data))
    }

    /// Takes no more than what senders have added already, which has an outcome as well.
    pub(super) fn close(&mut self) {
        match self {
            Self::Channel(receiver) => receiver.close(),
            _ => *self = Self::Ended,
        }
    }
}

/// A stream whose items are converted.
struct Mapped<S: Stream, U> {
    items: Pin<Box<S>>,
    convert: fn(S::Item) -> U,
}

impl<S: Stream, U> Stream for Mapped<S, U> {
    type Item = U;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<U>> {
        let next = ready!(self.items.as_mut().poll_next(context));
        Poll::Ready(next.map(self.convert))
    }
}
