//! The jobs that are open, and when each is read next.
//!
//! Invariant: every open job is scheduled, being read, or waits until it is known how long jobs take.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::item::Item;
use super::job_duration::JobDuration;

/// A request that was accepted as a job.
pub(super) struct OpenJob<D> {
    pub(super) id: Arc<str>,
    pub(super) items: Vec<Item<D>>,
    /// When it was accepted, or taken from the journal.
    pub(super) accepted: Instant,
    /// The number of jobs that were open when it was accepted.
    pub(super) open: usize,
    /// Whether an earlier run has submitted it, so that its age is not known.
    pub(super) is_resumed: bool,
    /// Whether a response has said that it is finished.
    pub(super) is_finished: bool,
    /// The number of responses about the job.
    pub(super) reads: u32,
    /// The number of rejections in a row.
    pub(super) rejections: u32,
    /// The number of times that its results were incomplete although it was finished.
    pub(super) late_results: u32,
}

/// What is read next of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Its state, which tells whether it is finished.
    State,
    /// The results of its items.
    Results,
}

/// The jobs that are open, by the numbers of their requests.
pub(super) struct OpenJobs<D> {
    jobs: BTreeMap<u64, OpenJob<D>>,
    schedule: BTreeSet<(Instant, u64)>,
    /// The jobs that are read when it is known how long jobs take.
    unplanned: BTreeSet<u64>,
    /// The number of jobs that are being read.
    reading: usize,
    /// The bytes of the items that may be sent again.
    retained_bytes: usize,
}

impl<D> OpenJobs<D> {
    pub(super) fn new() -> Self {
        Self {
            jobs: BTreeMap::new(),
            schedule: BTreeSet::new(),
            unplanned: BTreeSet::new(),
            reading: 0,
            retained_bytes: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    pub(super) fn reading(&self) -> usize {
        self.reading
    }

    pub(super) fn retained_bytes(&self) -> usize {
        self.retained_bytes
    }

    /// When the next job is to be read.
    pub(super) fn next_read(&self) -> Option<Instant> {
        self.schedule.first().map(|(due, _)| *due)
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut OpenJob<D>> {
        self.jobs.get_mut(&number)
    }

    /// Adds a job. The first read is when it is expected to be finished.
    pub(super) fn open(&mut self, number: u64, job: OpenJob<D>, duration: &JobDuration) {
        match duration.estimate() {
            _ if job.is_finished || job.is_resumed => self.schedule_read(number, job.accepted),
            Some(estimate) => self.schedule_read(number, job.accepted + estimate),
            None => _ = self.unplanned.insert(number),
        }
        self.retained_bytes += bytes(&job);
        self.jobs.insert(number, job);
    }

    /// Schedules a job.
    pub(super) fn schedule_read(&mut self, number: u64, due: Instant) {
        self.schedule.insert((due, number));
    }

    /// Schedules the jobs that waited until it is known how long jobs take. Until then, one job is
    /// read after `interval`, and no other.
    pub(super) fn plan(&mut self, duration: &JobDuration, interval: Duration) {
        if let Some(estimate) = duration.estimate() {
            for number in std::mem::take(&mut self.unplanned) {
                if let Some(job) = self.jobs.get(&number) {
                    self.schedule.insert((job.accepted + estimate, number));
                }
            }
        } else if self.schedule.is_empty() && self.reading == 0 {
            let Some(number) = self.unplanned.pop_first() else { return };
            if let Some(job) = self.jobs.get(&number) {
                self.schedule.insert((job.accepted + interval, number));
            }
        }
    }

    /// Takes the next job whose time has come, and what is read of it.
    pub(super) fn take_due(
        &mut self,
        now: Instant,
        duration: &JobDuration,
    ) -> Option<(u64, Arc<str>, Read)> {
        loop {
            let (_, number) = *self.schedule.first().filter(|(due, _)| *due <= now)?;
            self.schedule.pop_first();
            let Some(job) = self.jobs.get(&number) else { continue };
            let expected = duration.estimate().map(|estimate| job.accepted + estimate);
            if let Some(later) = expected.filter(|later| job.is_unread() && *later > now) {
                // Jobs take longer than when this one was scheduled.
                self.schedule.insert((later, number));
                continue;
            }
            self.reading += 1;
            return Some((number, Arc::clone(&job.id), job.next_read(duration)));
        }
    }

    /// A read has ended.
    pub(super) fn end_read(&mut self) {
        self.reading = self.reading.saturating_sub(1);
    }

    /// Removes a job.
    pub(super) fn close(&mut self, number: u64) -> Option<OpenJob<D>> {
        let job = self.jobs.remove(&number)?;
        self.retained_bytes = self.retained_bytes.saturating_sub(bytes(&job));
        Some(job)
    }

    /// Removes all jobs.
    pub(super) fn close_all(&mut self) -> Vec<OpenJob<D>> {
        let jobs = std::mem::replace(self, Self::new()).jobs;
        jobs.into_values().collect()
    }
}

impl<D> OpenJob<D> {
    /// A job that was accepted just now.
    pub(super) fn new(id: Arc<str>, items: Vec<Item<D>>, accepted: Instant) -> Self {
        Self {
            id,
            items,
            accepted,
            open: 0,
            is_resumed: false,
            is_finished: false,
            reads: 0,
            rejections: 0,
            late_results: 0,
        }
    }

    /// Whether the first response about it tells how long jobs take.
    fn is_unread(&self) -> bool {
        self.reads == 0 && !self.is_finished && !self.is_resumed
    }

    /// Reads the results of a job that is expected to be finished, which is one request less. If they
    /// are incomplete, its state tells whether they will be.
    fn next_read(&self, duration: &JobDuration) -> Read {
        let is_due = self.is_resumed || duration.estimate().is_some();
        let expects_results = is_due && self.reads % 2 == 0;
        if self.is_finished || expects_results { Read::Results } else { Read::State }
    }
}

fn bytes<D>(job: &OpenJob<D>) -> usize {
    job.items.iter().map(|item| item.json.len()).sum()
}
