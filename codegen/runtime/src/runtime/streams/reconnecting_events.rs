//! A stream of server-sent events that outlives its connections (HTML Standard, section 9.2.3).
//!
//! Invariant: each connection continues after the last event that was received as a whole. What is
//! being waited for is kept here, so that a read that is dropped loses nothing.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::event::EventFields;
use super::event_stream::EventStream;
use super::reconnection::Reconnection;
use crate::runtime::json::Decode;
use crate::runtime::response::{Error, ErrorKind, Response};
use crate::runtime::system::{BoxFuture, Clock, Random};

/// The call that opens a stream.
type Opening<T, E> = BoxFuture<'static, Result<Response<EventStream<T>>, Error<E>>>;

/// Starts the call that opens a stream after the event with this id.
type Open<T, E> = Box<dyn FnMut(Option<&str>) -> Opening<T, E> + Send>;

/// A stream of server-sent events that is opened again when its connection ends, after the last event
/// that was received.
///
/// The request of an operation with events makes it by its method `reconnecting`. It ends when the
/// server sends the event that marks the end, or responds with 204 to a new connection, or when
/// connections end without an event for as many times as [`Reconnection`] allows.
///
/// ```
/// use runtime::{Error, ReconnectingEvents};
///
/// async fn print(mut events: ReconnectingEvents<String, ()>) -> Result<(), Error<()>> {
///     while let Some(event) = events.next().await? {
///         println!("{event}");
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is received before `next` is awaited"]
pub struct ReconnectingEvents<T, E> {
    policy: Reconnection,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    open: Open<T, E>,
    state: State<T, E>,
    /// What remains of the connections before the current one.
    fields: EventFields,
    /// The attempts since the last event.
    attempts: u32,
    has_connected: bool,
}

enum State<T, E> {
    Closed,
    Opening(Opening<T, E>),
    Open(Box<EventStream<T>>),
    Waiting(BoxFuture<'static, ()>),
    Ended,
}

impl<T: Decode, E> ReconnectingEvents<T, E> {
    pub(crate) fn new(
        policy: Reconnection,
        (clock, random): (Arc<dyn Clock>, Arc<dyn Random>),
        open: impl FnMut(Option<&str>) -> Opening<T, E> + Send + 'static,
    ) -> Self {
        Self {
            policy,
            clock,
            random,
            open: Box::new(open),
            state: State::Closed,
            fields: EventFields::default(),
            attempts: 0,
            has_connected: false,
        }
    }

    /// Receives the next item, or `None` at the end. It connects if there is no connection.
    ///
    /// # Errors
    /// The first connection failed, the server refused a later one, no attempt has received an event,
    /// an event exceeds the maximum size of responses, or it does not match `T`. After these, the next
    /// call connects again or continues with the next event, except for an event that is too large.
    pub async fn next(&mut self) -> Result<Option<T>, Error<E>> {
        loop {
            match &mut self.state {
                State::Closed => {
                    let id = self.fields.last_id();
                    self.state = State::Opening((self.open)(id));
                }
                State::Opening(opening) => {
                    let opened = opening.as_mut().await;
                    self.opened(opened)?;
                }
                State::Open(events) => {
                    let received = events.next().await;
                    if let Some(item) = self.received(received)? {
                        return Ok(Some(item));
                    }
                }
                State::Waiting(wait) => {
                    wait.as_mut().await;
                    self.state = State::Closed;
                }
                State::Ended => return Ok(None),
            }
        }
    }

    /// The type of the last event, as in [`EventStream::event_type`].
    #[must_use]
    pub fn event_type(&self) -> &str {
        self.last().event_type()
    }

    /// The last id that the server has sent.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.last().last_id()
    }

    /// The time that the server asks to wait before a new connection, if it has sent one.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.last().retry
    }

    fn last(&self) -> &EventFields {
        match &self.state {
            State::Open(events) => events.fields(),
            _ => &self.fields,
        }
    }

    /// Continues after a call that was to open the stream.
    fn opened(
        &mut self,
        opened: Result<Response<EventStream<T>>, Error<E>>,
    ) -> Result<(), Error<E>> {
        match opened {
            Ok(response) => {
                self.has_connected = true;
                let fields = std::mem::take(&mut self.fields);
                self.state = State::Open(Box::new(response.into_body().resumed(fields)));
                Ok(())
            }
            Err(error) if error.status() == Some(StatusCode::NO_CONTENT) => {
                self.state = State::Ended;
                Ok(())
            }
            Err(error) if self.has_connected && error.is_retryable() => self.wait(Some(error)),
            Err(error) => {
                self.state = State::Closed;
                Err(error)
            }
        }
    }

    /// Continues after the result of a read. `None` if the stream is to be opened again or has ended.
    fn received(&mut self, received: Result<Option<T>, Error>) -> Result<Option<T>, Error<E>> {
        let State::Open(events) = &mut self.state else { return Ok(None) };
        let error = match received {
            Ok(Some(item)) => {
                self.attempts = 0;
                return Ok(Some(item));
            }
            Ok(None) if events.is_complete() => {
                self.fields = events.take_fields();
                self.state = State::Ended;
                return Ok(None);
            }
            Ok(None) => None,
            Err(error) if matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout) => {
                Some(error.into_typed())
            }
            Err(error) => return Err(error.into_typed()),
        };
        self.fields = events.take_fields();
        self.wait(error).map(|()| None)
    }

    /// Waits before the next attempt. Without one, it is an error, or the end if all connections have
    /// ended without an error.
    fn wait(&mut self, error: Option<Error<E>>) -> Result<(), Error<E>> {
        if let Some(wait) = self.policy.wait(self.attempts, self.fields.retry, &*self.random) {
            self.attempts += 1;
            self.state = State::Waiting(self.clock.sleep(wait));
            return Ok(());
        }
        self.attempts = 0;
        self.state = if error.is_some() { State::Closed } else { State::Ended };
        error.map_or(Ok(()), Err)
    }
}

impl<T, E> fmt::Debug for ReconnectingEvents<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReconnectingEvents")
            .field("policy", &self.policy)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
