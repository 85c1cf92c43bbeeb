//! From a response that still arrives to its whole body, of bounded size.
//!
//! Invariant: never more than the limit and one chunk is held in memory.

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method};

use super::transport::{ResponseBody, TransportError};

/// Why a body was not read to its end.
#[derive(Debug)]
pub(super) enum ReadError {
    /// It is longer than allowed.
    TooLarge,
    /// It broke off.
    Transport(TransportError),
}

/// Whether the server announces a body that is too long. The answer to `HEAD` announces a body
/// that does not follow (RFC 9110, section 8.6).
pub(super) fn is_announced_too_large(method: &Method, headers: &HeaderMap, limit: usize) -> bool {
    let announced =
        headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    method != Method::HEAD
        && announced
            .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
}

/// Reads the body, as far as it is not too long. One that comes as a whole is not copied.
pub(super) async fn read(
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
