//! Records a run in its journal, and continues with what earlier runs have submitted.
//!
//! Invariant: a run whose journal cannot be written submits nothing more.

use std::sync::Arc;
use std::time::Instant;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::chunk::{Chunk, Origin};
use super::driver::Driver;
use super::journal::Journal;
use super::journal_error::JournalError;
use super::journal_identity::Identity;
use super::open_jobs::OpenJob;
use super::outcome::{ItemResult, UnknownReason};
use super::resume::Resume;

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Opens the journal, or chooses a nonce for the references.
    pub(super) fn start(&mut self) {
        self.ending.start();
        let random = Arc::clone(&self.context.random);
        let new_nonce = || format!("{:016x}", random.next());
        let Some(journal) = &mut self.journal else {
            self.intake.set_nonce(&new_nonce());
            return;
        };
        let identity = Identity {
            base_url: self.requests.request().client().base_url_text(),
            operation: R::OPERATION.id.to_owned(),
            max_items: self.config.max_items,
            max_bytes: self.config.max_bytes,
        };
        match journal.start(&identity, new_nonce) {
            Ok(recorded) => {
                self.next_number = recorded.next_chunk;
                self.intake.resume(recorded);
            }
            Err(error) => {
                self.journal = None;
                self.stop(BulkError::Journal(error));
            }
        }
    }

    /// Continues with the requests of an earlier run.
    pub(super) fn adopt(&mut self, resume: Resume<D>, now: Instant) {
        for (chunk, items) in resume.into_chunks() {
            let Some(id) = chunk.job else {
                let lost = self.resubmit_once(items, Origin::Input);
                let interrupted = || ItemResult::Unknown(UnknownReason::Interrupted);
                self.settle_all(lost, None, interrupted);
                continue;
            };
            let job = OpenJob::new(Arc::from(id), items, now);
            self.jobs.open(chunk.number, OpenJob { is_resumed: true, ..job }, &self.duration);
        }
    }

    /// Changes the journal, if there is one. A run whose journal cannot be written stops.
    pub(super) fn record(&mut self, change: impl FnOnce(&mut Journal) -> Result<(), JournalError>) {
        let Some(journal) = &mut self.journal else { return };
        if let Err(error) = change(journal) {
            self.journal = None;
            self.stop(BulkError::Journal(error));
        }
    }

    /// Records that the items of a chunk were surely not processed, unless an earlier request that had
    /// one of them may have been.
    pub(super) fn record_release(&mut self, number: u64, chunk: &Chunk<D>) {
        if !chunk.items.iter().any(|item| item.may_be_applied) {
            self.record(|journal| journal.release(number));
        }
    }
}
