//! The disk of a process that crashes while it writes a journal.

use std::io;
use std::sync::{Arc, Mutex};

use crate::runtime::bulk::{Journal, JournalStorage};

/// A file that outlives the process that writes it.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Mutex<Written>>);

struct Written {
    text: Vec<u8>,
    /// The sizes of the records.
    records: Vec<usize>,
    /// The number of records that the process writes, and of bytes of the next one.
    crash: (usize, usize),
    has_crashed: bool,
}

impl Disk {
    /// A new disk of a process that ends after this number of records, and of bytes of the next one.
    pub(crate) fn crashing(records: usize, bytes: usize) -> Self {
        let crash = (records, bytes);
        Self(Arc::new(Mutex::new(Written {
            text: Vec::new(),
            records: Vec::new(),
            crash,
            has_crashed: false,
        })))
    }

    pub(crate) fn new() -> Self {
        Self::crashing(usize::MAX, 0)
    }

    /// The journal of a new process.
    pub(crate) fn journal(&self) -> Journal {
        Journal::from_storage(self.clone())
    }

    /// Lets the next process not crash.
    pub(crate) fn repair(&self) {
        let mut written = self.0.lock().unwrap();
        (written.crash, written.has_crashed) = ((usize::MAX, 0), false);
    }

    /// The sizes of the records.
    pub(crate) fn records(&self) -> Vec<usize> {
        self.0.lock().unwrap().records.clone()
    }

    pub(crate) fn has_crashed(&self) -> bool {
        self.0.lock().unwrap().has_crashed
    }
}

impl JournalStorage for Disk {
    fn load(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.0.lock().unwrap().text.clone())
    }

    fn length(&mut self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().text.len() as u64)
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.lock().unwrap().text.truncate(usize::try_from(length).unwrap());
        Ok(())
    }

    fn append(&mut self, record: &[u8]) -> io::Result<()> {
        let mut written = self.0.lock().unwrap();
        let (records, bytes) = written.crash;
        if written.records.len() == records {
            written.text.extend(record.iter().take(bytes));
            written.has_crashed = true;
            // Whatever the run does from now on, does not happen.
            return Err(io::ErrorKind::Other.into());
        }
        written.records.push(record.len());
        written.text.extend(record);
        Ok(())
    }
}
