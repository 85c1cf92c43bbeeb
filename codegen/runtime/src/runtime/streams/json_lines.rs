//! JSON lines, decoded to the types that the description declares.
//!
//! Invariant: a line ends with LF, empty lines are ignored, and the length of a line is limited. No
//! line is lost by a read that is dropped, and there is none after an error of the connection.

use std::fmt;
use std::marker::PhantomData;

use super::lines::{LineEnds, Lines};
use crate::runtime::json;
use crate::runtime::json::Decode;
use crate::runtime::response::{ByteStream, Error, ErrorKind, RawResponse, Response};

/// A stream of JSON values, one on each line. Dropping it closes the connection.
///
/// ```
/// use runtime::{Error, JsonLines};
///
/// async fn sum(mut lines: JsonLines<i64>) -> Result<i64, Error> {
///     let mut sum = 0;
///     while let Some(value) = lines.next().await? {
///         sum += value;
///     }
///     Ok(sum)
/// }
/// ```
pub struct JsonLines<T> {
    lines: Lines,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> JsonLines<T> {
    fn new(stream: ByteStream) -> Self {
        Self { lines: Lines::new(stream, LineEnds::JsonLines), item: PhantomData }
    }

    /// Receives the next value, or `None` at the end of the stream.
    ///
    /// # Errors
    /// The connection failed, no chunk arrived within the silence timeout, a line exceeds the maximum
    /// size of responses, or it does not match `T`. In the last case the next call continues with
    /// the next line.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        while let Some(line) = self.lines.next().await? {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let decoded = json::from_slice(&line);
            return decoded.map(Some).map_err(|problem| {
                self.lines.fail(ErrorKind::Decode).with_source(problem).with_body(line)
            });
        }
        Ok(None)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl RawResponse {
    /// A success with JSON lines.
    #[must_use]
    pub fn json_lines<T: Decode>(self) -> Response<JsonLines<T>> {
        self.stream_as(JsonLines::new)
    }

    /// A success with JSON lines, as the variant of an enum.
    #[must_use]
    pub fn json_lines_as<T: Decode, S>(
        self,
        variant: impl FnOnce(JsonLines<T>) -> S,
    ) -> Response<S> {
        self.json_lines().map(variant)
    }
}
