//! Drives a run: reads what is finished, submits what is waiting, and takes what is next.
//!
//! Invariant: finishing a job has priority over starting one, and starting one over taking input. All
//! state is in the driver, so that nothing is lost by a poll that is not followed by another one.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::chunk::Chunk;
use super::config::Config;
use super::draft::Limits;
use super::ending::Ending;
use super::intake::{Intake, Taken};
use super::item_retries::ItemRetries;
use super::job_duration::JobDuration;
use super::job_window::JobWindow;
use super::journal::Journal;
use super::open_jobs::OpenJobs;
use super::outage::Outage;
use super::outcome::Outcome;
use super::requests::{Event, Requests};
use super::shutdown::Shutdown;
use super::source::Source;
use super::submit_failure::Refusals;
use super::summary::Summary;
use super::timer::Timer;
use crate::runtime::jobs::PollContext;
use crate::runtime::system::up_to;

/// The state of a run.
pub(super) struct Driver<R: BulkRequest, D> {
    pub(super) config: Config<R>,
    pub(super) context: PollContext,
    pub(super) journal: Option<Journal>,
    pub(super) intake: Intake<R, D>,
    /// The chunks that are submitted next.
    pub(super) waiting: VecDeque<Chunk<D>>,
    /// The chunks whose submit is in flight, by number.
    pub(super) submitting: BTreeMap<u64, Chunk<D>>,
    pub(super) next_number: u64,
    pub(super) jobs: OpenJobs<D>,
    pub(super) duration: JobDuration,
    pub(super) window: JobWindow,
    pub(super) retries: ItemRetries<R, D>,
    pub(super) requests: Requests<R>,
    pub(super) outage: Outage,
    pub(super) refusals: Refusals,
    /// The number of submits in a row that may have been processed.
    pub(super) lost_submits: u32,
    pub(super) outcomes: VecDeque<Outcome<R, D>>,
    pub(super) counts: Summary,
    pub(super) ending: Ending<R>,
    /// The item whose outcome was returned last.
    returned: Option<u64>,
    timer: Timer,
}

/// What `next` returns.
type Next<R, D> = Result<Option<Outcome<R, D>>, BulkError<<R as BulkRequest>::ApiError>>;

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    pub(super) fn new(
        request: R,
        config: Config<R>,
        journal: Option<Journal>,
        source: Source<R::Item, D>,
        shutdown: watch::Receiver<Shutdown>,
    ) -> Self {
        let context = request.client().poll_context();
        let limits = Limits {
            max_items: config.max_items,
            max_bytes: config.max_bytes,
            max_item_bytes: config.max_bytes,
            max_parked_items: config.max_parked_items,
            linger: config.linger,
        };
        Self {
            window: JobWindow::new(config.max_open_jobs),
            intake: Intake::new(source, limits),
            timer: Timer::new(Arc::clone(&context.clock)),
            config,
            context,
            journal,
            waiting: VecDeque::new(),
            submitting: BTreeMap::new(),
            next_number: 0,
            jobs: OpenJobs::new(),
            duration: JobDuration::default(),
            retries: ItemRetries::new(),
            requests: Requests::new(request),
            outage: Outage::default(),
            refusals: Refusals::default(),
            lost_submits: 0,
            outcomes: VecDeque::new(),
            counts: Summary::default(),
            ending: Ending::new(shutdown),
            returned: None,
        }
    }

    /// The next outcome.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Next<R, D>> {
        if let Some(index) = self.returned.take() {
            self.record(|journal| journal.settle(index));
        }
        if self.ending.is_new() {
            self.start();
        }
        loop {
            if let Some(outcome) = self.outcomes.pop_front() {
                self.count(&outcome);
                self.returned = (!outcome.result.is_left_to_a_later_run()).then_some(outcome.index);
                return Poll::Ready(Ok(Some(outcome)));
            }
            let now = self.context.clock.now();
            let has_progressed = self.poll_ending(context, now)
                | self.poll_requests(context)
                | self.start_reads(now)
                | self.start_submits(now)
                | self.poll_intake(context, now);
            if has_progressed || !self.outcomes.is_empty() {
                continue;
            }
            if self.is_done() {
                self.record(Journal::flush);
                return Poll::Ready(self.ending.finish().map_or(Ok(None), Err));
            }
            if self.timer.poll(context, self.next_event()).is_pending() {
                return Poll::Pending;
            }
        }
    }

    /// What the run has done so far.
    pub(super) fn summary(&self) -> Summary {
        Summary {
            pulled: self.intake.pulled(),
            settled_before: self.intake.settled_before(),
            open_jobs: self.jobs.len() as u64,
            paused: self.outage.paused(),
            is_input_complete: self.intake.is_complete(),
            ..self.counts
        }
    }

    /// Handles the requests that have ended.
    fn poll_requests(&mut self, context: &mut Context<'_>) -> bool {
        let mut has_progressed = false;
        while let Poll::Ready(event) = self.requests.poll_next(context) {
            has_progressed = true;
            match event {
                Event::Submitted(number, answer) => self.on_submitted(number, answer),
                Event::State(number, sent, answer) => self.on_state(number, sent, answer),
                Event::Results(number, sent, answer) => self.on_results(number, sent, answer),
            }
        }
        has_progressed
    }

    /// Takes input if a chunk can be submitted.
    fn poll_intake(&mut self, context: &mut Context<'_>, now: Instant) -> bool {
        if self.ending.is_stopping() || !self.waiting.is_empty() || !self.can_submit(now) {
            return false;
        }
        let due = self.retries.take_due(now);
        self.intake.add_ready(due);
        match self.intake.poll_take(context, now, &mut self.outcomes) {
            Poll::Pending => return false,
            Poll::Ready(Taken::Chunk(chunk)) => self.waiting.push_back(chunk),
            Poll::Ready(Taken::Resumed(resume)) => self.adopt(resume, now),
            Poll::Ready(Taken::DifferentInput) => self.stop_for_different_input(),
        }
        true
    }

    /// A random wait of up to a tenth of a duration, so that jobs are not all read at once.
    pub(super) fn jitter(&self, duration: Duration) -> Duration {
        up_to(duration / 10, &*self.context.random)
    }

    /// Whether nothing is left to do.
    fn is_done(&self) -> bool {
        self.requests.is_empty()
            && self.submitting.is_empty()
            && self.waiting.is_empty()
            && self.jobs.len() == 0
            && self.retries.is_empty()
            && self.intake.is_empty()
    }

    /// The next time at which there is something to do without an event.
    fn next_event(&self) -> Option<Instant> {
        let now = self.context.clock.now();
        let lingers = self.waiting.is_empty() && self.can_submit(now);
        let times = [
            self.jobs.next_read().filter(|_| self.can_read()),
            self.outage.until(now),
            self.retries.next_due().filter(|_| lingers),
            self.intake.linger_end().filter(|_| lingers),
            self.ending.deadline(),
        ];
        times.into_iter().flatten().min()
    }
}
