//! The static part of every generated client. The modules are copied as they are; this list of
//! them is not.

pub mod api;
mod backoff;
pub mod base64;
mod base_url;
pub mod body;
mod bounded;
mod budget;
pub mod byte_stream;
mod call;
mod chain;
pub mod civil;
pub mod classify;
pub mod client;
pub mod clock;
pub mod config;
mod config_error;
mod containers;
pub mod credential;
pub mod date;
pub mod date_time;
mod deadline;
pub mod decode;
mod decode_error;
pub mod defaults;
#[allow(unused_imports, unused_macros, reason = "for emitted code")]
pub(crate) mod deserialize;
mod draft;
pub mod encode;
pub mod error;
pub mod event_stream;
pub mod field;
mod http_date;
pub mod http_transport;
#[allow(unused_imports, unused_macros, reason = "for emitted code")]
pub(crate) mod integer_enum;
pub mod integer_text;
pub mod json;
pub mod json_lines;
#[allow(unused_imports, unused_macros, reason = "for emitted code")]
pub(crate) mod json_object;
mod lines;
mod media_type;
pub mod multipart;
pub mod number;
pub mod object;
pub mod operation;
pub mod options;
pub mod parameter;
mod path;
mod percent;
pub mod random;
pub mod reply;
pub mod request;
pub mod request_body;
pub mod request_error;
mod request_id;
pub mod response;
pub mod retry;
mod retry_after;
mod scanner;
pub mod secret;
mod security;
mod server;
pub(crate) mod setters;
pub mod shape;
pub mod tape;
#[allow(unused_imports, unused_macros, reason = "for emitted code")]
pub(crate) mod text_enum;
mod thread_timer;
mod timestamp;
pub mod transport;
mod uuid;
pub(crate) mod variants;
