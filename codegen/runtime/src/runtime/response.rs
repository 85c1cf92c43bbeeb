//! What a call returns: a decoded response, a stream or an error.
//!
//! Depends on `json`, `request`, `scalars`, `system` and `transport`.

mod api_message;
mod byte_stream;
mod error;
mod error_kind;
mod failure_class;
mod http_date;
mod problem;
mod raw_response;
mod read_body;
mod request_id;
pub(crate) mod retry_after;
mod text_encoding;
mod typed_header;
mod typed_response;

pub use self::byte_stream::ByteStream;
pub use self::error::Error;
pub(crate) use self::error::{CallInfo, ResponseParts};
pub use self::error_kind::ErrorKind;
pub(crate) use self::failure_class::{FailureClass, classify};
pub use self::problem::Problem;
pub(crate) use self::raw_response::RawResponse;
pub(crate) use self::read_body::{ReadError, exceeds_limit, read_body};
pub use self::typed_header::Header;
pub(crate) use self::typed_header::HeaderForm;
pub use self::typed_response::Response;
