//! Response bodies that are decoded while they are received: server-sent events, JSON lines and JSON
//! text sequences.
//!
//! Depends on `json` and `response`.

mod event;
mod event_object;
mod event_stream;
mod json_lines;
mod json_sequence;
mod lines;

pub(crate) use self::event_stream::EventForm;
pub use self::event_stream::EventStream;
pub use self::json_lines::JsonLines;
pub use self::json_sequence::JsonSequence;
