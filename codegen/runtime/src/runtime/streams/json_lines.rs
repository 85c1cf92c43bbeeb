//! Lines of JSON, as the types that the description gives them.
//!
//! Invariant: empty lines are no values, and each line has a limited length.

use std::fmt;
use std::marker::PhantomData;

use super::lines::Lines;
use crate::runtime::json;
use crate::runtime::json::Decode;
use crate::runtime::response::{ByteStream, Error, ErrorKind, RawResponse, Response};

/// A stream of JSON values, one a line. Dropping it ends the connection.
pub struct JsonLines<T> {
    lines: Lines,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> JsonLines<T> {
    fn new(stream: ByteStream) -> Self {
        Self { lines: Lines::new(stream), item: PhantomData }
    }

    /// The next value, or `None` at the end.
    ///
    /// # Errors
    /// The connection failed, nothing came within the time for an attempt, a line is longer than
    /// bodies may be, or it does not fit `T`. In the last case the next call goes on.
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
    /// A success with lines of JSON.
    #[must_use]
    pub fn json_lines<T: Decode>(self) -> Response<JsonLines<T>> {
        self.stream_as(JsonLines::new)
    }

    /// A success with lines of JSON, as the variant of an enum.
    #[must_use]
    pub fn json_lines_as<T: Decode, S>(
        self,
        variant: impl FnOnce(JsonLines<T>) -> S,
    ) -> Response<S> {
        self.json_lines().map(variant)
    }
}
