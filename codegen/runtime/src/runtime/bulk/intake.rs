//! Takes items from the input and collects them to chunks.
//!
//! Invariant: an item is taken only if there is room for it, and is part of one chunk, of what waits
//! for one, or has its outcome.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use super::bulk_request::BulkRequest;
use super::chunk::{Chunk, envelope_bytes};
use super::draft::{Draft, Limits};
use super::item::Item;
use super::journal_digest::Digest;
use super::journal_ranges::Ranges;
use super::journal_replay::Recorded;
use super::outcome::{Failure, ItemResult, Outcome, UnknownReason};
use super::record_order::RecordOrder;
use super::resume::{Known, Resume};
use super::settlement::reference;
use super::source::{Input, Source};
use crate::runtime::defaults::MAX_PARKED_BYTES;

/// Collects the items of an input to chunks.
pub(super) struct Intake<R: BulkRequest, D> {
    source: Source<R::Item, D>,
    pub(super) order: RecordOrder<D>,
    /// The items that may be sent now.
    ready: VecDeque<Item<D>>,
    draft: Draft<D>,
    limits: Limits,
    nonce: Arc<str>,
    pulled: u64,
    /// The digest of what was pulled, if there is a journal.
    digest: Option<Digest>,
    resume: Option<Resume<D>>,
    /// What earlier runs have settled.
    settled: Ranges,
    settled_before: u64,
    is_flushing: bool,
    is_ended: bool,
    /// Whether it has ended by itself.
    is_complete: bool,
}

/// What the intake has for the run.
pub(super) enum Taken<D> {
    /// A full chunk.
    Chunk(Chunk<D>),
    /// The part of the input that an earlier run has read.
    Resumed(Resume<D>),
    /// The input is not that of the earlier run. What was taken from it is to be ended.
    DifferentInput,
}

impl<R: BulkRequest, D: 'static> Intake<R, D> {
    pub(super) fn new(source: Source<R::Item, D>, limits: Limits) -> Self {
        Self {
            source,
            order: RecordOrder::new(),
            ready: VecDeque::new(),
            draft: Draft::new(R::ENVELOPE),
            limits,
            nonce: "".into(),
            pulled: 0,
            digest: None,
            resume: None,
            settled: Ranges::default(),
            settled_before: 0,
            is_flushing: false,
            is_ended: false,
            is_complete: false,
        }
    }

    /// Sets what distinguishes the references of this run.
    pub(super) fn set_nonce(&mut self, nonce: &str) {
        self.nonce = nonce.into();
    }

    /// Computes the digest of the input, which begins with what earlier runs have read.
    pub(super) fn resume(&mut self, recorded: Recorded) {
        self.digest = Some(Digest::new());
        self.nonce = recorded.nonce.as_str().into();
        self.settled = recorded.settled.clone();
        self.resume = Some(Resume::new(recorded));
    }

    pub(super) fn nonce(&self) -> &Arc<str> {
        &self.nonce
    }

    pub(super) fn pulled(&self) -> u64 {
        self.pulled
    }

    /// The digest of what was pulled.
    pub(super) fn digest(&self) -> u64 {
        self.digest.as_ref().map_or(0, Digest::value)
    }

    /// The number of items that earlier runs have settled.
    pub(super) fn settled_before(&self) -> u64 {
        self.settled_before
    }

    /// Whether the input has ended, by itself or because the run stopped.
    pub(super) fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// Whether the input has ended by itself.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether nothing is left to be sent.
    pub(super) fn is_empty(&self) -> bool {
        self.is_ended
            && self.resume.is_none()
            && self.ready.is_empty()
            && self.draft.is_empty()
            && self.order.parked().0 == 0
    }

    /// When the draft is submitted although it is not full.
    pub(super) fn linger_end(&self) -> Option<Instant> {
        self.draft.linger_end(self.limits.linger)
    }

    /// Lowers the size of requests, because the server has refused one of this size.
    pub(super) fn lower_max_bytes(&mut self, refused: usize, items: usize) {
        self.limits.lower(refused, items);
    }

    /// Adds items that may be sent now, because they were not processed, or because the item before
    /// them is settled.
    pub(super) fn add_ready(&mut self, items: impl IntoIterator<Item = Item<D>>) {
        self.ready.extend(items);
    }

    /// Takes items until a chunk is full. Items that cannot be sent get their outcome.
    pub(super) fn poll_take(
        &mut self,
        context: &mut Context<'_>,
        now: Instant,
        outcomes: &mut VecDeque<Outcome<R, D>>,
    ) -> Poll<Taken<D>> {
        loop {
            if self.resume.as_ref().is_some_and(|resume| self.pulled == resume.pulled()) {
                let digest = self.digest();
                return Poll::Ready(
                    match self.resume.take_if(|resume| resume.digest() == digest) {
                        Some(resume) => Taken::Resumed(resume),
                        None => Taken::DifferentInput,
                    },
                );
            }
            if self.resume.is_some() && self.is_ended {
                return Poll::Ready(Taken::DifferentInput);
            }
            if self.resume.is_none() && self.fill_draft(now) {
                return self.take_draft();
            }
            // Nothing is in flight before the earlier run is known.
            if self.is_ended || self.is_parking_full() && self.resume.is_none() {
                return Poll::Pending;
            }
            match self.source.poll_next(context) {
                Poll::Ready(Input::Item(item, data)) => self.add(item, data, outcomes),
                Poll::Ready(Input::Flush) => self.is_flushing = true,
                Poll::Ready(Input::End) => (self.is_ended, self.is_complete) = (true, true),
                Poll::Pending => {
                    let is_late = self.linger_end().is_some_and(|end| end <= now);
                    if is_late && self.resume.is_none() {
                        return self.take_draft();
                    }
                    return Poll::Pending;
                }
            }
        }
    }

    /// Moves items to the draft. Returns whether it is to be submitted.
    fn fill_draft(&mut self, now: Instant) -> bool {
        if self.draft.fill(&mut self.ready, &self.limits, now) {
            return true;
        }
        let is_flushing = std::mem::take(&mut self.is_flushing);
        (is_flushing || self.is_ended || self.is_parking_full()) && !self.draft.is_empty()
    }

    fn take_draft(&mut self) -> Poll<Taken<D>> {
        self.draft.take().map_or(Poll::Pending, |chunk| Poll::Ready(Taken::Chunk(chunk)))
    }

    fn is_parking_full(&self) -> bool {
        let (items, bytes) = self.order.parked();
        items >= self.limits.max_parked_items || bytes >= MAX_PARKED_BYTES
    }

    /// Serializes an item, and adds it to where it waits.
    fn add(&mut self, mut value: R::Item, data: D, outcomes: &mut VecDeque<Outcome<R, D>>) {
        let index = self.pulled;
        self.pulled += 1;
        R::set_reference(&mut value, reference(&self.nonce, index));
        let (item, error) = Item::new::<R>(index, &value, data);
        if let Some(digest) = &mut self.digest {
            digest.add(&item.json);
        }
        let bytes = item.json.len() + envelope_bytes(R::ENVELOPE);
        let limit = self.limits.max_item_bytes;
        let too_large = (bytes > limit).then_some(Failure::TooLarge { bytes, limit });
        let failure = error.map(Failure::Serialize).or(too_large);
        if self.settled.contains(index) {
            self.settled_before += 1;
            return;
        }
        let item = match &mut self.resume {
            None => item,
            Some(resume) => {
                let id = Arc::clone(&item.id);
                match resume.add(item) {
                    Known::Pending(item) => item,
                    Known::Submitted => return self.order.hold(&id),
                }
            }
        };
        match failure {
            Some(failure) => outcomes.push_back(item.settle(None, ItemResult::Failed(failure))),
            None => self.ready.extend(self.order.admit(item)),
        }
    }

    /// Ends the input, and takes everything that was not sent. What senders have added already is part
    /// of it. Called again until the input has ended.
    pub(super) fn end(
        &mut self,
        context: &mut Context<'_>,
        outcomes: &mut VecDeque<Outcome<R, D>>,
    ) -> Vec<Item<D>> {
        self.source.close();
        for (chunk, items) in self.resume.take().into_iter().flat_map(Resume::into_chunks) {
            let job: Option<Arc<str>> = chunk.job.map(Into::into);
            let aborted = || ItemResult::Unknown(UnknownReason::Aborted);
            outcomes.extend(items.into_iter().map(|item| item.settle(job.clone(), aborted())));
        }
        while !self.is_ended {
            match self.source.poll_next(context) {
                Poll::Ready(Input::Item(item, data)) => self.add(item, data, outcomes),
                Poll::Ready(Input::Flush) => {}
                Poll::Ready(Input::End) => self.is_ended = true,
                Poll::Pending => break,
            }
        }
        let mut items = self.draft.take().map_or_else(Vec::new, |chunk| chunk.items);
        items.extend(self.ready.drain(..));
        items.extend(self.order.take_parked());
        items
    }
}
