//! Builds the HTTP request of an operation: path, query, headers, cookies and body.
//!
//! Depends on `json` and `system`.

mod base_url;
mod body_stream;
mod builder;
mod chained_body;
mod exact_length;
mod header_value;
mod idempotency_key;
mod json_body;
pub(crate) mod media_type;
mod multipart;
mod opened_body;
mod operation;
pub(crate) mod parameter;
mod parts;
mod path;
mod percent;
mod plain_cookie;
mod query_string;
mod request_body;
mod request_error;
mod sequence_body;
mod uri_reference;

pub(crate) use self::base_url::{BaseUrl, BaseUrlError, PlainHttp, is_loopback};
pub use self::body_stream::{BodyStream, BoxError};
pub(crate) use self::builder::{RequestBuilder, Streams};
pub(crate) use self::header_value::header;
pub(crate) use self::idempotency_key::idempotency_key;
pub use self::json_body::Body;
pub use self::multipart::{FilePart, Multipart};
pub use self::operation::{Idempotence, Operation};
pub(crate) use self::parameter::{Explode, MemberStyle, Style};
pub(crate) use self::parts::{RequestParts, is_framing};
pub(crate) use self::percent::{Reserved, encode, encode_name};
pub(crate) use self::plain_cookie::plain_cookie;
pub(crate) use self::query_string::QueryString;
pub(crate) use self::request_body::Replay;
pub use self::request_body::{OutgoingBody, RequestBody};
pub use self::request_error::RequestError;
pub use self::sequence_body::SequenceBody;
pub(crate) use self::sequence_body::SequenceForm;
pub(crate) use self::uri_reference::UriReference;
