//! The announced limits, the operations that count in each, and the requests in flight.
//!
//! Invariant: pure, the time is an argument. An operation waits only for the limits that its own
//! responses have announced, or before its first response for those that were announced last.

use std::collections::BTreeMap;
use std::time::Instant;

use super::bucket::Bucket;
use super::closure::Closure;
use super::in_flight::{Answer, Feedback, InFlight};
use super::rate_limit_headers::Announcement;
use super::rate_limit_status::RateLimitStatus;
use super::wait::Wait;
use crate::runtime::defaults::MAX_RATE_LIMITS;
use crate::runtime::system::Random;

/// All limits of one server.
#[derive(Debug, Default)]
pub(crate) struct LimitState {
    /// The least recently announced one is the first.
    buckets: Vec<Bucket>,
    /// The ids of the buckets of each operation that was answered. Those that announce no limit have
    /// none.
    operations: BTreeMap<&'static str, Vec<u64>>,
    /// The buckets that were announced last.
    latest: Vec<u64>,
    /// For operations without a bucket.
    closure: Closure,
    in_flight: Vec<InFlight>,
    last_id: u64,
}

impl LimitState {
    /// The ids of the buckets that an operation counts in.
    pub(crate) fn buckets_of(&self, operation: &str) -> &[u64] {
        self.operations.get(operation).unwrap_or(&self.latest)
    }

    /// Why a request has to wait, if it has to.
    pub(crate) fn check(
        &mut self,
        operation: &'static str,
        now: Instant,
        random: &dyn Random,
    ) -> Option<Wait> {
        let (buckets, closure) = self.limits(operation);
        let waits = buckets.map(|bucket| bucket.check(now, random));
        let all = waits.fold(None, |found: Option<Option<Wait>>, wait| {
            Some(match (found.flatten(), wait) {
                (Some(one), Some(other)) => Some(one.and(other)),
                (one, other) => one.or(other),
            })
        });
        all.unwrap_or_else(|| closure.opens_at(now).map(Wait::closed))
    }

    /// Admits a request, unless it has to wait.
    ///
    /// # Errors
    /// Why it has to wait.
    pub(crate) fn admit(
        &mut self,
        operation: &'static str,
        now: Instant,
        random: &dyn Random,
    ) -> Result<InFlight, Wait> {
        if let Some(wait) = self.check(operation, now, random) {
            return Err(wait);
        }
        let id = self.next_id();
        let (buckets, closure) = self.limits(operation);
        if buckets.map(|bucket| bucket.admit(id, now)).count() == 0 {
            closure.admit();
        }
        let request = InFlight { id, operation, sent: now };
        self.in_flight.push(request);
        Ok(request)
    }

    /// The requests per second that the strictest limit of an operation allows.
    pub(crate) fn usable_rate(&self, operation: &str) -> Option<f64> {
        let ids = self.buckets_of(operation);
        let buckets = self.buckets.iter().filter(|bucket| ids.contains(&bucket.id));
        buckets.map(Bucket::usable_rate).reduce(f64::min)
    }

    /// What is left of the strictest limit that was announced last.
    pub(crate) fn status(&mut self, now: Instant) -> Option<RateLimitStatus> {
        let latest = &self.latest;
        let buckets = self.buckets.iter_mut().filter(|bucket| latest.contains(&bucket.id));
        buckets.map(|bucket| bucket.status(now)).min_by_key(|status| status.remaining)
    }

    /// Records that an admitted request is sent later than it was admitted.
    pub(crate) fn resend(&mut self, request: &mut InFlight, now: Instant) {
        if request.sent == now {
            return;
        }
        request.sent = now;
        for known in self.in_flight.iter_mut().filter(|known| known.id == request.id) {
            known.sent = now;
        }
        for bucket in &mut self.buckets {
            bucket.resend(request.id, now);
        }
    }

    /// Records how a request ended.
    pub(crate) fn record(&mut self, request: InFlight, feedback: Feedback, now: Instant) {
        if let Ok(position) = self.in_flight.binary_search_by_key(&request.id, |known| known.id) {
            self.in_flight.remove(position);
        }
        match feedback {
            Feedback::NotSent => self.forget(request),
            // It counts until an announcement includes it.
            Feedback::Lost => {}
            Feedback::Answered(answer, announced) => {
                self.record_answer(request, answer, &announced, now);
            }
        }
    }

    fn record_answer(
        &mut self,
        request: InFlight,
        answer: Answer,
        announced: &[Announcement],
        now: Instant,
    ) {
        if !announced.is_empty() {
            let announced = announced.iter().map(|one| self.update(one, request.sent, now));
            let buckets = announced.collect();
            self.assign(request.operation, buckets);
            self.forget(request);
        } else if !matches!(answer, Answer::Failed) {
            let is_known = self.operations.contains_key(request.operation);
            if !is_known && matches!(answer, Answer::Processed) {
                self.assign(request.operation, Vec::new());
            }
            self.forget(request);
        }
        let record = |closure: &mut Closure| match answer {
            Answer::Processed => closure.accept(request.sent),
            Answer::Failed => closure.answer(request.sent),
            Answer::Rejected(retry_after) => closure.reject(request.sent, retry_after, now),
        };
        let (buckets, closure) = self.limits(request.operation);
        if buckets.map(|bucket| record(&mut bucket.closure)).count() == 0 {
            record(closure);
        }
    }

    /// Updates the bucket of an announcement, and returns its id. It is the last one from now on.
    fn update(&mut self, announced: &Announcement, sent: Instant, now: Instant) -> u64 {
        let position = self.buckets.iter().position(|bucket| bucket.key == announced.key);
        let bucket = if let Some(position) = position {
            let mut bucket = self.buckets.remove(position);
            bucket.update(announced, sent, now);
            bucket
        } else {
            if self.buckets.len() >= MAX_RATE_LIMITS {
                self.buckets.remove(0);
            }
            Bucket::new(self.next_id(), announced, sent, now)
        };
        let id = bucket.id;
        self.buckets.push(bucket);
        id
    }

    /// Assigns buckets to an operation, with its requests in flight. The first buckets of all have
    /// the requests of operations without a response as well.
    fn assign(&mut self, operation: &'static str, buckets: Vec<u64>) {
        let is_first = self.latest.is_empty();
        if !buckets.is_empty() && self.latest != buckets {
            self.latest.clone_from(&buckets);
        }
        if self.operations.get(operation) == Some(&buckets) {
            return;
        }
        if self.operations.get(operation).is_none_or(Vec::is_empty) {
            // What closed the operation before closes it from now on as well.
            for bucket in self.buckets.iter_mut().filter(|bucket| buckets.contains(&bucket.id)) {
                bucket.closure.extend(&self.closure);
            }
        }
        self.operations.insert(operation, buckets);
        for request in &self.in_flight {
            let is_affected = request.operation == operation
                || is_first && !self.operations.contains_key(request.operation);
            if !is_affected {
                continue;
            }
            let ids = self.operations.get(request.operation).unwrap_or(&self.latest);
            for bucket in &mut self.buckets {
                if ids.contains(&bucket.id) {
                    bucket.insert(request.id, request.sent);
                } else {
                    bucket.remove(request.id);
                }
            }
        }
    }

    /// Counts a request in no bucket, or no longer.
    fn forget(&mut self, request: InFlight) {
        for bucket in &mut self.buckets {
            bucket.remove(request.id);
        }
    }

    /// The buckets of an operation, and what closes it if it has none.
    fn limits(&mut self, operation: &str) -> (impl Iterator<Item = &mut Bucket>, &mut Closure) {
        let ids = self.operations.get(operation).unwrap_or(&self.latest);
        let buckets = self.buckets.iter_mut().filter(|bucket| ids.contains(&bucket.id));
        (buckets, &mut self.closure)
    }

    fn next_id(&mut self) -> u64 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }
}
