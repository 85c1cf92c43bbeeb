//! The bytes of the input, with the number of the line.

use std::io::{self, BufRead, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The marks with which some programs begin a text in UTF-8.
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// Reads bytes one after the other.
pub struct Scanner {
    input: Box<dyn BufRead + Send>,
    line: u64,
    /// The next byte, if it has been looked at.
    next: Option<u8>,
    /// The number of bytes that were read, for the progress.
    position: Arc<AtomicU64>,
    /// Bytes that are not counted in `position` yet.
    uncounted: u64,
}

impl Scanner {
    /// Reads an input from its start, after the byte order mark.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn new(mut input: Box<dyn BufRead + Send>, position: Arc<AtomicU64>) -> io::Result<Self> {
        if input.fill_buf()?.starts_with(&BYTE_ORDER_MARK) {
            input.consume(BYTE_ORDER_MARK.len());
        }
        Ok(Self { input, line: 1, next: None, position, uncounted: 0 })
    }

    /// The number of the line that the next byte is in, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next byte, which remains the next one.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.next.is_none() {
            self.next = self.read()?;
        }
        Ok(self.next)
    }

    /// Takes the next byte.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn next(&mut self) -> io::Result<Option<u8>> {
        let byte = match self.next.take() {
            Some(byte) => Some(byte),
            None => self.read()?,
        };
        self.line += u64::from(byte == Some(b'\n'));
        Ok(byte)
    }

    /// Takes white space.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn skip_blank(&mut self) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.next()?;
        }
        Ok(())
    }

    fn read(&mut self) -> io::Result<Option<u8>> {
        let byte = loop {
            match self.input.fill_buf() {
                Ok(buffer) => break buffer.first().copied(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        };
        if byte.is_some() {
            self.input.consume(1);
            self.uncounted += 1;
        }
        if byte.is_none_or(|byte| byte == b'\n') || self.uncounted >= 4_096 {
            self.position.fetch_add(self.uncounted, Ordering::Relaxed);
            self.uncounted = 0;
        }
        Ok(byte)
    }
}
