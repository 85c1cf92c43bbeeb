//! The records of an input that is a JSON array: its elements, one at a time.
//!
//! Only strings and brackets are looked at. Invariant: an element that is not JSON does not hide those
//! after it, unless a string or a bracket has no end.

use std::io;

use crate::record::{Place, Record, RecordText};
use crate::scanner::Scanner;

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Array {
    /// Before the first element.
    #[default]
    Start,
    /// After a comma.
    Element,
    /// After the last element, though there was no `]`.
    Unclosed,
    /// After `]`.
    Closed,
    /// At the end of the input.
    End,
}

const UNCLOSED: &str = "the input ends before the end of the array; it may have been cut off";

impl Array {
    /// The next element, or what is wrong with the array itself.
    ///
    /// # Errors
    /// The input cannot be read.
    pub fn next(&mut self, scanner: &mut Scanner, index: u64) -> io::Result<Option<Record>> {
        if *self == Self::Start {
            // The opening bracket.
            scanner.next()?;
        }
        scanner.skip_blank()?;
        let place = Place { index, line: scanner.line() };
        let empty = |problem| Some(RecordText::default().into_record(place, Some(problem)));
        match (*self, scanner.peek()?) {
            (Self::Start, Some(b']')) => {
                scanner.next()?;
                *self = Self::Closed;
                self.next(scanner, index)
            }
            (Self::Start | Self::Element | Self::Unclosed, None) | (Self::Unclosed, _) => {
                *self = Self::End;
                Ok(empty(UNCLOSED))
            }
            (Self::Start | Self::Element, Some(_)) => self.element(scanner, place).map(Some),
            (Self::Closed, Some(_)) => {
                *self = Self::End;
                Ok(empty("there is more text after the end of the array, which is not read"))
            }
            (Self::Closed | Self::End, _) => Ok(None),
        }
    }

    /// Takes an element and the comma or bracket after it.
    fn element(&mut self, scanner: &mut Scanner, place: Place) -> io::Result<Record> {
        let mut text = RecordText::default();
        let mut nesting = Nesting::default();
        loop {
            let Some(byte) = scanner.next()? else {
                let is_whole = nesting.is_outside();
                *self = if is_whole { Self::Unclosed } else { Self::End };
                return Ok(text.into_record(place, (!is_whole).then_some(UNCLOSED)));
            };
            match byte {
                b',' if nesting.is_outside() => *self = Self::Element,
                b']' if nesting.is_outside() => *self = Self::Closed,
                _ => {
                    nesting.read(byte);
                    // A line break is white space here: within a string it would not be JSON.
                    text.push(if matches!(byte, b'\n' | b'\r') { b' ' } else { byte });
                    continue;
                }
            }
            let problem = text.is_blank().then_some("an element of the array is missing");
            return Ok(text.into_record(place, problem));
        }
    }
}

/// The brackets and strings around a byte.
#[derive(Default)]
struct Nesting {
    depth: u64,
    string: InString,
}

#[derive(Default, PartialEq, Eq)]
enum InString {
    #[default]
    No,
    Yes,
    Escaped,
}

impl Nesting {
    fn is_outside(&self) -> bool {
        self.depth == 0 && self.string == InString::No
    }

    fn read(&mut self, byte: u8) {
        self.string = match (&self.string, byte) {
            (InString::Yes, b'\\') => InString::Escaped,
            (InString::Yes, b'"') => InString::No,
            (InString::No, b'"') | (InString::Escaped | InString::Yes, _) => InString::Yes,
            (InString::No, b'{' | b'[') => {
                self.depth += 1;
                InString::No
            }
            (InString::No, b'}' | b']') => {
                self.depth = self.depth.saturating_sub(1);
                InString::No
            }
            (InString::No, _) => InString::No,
        };
    }
}
