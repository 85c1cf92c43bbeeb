//! The records of an input that has one on each line (NDJSON).

use std::io;

use crate::record::{Place, Record, RecordText};
use crate::scanner::Scanner;

/// The next line that is not blank.
///
/// # Errors
/// The input cannot be read.
pub fn next(scanner: &mut Scanner, index: u64) -> io::Result<Option<Record>> {
    loop {
        let place = Place { index, line: scanner.line() };
        let mut text = RecordText::default();
        let is_last = loop {
            match scanner.next()? {
                Some(b'\n') => break false,
                Some(byte) => text.push(byte),
                None => break true,
            }
        };
        if !text.is_blank() {
            return Ok(Some(text.into_record(place, None)));
        }
        if is_last {
            return Ok(None);
        }
    }
}
