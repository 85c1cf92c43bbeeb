//! A record of the input, before it is known to be an item.
//!
//! Invariant: the text of a record has at most `MAX_BYTES` bytes, so that memory is bounded whatever the
//! input is.

/// The maximum number of bytes of a record. No request is that long.
pub const MAX_BYTES: usize = 1 << 20;

/// How much is kept of a record that is longer.
const KEPT_BYTES: usize = 1_000;

/// A record of the input.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its place.
    pub place: Place,
    /// Its text.
    pub text: String,
    /// Why the text cannot be read.
    pub problem: Option<String>,
}

/// The place of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of records before it.
    pub index: u64,
    /// The number of the line that it begins in, from 1.
    pub line: u64,
}

/// The bytes of a record while it is read.
#[derive(Default)]
pub struct RecordText {
    bytes: Vec<u8>,
    length: usize,
}

impl RecordText {
    /// Adds a byte.
    pub fn push(&mut self, byte: u8) {
        self.length += 1;
        if self.length <= MAX_BYTES {
            self.bytes.push(byte);
        }
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// The record with this text.
    pub fn into_record(mut self, place: Place, problem: Option<&str>) -> Record {
        let is_too_long = self.length > MAX_BYTES;
        if is_too_long {
            self.bytes.truncate(KEPT_BYTES);
        }
        let mut problem = problem.map(str::to_owned);
        let text = String::from_utf8(self.bytes).unwrap_or_else(|error| {
            problem.get_or_insert_with(|| "the text is not UTF-8".to_owned());
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        if is_too_long {
            problem = Some(format!(
                "{} bytes, which is more than {MAX_BYTES}; only the first {KEPT_BYTES} are shown",
                self.length
            ));
        }
        Record { place, text: text.trim().to_owned(), problem }
    }
}
