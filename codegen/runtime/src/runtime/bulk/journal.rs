//! The journal of a run: what was submitted, what was accepted, and what is settled.
//!
//! Invariant: what is submitted is recorded before its request, and what is accepted before anything
//! else is done with it. There is no item and no credential in a journal. After a record could not be
//! written, no other one is, because the end of the journal is unknown.

use std::fmt;
use std::path::Path;

use super::journal_error::JournalError;
use super::journal_identity::Identity;
use super::journal_ranges::Ranges;
use super::journal_reader::{self, Journaled};
use super::journal_record::Record;
use super::journal_replay::Recorded;
use super::journal_storage::{FileStorage, JournalStorage};

/// The number of settled items that are written at once.
const SETTLED_ITEMS: usize = 100;

/// The journal of a run, by which a later run resumes it.
///
/// Whatever ended a run, the same program with the same journal and the same input goes on where it
/// ended: what was accepted is not sent again, and what is settled is not reported again, except for
/// the last outcomes before a crash. A run with another base URL, other limits or another input is
/// refused.
///
/// The journal has the base URL, the ids of jobs, and the positions of items in the input. It has no
/// item and no credential. It is text, with a line for each event: about 3 bytes for each item if
/// requests have 100 items.
///
/// ```
/// use runtime::bulk::{Bulk, BulkError, BulkRequest, Journal};
///
/// async fn resume<R: BulkRequest>(bulk: Bulk<R>, items: Vec<R::Item>) -> Result<(), BulkError<R::ApiError>> {
///     let journal = Journal::open("updates.journal")?;
///     let mut run = bulk.journal(journal).run(items);
///     while let Some(outcome) = run.next().await? {
///         println!("item {}: {:?}", outcome.index, outcome.result);
///     }
///     Ok(())
/// }
/// ```
pub struct Journal {
    storage: Box<dyn JournalStorage>,
    /// The length of the storage after the last record that this run has read or written.
    length: u64,
    /// Settled items that are not written yet.
    settled: Vec<u64>,
    /// Why the journal cannot be used any more.
    failure: Option<JournalError>,
}

impl Journal {
    /// Opens a file, which is created if it does not exist. A run that starts with it reads it.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        Ok(Self::from_storage(FileStorage::open(path.as_ref())?))
    }

    /// A journal that is stored elsewhere.
    #[must_use]
    pub fn from_storage(storage: impl JournalStorage + 'static) -> Self {
        Self { storage: Box::new(storage), length: 0, settled: Vec::new(), failure: None }
    }

    /// Reads what earlier runs have done, or begins a new journal. Nothing is written unless the
    /// journal is that of a run with this identity.
    pub(crate) fn start(
        &mut self,
        identity: &Identity,
        nonce: impl FnOnce() -> String,
    ) -> Result<Recorded, JournalError> {
        self.unless_failed(|journal| {
            let text = journal.storage.load()?;
            let Journaled { recorded, length } = journal_reader::read(&text, identity)?;
            journal.length = to_u64(text.len());
            if length < text.len() {
                journal.check_length()?;
                journal.storage.truncate(to_u64(length))?;
                journal.length = to_u64(length);
            }
            if let Some(recorded) = recorded {
                // Now the length is another one, which a run that still has the journal notices.
                journal.append(&Record::Session)?;
                return Ok(recorded);
            }
            let recorded = Recorded::new(nonce());
            let nonce = recorded.nonce.clone();
            journal.append(&Record::Header { identity: identity.clone(), nonce })?;
            Ok(recorded)
        })
    }

    /// Records that a request with these items is about to be sent, when the input had `pulled` items
    /// with this digest.
    pub(crate) fn submit(
        &mut self,
        chunk: u64,
        items: &[u64],
        pulled: u64,
        digest: u64,
    ) -> Result<(), JournalError> {
        self.write(&Record::Submit { chunk, items: Ranges::of(items), pulled, digest })
    }

    /// Records that a request was accepted as a job.
    pub(crate) fn accept(&mut self, chunk: u64, job: &str) -> Result<(), JournalError> {
        self.write(&Record::Accept { chunk, job: job.to_owned() })
    }

    /// Records that a request was surely not processed: its items can be sent again.
    pub(crate) fn release(&mut self, chunk: u64) -> Result<(), JournalError> {
        self.write(&Record::Release { chunk })
    }

    /// Remembers that the outcome of an item was received. It is written before the next record of
    /// another kind, or when there are many. If the process ends before, a later run reports the item
    /// again.
    pub(crate) fn settle(&mut self, item: u64) -> Result<(), JournalError> {
        self.unless_failed(|journal| {
            journal.settled.push(item);
            if journal.settled.len() < SETTLED_ITEMS { Ok(()) } else { journal.write_settled() }
        })
    }

    /// Writes which outcomes were received.
    pub(crate) fn flush(&mut self) -> Result<(), JournalError> {
        self.unless_failed(Self::write_settled)
    }

    /// Writes a record after the remembered outcomes. These are a write of their own, so that only
    /// the last line can be one that was written in part.
    fn write(&mut self, record: &Record) -> Result<(), JournalError> {
        self.unless_failed(|journal| {
            journal.write_settled()?;
            journal.append(record)
        })
    }

    fn write_settled(&mut self) -> Result<(), JournalError> {
        if self.settled.is_empty() {
            return Ok(());
        }
        let items = Ranges::of(&self.settled);
        self.settled.clear();
        self.append(&Record::Settle { items })
    }

    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        self.check_length()?;
        let line = record.to_line();
        self.storage.append(&line)?;
        self.length = self.length.saturating_add(to_u64(line.len()));
        Ok(())
    }

    /// Checks that no other run has written to the storage.
    fn check_length(&mut self) -> Result<(), JournalError> {
        if self.storage.length()? == self.length { Ok(()) } else { Err(JournalError::InUse) }
    }

    /// Does something, or returns the error of an earlier attempt to do anything.
    fn unless_failed<T>(
        &mut self,
        action: impl FnOnce(&mut Self) -> Result<T, JournalError>,
    ) -> Result<T, JournalError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        action(self).inspect_err(|failure| self.failure = Some(failure.clone()))
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Journal")
            .field("length", &self.length)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}

fn to_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
