//! Learns how long jobs take, to read their results at the right time.
//!
//! Invariant: the estimate is the time by which about nine of ten jobs are finished. It is raised by
//! each job that runs longer, and lowered slowly by those that are finished by then.

use std::time::Duration;

/// How long jobs take.
#[derive(Debug, Default)]
pub(super) struct JobDuration {
    estimate: Option<Duration>,
}

/// The shortest estimate.
const MIN_ESTIMATE: Duration = Duration::from_millis(20);

impl JobDuration {
    /// The time after which a job is expected to be finished, once a job has finished.
    pub(super) fn estimate(&self) -> Option<Duration> {
        self.estimate
    }

    /// A job was finished at this age, when it was looked at for the first time.
    pub(super) fn finished(&mut self, age: Duration) {
        self.estimate = Some(match self.estimate {
            None => age.max(MIN_ESTIMATE),
            // Only a job that was read in time says something about the estimate.
            Some(estimate) if age <= estimate + estimate / 16 + MIN_ESTIMATE => {
                estimate.saturating_sub(estimate / 200).max(MIN_ESTIMATE)
            }
            Some(estimate) => estimate,
        });
    }

    /// A job was running at this age, when it was looked at for the first time.
    pub(super) fn running(&mut self, age: Duration) {
        if let Some(estimate) = self.estimate {
            self.estimate = Some(estimate.max(age.min(estimate.saturating_mul(2)) + age / 10));
        }
    }
}
