//! Splits a stream of bytes into lines.
//!
//! Invariant: a line is returned as soon as its end has been received, and no line is longer than the
//! limit. At most the limit and one chunk are held in memory. No line is lost by a read that is
//! dropped, and there is none after an error.

use bytes::{Buf, Bytes, BytesMut};

use crate::runtime::response::{ByteStream, Error, ErrorKind};

/// The byte order mark at the start of some texts in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Where lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// At CR, LF or CR LF. What has no end at the end of the stream is incomplete and ignored (HTML
    /// Standard, section 9.2.6).
    Events,
    /// At LF, because CR is a white space of JSON (RFC 8259, section 2). The last line may have no
    /// end.
    JsonLines,
}

/// The lines of a stream.
pub(crate) struct Lines {
    stream: ByteStream,
    ends: LineEnds,
    buffer: BytesMut,
    /// The number of bytes of the buffer that contain no end of a line.
    searched: usize,
    /// Whether the last line ended with CR, which LF may follow.
    after_return: bool,
    is_first: bool,
}

impl Lines {
    pub(crate) fn new(stream: ByteStream, ends: LineEnds) -> Self {
        let buffer = BytesMut::new();
        Self { stream, ends, buffer, searched: 0, after_return: false, is_first: true }
    }

    /// Receives the next line without its end, or `None` after the last one.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            if let Some(line) = self.take() {
                // A line is too long whether it has arrived in one chunk or in several.
                if line.len() > self.max_bytes() {
                    return Err(self.break_off(ErrorKind::BodyTooLarge));
                }
                return Ok(Some(line));
            }
            if self.buffer.len() > self.max_bytes() {
                return Err(self.break_off(ErrorKind::BodyTooLarge));
            }
            match self.stream.chunk().await? {
                Some(chunk) => self.buffer.extend_from_slice(&chunk),
                None => return Ok(self.last()),
            }
        }
    }

    /// Receives and ignores the rest, so that the connection can be used again.
    pub(crate) async fn finish(&mut self) {
        self.buffer.clear();
        self.stream.finish().await;
    }

    /// The maximum size of a line, or of several lines that form one item.
    pub(crate) fn max_bytes(&self) -> usize {
        self.stream.max_bytes
    }

    /// The error of a call that failed while its body was received.
    pub(crate) fn fail(&self, kind: ErrorKind) -> Error {
        self.stream.fail(kind)
    }

    /// Closes the connection. Each further line is an error of this kind.
    pub(crate) fn break_off(&mut self, kind: ErrorKind) -> Error {
        self.buffer.clear();
        self.searched = 0;
        self.stream.break_off(kind)
    }

    /// Takes a line from the buffer, if it is complete.
    fn take(&mut self) -> Option<Bytes> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer.first() == Some(&b'\n') {
                self.buffer.advance(1);
            }
        }
        let returns = self.ends == LineEnds::Events;
        let is_end = |byte: &u8| *byte == b'\n' || (returns && *byte == b'\r');
        let rest = self.buffer.get(self.searched..).unwrap_or_default();
        let Some(end) = rest.iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        self.after_return = rest.get(end) == Some(&b'\r');
        let line = self.split(self.searched + end);
        self.buffer.advance(1);
        Some(line)
    }

    /// Takes what is left at the end of the stream.
    fn last(&mut self) -> Option<Bytes> {
        if self.buffer.is_empty() || self.ends == LineEnds::Events {
            self.buffer.clear();
            self.searched = 0;
            return None;
        }
        Some(self.split(self.buffer.len()))
    }

    fn split(&mut self, length: usize) -> Bytes {
        self.searched = 0;
        let mut line = self.buffer.split_to(length).freeze();
        if std::mem::take(&mut self.is_first) && line.starts_with(BYTE_ORDER_MARK) {
            line.advance(BYTE_ORDER_MARK.len());
        }
        line
    }
}
