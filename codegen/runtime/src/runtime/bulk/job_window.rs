//! How many jobs are open at once.
//!
//! By Little's law, jobs that take `d` seconds use up a rate of `r` requests per second, `n` for each,
//! if `r * d / n` of them are open. The window grows towards this number with each finished job, or
//! without a known rate as long as it is used, and shrinks if jobs get slower because of it. Then it
//! grows by one with each window of finished jobs.
//!
//! Invariant: the window is at least one, and at most the cap of the caller.

use std::time::{Duration, Instant};

use crate::runtime::defaults::INITIAL_OPEN_JOBS;

/// The number of jobs that may be open.
#[derive(Debug)]
pub(super) struct JobWindow {
    size: f64,
    cap: usize,
    /// The duration of jobs that are not slowed down.
    fastest: Option<Duration>,
    growth: Growth,
    /// The last reduction, until it is known whether it has made jobs faster.
    reduction: Option<Reduction>,
}

/// How fast the window grows.
#[derive(Clone, Copy, Debug)]
enum Growth {
    /// By one with each finished job.
    Fast,
    /// By one with each window of finished jobs, because a larger one has made jobs slower.
    Slow,
}

/// A reduction of the window.
#[derive(Debug)]
struct Reduction {
    at: Instant,
    /// The longest duration of jobs since, which is that of jobs that were open before.
    duration: Duration,
    /// The number of jobs that have finished since.
    finished: u32,
}

/// What the rate limit leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    pub(super) requests_per_second: f64,
    pub(super) requests_per_job: f64,
}

impl Rate {
    /// The number of open jobs that use up the rate.
    fn jobs(self, duration: Duration) -> f64 {
        self.requests_per_second / self.requests_per_job.max(1.0) * duration.as_secs_f64()
    }
}

/// The smallest window that the duration of jobs leads to.
const MIN_SIZE: f64 = 4.0;

/// The number of jobs after which the duration of jobs shows whether they have become faster.
const MIN_FINISHED: u32 = 64;

impl JobWindow {
    pub(super) fn new(cap: usize) -> Self {
        let size = as_float(INITIAL_OPEN_JOBS.min(cap));
        Self { size, cap, fastest: None, growth: Growth::Fast, reduction: None }
    }

    /// The number of jobs that may be open, at this rate and duration.
    pub(super) fn limit(&self, rate: Option<Rate>, duration: Option<Duration>) -> usize {
        // The margin is for jobs that are finished and wait for their results to be read.
        let by_rate =
            rate.zip(duration).map(|(rate, duration)| rate.jobs(duration) * 1.5 + MIN_SIZE);
        let size = by_rate.map_or(self.size, |by_rate| self.size.min(by_rate));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the size is within the cap"
        )]
        let size = size.ceil().max(1.0) as usize;
        size.min(self.cap)
    }

    /// A job has finished that was one of this number of open jobs, and jobs take this long.
    pub(super) fn finished(
        &mut self,
        open: usize,
        rate: Option<Rate>,
        duration: Duration,
        now: Instant,
    ) {
        if let Some(reduction) = &mut self.reduction {
            reduction.finished = reduction.finished.saturating_add(1);
            reduction.duration = reduction.duration.max(duration);
            let waited = now.saturating_duration_since(reduction.at);
            if waited < reduction.duration * 2 || reduction.finished < MIN_FINISHED {
                return;
            }
            if duration + duration / 8 < reduction.duration {
                self.growth = Growth::Slow;
            } else {
                // Jobs are as slow as before, so the window was not the reason.
                self.growth = Growth::Fast;
                self.fastest = Some(duration);
            }
            self.reduction = None;
        }
        let fastest = self.fastest.map_or(duration, |fastest| fastest.min(duration));
        self.fastest = Some(fastest);
        if duration > fastest.saturating_mul(2) + Duration::from_secs(1) {
            self.size = (self.size * 0.75).max(MIN_SIZE.min(as_float(self.cap)));
            self.reduction = Some(Reduction { at: now, duration, finished: 0 });
        } else if as_float(open) * 2.0 >= self.size {
            // A window that is not used says nothing about a greater one.
            let is_far = rate.is_some_and(|rate| self.size * 2.0 < rate.jobs(duration));
            let growth = match self.growth {
                Growth::Slow => 1.0 / self.size,
                Growth::Fast if is_far => 2.0,
                Growth::Fast => 1.0,
            };
            self.size = (self.size + growth).min(as_float(self.cap));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "windows are small")]
fn as_float(number: usize) -> f64 {
    number as f64
}
