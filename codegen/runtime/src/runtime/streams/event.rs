//! The fields of a server-sent event, parsed from lines (HTML Standard, section 9.2.6).
//!
//! Invariant: an event takes effect at the empty line after it, apart from `retry`, which takes effect
//! at once. The type of an event is forgotten after it, its id is not.

use std::time::Duration;

/// What the lines that have been read so far mean.
#[derive(Debug, Default)]
pub(crate) struct EventFields {
    /// The event under construction.
    data: String,
    name: String,
    id: String,
    /// The last event.
    pub(crate) last: Event,
    /// The time to wait before a new connection.
    pub(crate) retry: Option<Duration>,
}

/// A complete event.
#[derive(Debug, Default)]
pub(crate) struct Event {
    pub(crate) data: String,
    /// The type, which is empty unless the event contains one.
    pub(crate) name: String,
    /// The last id of this event or of an event before it.
    pub(crate) id: String,
}

impl EventFields {
    /// Parses a line without its end, and returns whether it completes an event with data.
    pub(crate) fn add(&mut self, line: &str) -> bool {
        if line.is_empty() {
            return self.end();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => self.data.extend([value, "\n"]),
            "event" => value.clone_into(&mut self.name),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().map(Duration::from_millis).ok().or(self.retry);
            }
            // Comments have no name.
            _ => {}
        }
        false
    }

    /// The type of the last event.
    pub(crate) fn event_type(&self) -> &str {
        if self.last.name.is_empty() { "message" } else { &self.last.name }
    }

    /// The last id, unless it is empty.
    pub(crate) fn last_id(&self) -> Option<&str> {
        Some(self.last.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The same without the event under construction, which the connection has not completed.
    pub(crate) fn complete(self) -> Self {
        Self { data: String::new(), name: String::new(), id: self.last.id.clone(), ..self }
    }

    /// The number of bytes of the data of the event under construction.
    pub(crate) fn data_bytes(&self) -> usize {
        self.data.len()
    }

    /// Ends the event under construction. Without data, only its id counts.
    fn end(&mut self) -> bool {
        self.id.clone_into(&mut self.last.id);
        let (name, mut data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
        if data.pop().is_none() {
            return false;
        }
        self.last.name = name;
        self.last.data = data;
        true
    }
}
