//! Reading the body of a response into memory, up to a limit.
//!
//! Invariant: at most the limit and one chunk is held in memory.

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method};

use crate::runtime::transport::{ResponseBody, TransportError};

/// Why a body was not read to its end.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// The body exceeds the limit.
    TooLarge,
    /// The connection failed.
    Transport(TransportError),
}

/// Whether `Content-Length` exceeds the limit. A response to `HEAD` has the length of a body that
/// does not follow (RFC 9110, section 8.6).
pub(crate) fn exceeds_limit(method: &Method, headers: &HeaderMap, limit: usize) -> bool {
    let length =
        headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    method != Method::HEAD
        && length
            .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
}

/// Reads the body. A body of one chunk is not copied.
pub(crate) async fn read_body(
    mut body: Box<dyn ResponseBody>,
    limit: usize,
) -> Result<Bytes, ReadError> {
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(chunk) = body.chunk().await.map_err(ReadError::Transport)? {
        if chunk.len() > limit - first.len() - all.len() {
            return Err(ReadError::TooLarge);
        }
        if first.is_empty() && all.is_empty() {
            first = chunk;
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&chunk);
        }
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}
