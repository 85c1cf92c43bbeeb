//! JSON text sequences (RFC 7464), decoded to the types that the description declares.
//!
//! Invariant: a value that may be truncated is never returned, and the length of a text is limited. At
//! most the limit and one chunk are held in memory. No text is lost by a read that is dropped, and
//! there is none after an error of the connection.

use std::fmt;
use std::marker::PhantomData;

use bytes::{Buf, Bytes, BytesMut};

use crate::runtime::json;
use crate::runtime::json::Decode;
use crate::runtime::response::{ByteStream, Error, ErrorKind, RawResponse, Response};

/// The character before each text.
const RECORD_SEPARATOR: u8 = 0x1E;

/// A stream of JSON values, each after a record separator. Dropping it closes the connection.
///
/// ```
/// use runtime::{Error, JsonSequence};
///
/// async fn sum(mut values: JsonSequence<i64>) -> Result<i64, Error> {
///     let mut sum = 0;
///     while let Some(value) = values.next().await? {
///         sum += value;
///     }
///     Ok(sum)
/// }
/// ```
pub struct JsonSequence<T> {
    stream: ByteStream,
    buffer: BytesMut,
    /// The number of bytes of the buffer that contain no separator.
    searched: usize,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> JsonSequence<T> {
    fn new(stream: ByteStream) -> Self {
        Self { stream, buffer: BytesMut::new(), searched: 0, item: PhantomData }
    }

    /// Receives the next value, or `None` at the end of the stream.
    ///
    /// # Errors
    /// The connection failed, no chunk arrived within the silence timeout, a text exceeds the maximum
    /// size of responses, is truncated, or does not match `T`. In the last two cases the next call
    /// continues with the next text.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        while let Some(text) = self.text().await? {
            if text.trim_ascii().is_empty() {
                continue;
            }
            if !is_complete(&text) {
                return Err(self.stream.fail(ErrorKind::Decode).with_body(text));
            }
            let decoded = json::from_slice(&text);
            return decoded.map(Some).map_err(|problem| {
                self.stream.fail(ErrorKind::Decode).with_source(problem).with_body(text)
            });
        }
        Ok(None)
    }

    /// Receives what is before the next separator, or before the end of the stream.
    async fn text(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            let rest = self.buffer.get(self.searched..).unwrap_or_default();
            if let Some(end) = rest.iter().position(|byte| *byte == RECORD_SEPARATOR) {
                let text = self.buffer.split_to(self.searched + end).freeze();
                self.buffer.advance(1);
                self.searched = 0;
                // A text is too long whether it has arrived in one chunk or in several.
                if text.len() > self.stream.max_bytes {
                    return Err(self.break_off());
                }
                return Ok(Some(text));
            }
            self.searched = self.buffer.len();
            if self.searched > self.stream.max_bytes {
                return Err(self.break_off());
            }
            match self.stream.chunk().await? {
                Some(chunk) => self.buffer.extend_from_slice(&chunk),
                None if self.buffer.is_empty() => return Ok(None),
                None => {
                    self.searched = 0;
                    return Ok(Some(self.buffer.split().freeze()));
                }
            }
        }
    }

    /// Closes the connection after a text that is too long.
    fn break_off(&mut self) -> Error {
        self.buffer.clear();
        self.searched = 0;
        self.stream.break_off(ErrorKind::BodyTooLarge)
    }
}

/// Whether a text is certainly not truncated (RFC 7464, section 2.4). A text with an end of its own is
/// not valid JSON if it is truncated; others end with a white space.
fn is_complete(text: &[u8]) -> bool {
    let has_end = matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
    has_end || text.last().is_some_and(u8::is_ascii_whitespace)
}

impl<T> fmt::Debug for JsonSequence<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonSequence").finish_non_exhaustive()
    }
}

impl RawResponse {
    /// A success with a JSON text sequence.
    #[must_use]
    pub fn json_sequence<T: Decode>(self) -> Response<JsonSequence<T>> {
        self.stream_as(JsonSequence::new)
    }

    /// A success with a JSON text sequence, as the variant of an enum.
    #[must_use]
    pub fn json_sequence_as<T: Decode, S>(
        self,
        variant: impl FnOnce(JsonSequence<T>) -> S,
    ) -> Response<S> {
        self.json_sequence().map(variant)
    }
}
