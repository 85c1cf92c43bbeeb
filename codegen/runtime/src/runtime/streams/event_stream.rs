//! Server-sent events (HTML Standard, section 9.2.6), decoded to the types that the description
//! declares.
//!
//! Invariant: an incomplete event is never returned, and the size of an event is limited. No part of an
//! event is lost by a read that is dropped, and there is no event after an error of the connection.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::event::EventFields;
use super::event_object;
use super::event_object::quoted;
use super::lines::{LineEnds, Lines};
use crate::runtime::json;
use crate::runtime::json::Decode;
use crate::runtime::response::{ByteStream, Error, ErrorKind, RawResponse, Response};

/// What is decoded to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventForm {
    /// The data of the event, which is JSON.
    Json,
    /// The data of the event, which is text.
    Text,
    /// An object of the fields of the event: `data`, which may be JSON, `event`, `id` and `retry`.
    Object,
}

/// A stream of server-sent events. Dropping it closes the connection.
///
/// It does not reconnect. To resume after an error, wait for [`retry`](Self::retry) and send a new
/// request whose header `Last-Event-ID` is [`last_event_id`](Self::last_event_id).
///
/// ```
/// use runtime::{Error, EventStream};
///
/// async fn print(mut events: EventStream<String>) -> Result<(), Error> {
///     while let Some(event) = events.next().await? {
///         println!("{}: {event}", events.event_type());
///     }
///     Ok(())
/// }
/// ```
pub struct EventStream<T> {
    lines: Lines,
    form: EventForm,
    /// The data that marks the end of the stream.
    end: Option<&'static str>,
    progress: Progress,
    fields: EventFields,
    item: PhantomData<fn() -> T>,
}

/// How far the stream has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Reading,
    /// The data that marks the end has been received, but not the end of the body.
    Ending,
    /// After the data that marks the end.
    Complete,
    /// The body has ended.
    Ended,
}

impl<T: Decode> EventStream<T> {
    fn new(stream: ByteStream, form: EventForm, end: Option<&'static str>) -> Self {
        let lines = Lines::new(stream, LineEnds::Events);
        let (progress, fields) = (Progress::Reading, EventFields::default());
        Self { lines, form, end, progress, fields, item: PhantomData }
    }

    /// Receives the next item, or `None` at the end of the stream.
    ///
    /// # Errors
    /// The connection failed, no chunk arrived within the silence timeout, an event exceeds the
    /// maximum size of responses, or it does not match `T`. In the last case the next call continues
    /// with the next event.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        if self.progress == Progress::Reading && self.read().await? {
            return self.decode().map(Some);
        }
        if self.progress == Progress::Ending {
            self.lines.finish().await;
            self.progress = Progress::Complete;
        }
        Ok(None)
    }

    /// The type of the last event, which is `message` unless the event contains another one.
    #[must_use]
    pub fn event_type(&self) -> &str {
        self.fields.event_type()
    }

    /// The last id that the server has sent, for the header `Last-Event-ID` of a new request.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.fields.last_id()
    }

    /// The time that the server asks to wait before a new request, if it has sent one.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.fields.retry
    }

    /// What the lines that have been read mean.
    pub(crate) fn fields(&self) -> &EventFields {
        &self.fields
    }

    /// The same without an incomplete event, to resume the stream.
    pub(crate) fn take_fields(&mut self) -> EventFields {
        std::mem::take(&mut self.fields).complete()
    }

    /// The stream, after what another connection has received.
    pub(crate) fn resumed(self, fields: EventFields) -> Self {
        Self { fields, ..self }
    }

    /// Whether the stream has ended with the data that marks its end.
    pub(crate) fn is_complete(&self) -> bool {
        self.progress == Progress::Complete
    }

    /// Reads the next event with data, and returns whether there is one before the end.
    async fn read(&mut self) -> Result<bool, Error> {
        while let Some(line) = self.lines.next().await? {
            if self.fields.add(&String::from_utf8_lossy(&line)) {
                if self.end.is_some_and(|end| end == self.fields.last.data) {
                    self.progress = Progress::Ending;
                }
                return Ok(self.progress == Progress::Reading);
            }
            if self.fields.data_bytes() > self.lines.max_bytes() {
                return Err(self.lines.break_off(ErrorKind::BodyTooLarge));
            }
        }
        self.progress = Progress::Ended;
        Ok(false)
    }

    fn decode(&self) -> Result<T, Error> {
        let event = &self.fields.last;
        let decoded = match self.form {
            EventForm::Json => json::from_str(&event.data),
            EventForm::Text => json::from_str(&quoted(&event.data)),
            EventForm::Object => event_object::decode(event, self.fields.retry),
        };
        decoded.map_err(|problem| {
            let error = self.lines.fail(ErrorKind::Decode).with_source(problem);
            error.with_body(event.data.clone().into())
        })
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventStream").field("form", &self.form).finish_non_exhaustive()
    }
}

impl RawResponse {
    /// A success with server-sent events, whose end is marked by the data `end`.
    #[must_use]
    pub fn events<T: Decode>(
        self,
        form: EventForm,
        end: Option<&'static str>,
    ) -> Response<EventStream<T>> {
        self.stream_as(|stream| EventStream::new(stream, form, end))
    }

    /// A success with server-sent events, as the variant of an enum.
    #[must_use]
    pub fn events_as<T: Decode, S>(
        self,
        form: EventForm,
        end: Option<&'static str>,
        variant: impl FnOnce(EventStream<T>) -> S,
    ) -> Response<S> {
        self.events(form, end).map(variant)
    }
}
