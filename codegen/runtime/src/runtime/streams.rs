//! Response bodies that are decoded while they are received: server-sent events, JSON lines and JSON
//! text sequences.
//!
//! Depends on `json`, `response` and `system`.

mod event;
mod event_object;
mod event_stream;
mod json_lines;
mod json_sequence;
mod lines;
mod reconnecting_events;
mod reconnection;

pub(crate) use self::event_stream::EventForm;
pub use self::event_stream::EventStream;
pub use self::json_lines::JsonLines;
pub use self::json_sequence::JsonSequence;
pub use self::reconnecting_events::ReconnectingEvents;
pub use self::reconnection::Reconnection;
