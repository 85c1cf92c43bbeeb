//! Server-sent events (HTML Standard, section 9.2.6), decoded to the types that the description
//! declares.
//!
//! Invariant: an incomplete event is never returned, and the size of an event is limited. The stream
//! does not reconnect; the caller decides.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::lines::Lines;
use crate::runtime::json;
use crate::runtime::json::{Decode, DecodeError};
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
    has_ended: bool,
    last: Event,
    item: PhantomData<fn() -> T>,
}

/// The fields of an event.
#[derive(Clone, Default)]
struct Event {
    name: String,
    data: String,
    id: String,
    retry: Option<Duration>,
}

impl<T: Decode> EventStream<T> {
    fn new(stream: ByteStream, form: EventForm, end: Option<&'static str>) -> Self {
        let (lines, last) = (Lines::new(stream), Event::default());
        Self { lines, form, end, has_ended: false, last, item: PhantomData }
    }

    /// Receives the next item, or `None` at the end of the stream.
    ///
    /// # Errors
    /// The connection failed, no chunk arrived within the attempt timeout, an event exceeds the
    /// maximum size of responses, or it does not match `T`. In the last case the next call continues
    /// with the next event.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        if self.has_ended || !self.read().await? {
            return Ok(None);
        }
        self.has_ended = self.end.is_some_and(|end| end == self.last.data);
        if self.has_ended {
            return Ok(None);
        }
        match self.decode() {
            Ok(item) => Ok(Some(item)),
            Err(problem) => {
                let error = self.lines.fail(ErrorKind::Decode).with_source(problem);
                Err(error.with_body(self.last.data.clone().into()))
            }
        }
    }

    /// The type of the last event, which is `message` unless the event contains another one.
    #[must_use]
    pub fn event_type(&self) -> &str {
        if self.last.name.is_empty() { "message" } else { &self.last.name }
    }

    /// The id of the last event that had one, for the header `Last-Event-ID` of a new request.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.last.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The time that the server asks to wait before a new request, if it has sent one.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.last.retry
    }

    /// Reads the next event with data, and returns whether there is one. An event without an empty
    /// line after it is incomplete and ignored.
    async fn read(&mut self) -> Result<bool, Error> {
        let mut event = Event { name: String::new(), data: String::new(), ..self.last.clone() };
        while let Some(line) = self.lines.next().await? {
            if !line.is_empty() {
                event.add(&String::from_utf8_lossy(&line));
                if event.data.len() > self.lines.max_bytes() {
                    return Err(self.lines.fail(ErrorKind::BodyTooLarge));
                }
            } else if event.data.pop().is_some() {
                self.last = event;
                return Ok(true);
            } else {
                event.name.clear();
            }
        }
        Ok(false)
    }

    fn decode(&self) -> Result<T, DecodeError> {
        match self.form {
            EventForm::Json => json::from_str(&self.last.data),
            EventForm::Text => json::from_str(&quoted(&self.last.data)),
            EventForm::Object => json::from_str(&self.last.object(&self.last.data))
                .or_else(|_| json::from_str(&self.last.object(&quoted(&self.last.data)))),
        }
    }
}

impl Event {
    /// Parses a line: a field, or a comment, which is ignored.
    fn add(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => self.data.extend([value, "\n"]),
            "event" => value.clone_into(&mut self.name),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().map(Duration::from_millis).ok().or(self.retry);
            }
            _ => {}
        }
    }

    /// The event as a JSON object, with `data` as the JSON text of its data.
    fn object(&self, data: &str) -> String {
        let mut object = format!("{{\"data\":{data}");
        for (name, value) in [("event", &self.name), ("id", &self.id)] {
            if !value.is_empty() {
                object.extend([",\"", name, "\":", &quoted(value)]);
            }
        }
        if let Some(retry) = self.retry {
            object.extend([",\"retry\":", &retry.as_millis().to_string()]);
        }
        object + "}"
    }
}

/// The text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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
