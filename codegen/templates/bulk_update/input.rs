//! Opens the input, and reads its records.
//!
//! Invariant: memory does not grow with the input.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::arguments::{Arguments, Form, Input};
use crate::array::Array;
use crate::lines;
use crate::record::Record;
use crate::scanner::Scanner;

/// How far an input has been read. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Position {
    bytes: Arc<AtomicU64>,
    records: Arc<AtomicU64>,
    /// The number of bytes, if the input is a file.
    total: Option<u64>,
}

/// The records of an input.
pub struct Records {
    scanner: Scanner,
    form: Separation,
    position: Position,
    /// Whether there is nothing more.
    has_ended: bool,
}

/// How records are separated.
enum Separation {
    Lines,
    Array(Array),
}

impl Records {
    /// Opens the input.
    ///
    /// # Errors
    /// It cannot be opened or read.
    pub fn open(arguments: &Arguments) -> io::Result<Self> {
        match &arguments.input {
            Input::Standard => Self::new(io::stdin(), None, arguments.form),
            Input::File(path) | Input::Spooled(path) => Self::file(path, arguments.form),
        }
    }

    fn file(path: &Path, form: Form) -> io::Result<Self> {
        let open = || {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            let total = metadata.is_file().then_some(metadata.len());
            Self::new(file, total, form)
        };
        open().map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
    }

    fn new(
        input: impl io::Read + Send + 'static,
        total: Option<u64>,
        form: Form,
    ) -> io::Result<Self> {
        let position = Position { total, ..Position::default() };
        let bytes = Arc::clone(&position.bytes);
        let mut scanner = Scanner::new(Box::new(BufReader::with_capacity(1 << 16, input)), bytes)?;
        scanner.skip_blank()?;
        let is_array = form == Form::Items && scanner.peek()? == Some(b'[');
        let form = if is_array { Separation::Array(Array::default()) } else { Separation::Lines };
        Ok(Self { scanner, form, position, has_ended: false })
    }

    /// How far the input has been read.
    pub fn position(&self) -> Position {
        self.position.clone()
    }

    fn read(&mut self) -> io::Result<Option<Record>> {
        let index = self.position.records();
        let record = match &mut self.form {
            Separation::Lines => lines::next(&mut self.scanner, index)?,
            Separation::Array(array) => array.next(&mut self.scanner, index)?,
        };
        if record.is_some() {
            self.position.records.fetch_add(1, Ordering::Relaxed);
        }
        Ok(record)
    }
}

impl Iterator for Records {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<io::Result<Record>> {
        if self.has_ended {
            return None;
        }
        let next = self.read().transpose();
        self.has_ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl Position {
    /// The number of records that were read.
    pub fn records(&self) -> u64 {
        self.records.load(Ordering::Relaxed)
    }

    /// The number of records that the input has, as far as can be told from its beginning.
    pub fn estimated_records(&self) -> Option<u64> {
        let bytes = self.bytes.load(Ordering::Relaxed);
        let total = self.total.filter(|_| bytes > 0)?;
        let records = u128::from(self.records()) * u128::from(total.max(bytes)) / u128::from(bytes);
        u64::try_from(records).ok()
    }
}
