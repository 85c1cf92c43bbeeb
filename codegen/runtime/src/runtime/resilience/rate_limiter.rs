//! Keeps the calls of all clients that share it below the rate limit of a server.
//!
//! Invariant: a call waits for an announced window, or after a rejection, and for nothing else. It is
//! admitted only with enough time left for an attempt.

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::in_flight::{Feedback, InFlight};
use super::limit_state::LimitState;
use super::permit::Permit;
use super::rate_limit_headers::HeaderNames;
use super::rate_limit_status::RateLimitStatus;
use super::request_queue::{RequestQueue, RequestQueues};
use super::wait::Wait;
use crate::runtime::defaults::MIN_ATTEMPT_TIME;
use crate::runtime::system::{Deadline, Random, Timeout};

/// Keeps calls below the rate limit that a server announces. Clones share one state.
///
/// Each client has a limiter of its own, which its clones share. Use one limiter for all clients
/// whose requests the server counts together, such as those of one organization.
///
/// ```
/// use runtime::{ClientBuilder, RateLimiter};
///
/// fn share(first: ClientBuilder, second: ClientBuilder) -> [ClientBuilder; 2] {
///     let limiter = RateLimiter::new();
///     [first.rate_limiter(limiter.clone()), second.rate_limiter(limiter)]
/// }
/// ```
#[derive(Clone, Default)]
pub struct RateLimiter(Arc<Shared>);

#[derive(Default)]
struct Shared {
    names: HeaderNames,
    limits: Mutex<Limits>,
}

/// The state of the limits, and the calls that wait for it.
#[derive(Default)]
struct Limits {
    state: LimitState,
    queues: RequestQueues,
}

/// Why no request is admitted before the deadline.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    /// A limit admits none, for this time at least.
    Limited(Duration),
    /// The time has passed while other calls were waiting.
    Timeout,
}

impl RateLimiter {
    /// A limiter without a known limit. The responses of the server announce it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A limiter for a server that announces its limit in headers of its own: the number of requests
    /// in a window, the number that remains, and the time of the reset in any of the forms that
    /// `RELIABILITY.md` lists. Other headers do not count.
    ///
    /// ```
    /// use runtime::RateLimiter;
    ///
    /// let limiter = RateLimiter::with_headers("x-quota", "x-quota-left", "x-quota-reset");
    /// # let _ = limiter;
    /// ```
    #[must_use]
    pub fn with_headers(
        limit: impl Into<String>,
        remaining: impl Into<String>,
        reset: impl Into<String>,
    ) -> Self {
        let names = HeaderNames::Custom([limit.into(), remaining.into(), reset.into()]);
        Self(Arc::new(Shared { names, limits: Mutex::default() }))
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// No request is admitted early enough before the deadline for an attempt.
    pub(crate) async fn acquire(
        &self,
        operation: &'static str,
        deadline: &Deadline<'_>,
        random: &dyn Random,
    ) -> Result<Permit, Refusal> {
        // The rest of the time is that of the attempt.
        let waiting = deadline.within(match deadline.remaining() {
            Timeout::After(left) => Timeout::After(left.saturating_sub(MIN_ATTEMPT_TIME)),
            Timeout::Disabled => Timeout::Disabled,
        });
        loop {
            let queue = self.limits().queue(operation);
            let _turn = if let Ok(turn) = queue.turn.try_lock() {
                turn
            } else {
                // Without a limit, the turn of the call before is over in no time.
                let wait = self.check(operation, &waiting, random)?;
                let within = wait.map_or(deadline, |_| &waiting);
                let Some(turn) = within.race(pin!(queue.turn.lock())).await else {
                    self.check(operation, &waiting, random)?;
                    return Err(Refusal::Timeout);
                };
                turn
            };
            // A response may have told that the operation has other limits.
            while queue.is_of(self.limits().state.buckets_of(operation)) {
                let now = waiting.clock().now();
                let admitted = self.limits().state.admit(operation, now, random);
                let wait = match admitted {
                    Ok(request) => return Ok(Permit::new(self.clone(), request)),
                    Err(wait) => wait,
                };
                refuse_if_too_long(wait, now, &waiting)?;
                let timeout = Timeout::After(wait.until.saturating_duration_since(now));
                // The limits decide again, whether the wait ends by a response or by its timeout.
                let _ = waiting.within(timeout).race(pin!(queue.change.notified())).await;
            }
        }
    }

    /// What a call has to wait for, if it has to. Refuses one that cannot be admitted in time, as far
    /// as is known.
    fn check(
        &self,
        operation: &'static str,
        waiting: &Deadline<'_>,
        random: &dyn Random,
    ) -> Result<Option<Wait>, Refusal> {
        let now = waiting.clock().now();
        let wait = self.limits().state.check(operation, now, random);
        if let Some(wait) = wait {
            refuse_if_too_long(wait, now, waiting)?;
        }
        Ok(wait)
    }

    /// The time for which no request is admitted, whatever the next responses say.
    pub(crate) fn wait(
        &self,
        operation: &'static str,
        now: Instant,
        random: &dyn Random,
    ) -> Duration {
        let wait = self.limits().state.check(operation, now, random);
        wait.map_or(Duration::ZERO, |wait| wait.closed_until.saturating_duration_since(now))
    }

    /// The requests per second that an announced limit allows to an operation, without the reserve.
    pub(crate) fn usable_rate(&self, operation: &str) -> Option<f64> {
        self.limits().state.usable_rate(operation)
    }

    /// What is left of the strictest limit that the last response has announced, if one has.
    ///
    /// ```
    /// use std::time::Instant;
    ///
    /// use runtime::RateLimiter;
    ///
    /// fn show(limiter: &RateLimiter) {
    ///     if let Some(status) = limiter.status(Instant::now()) {
    ///         println!("{} of {} requests left", status.remaining, status.limit);
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn status(&self, now: Instant) -> Option<RateLimitStatus> {
        self.limits().state.status(now)
    }

    pub(super) fn header_names(&self) -> &HeaderNames {
        &self.0.names
    }

    /// Records that an admitted request is sent later than it was admitted.
    pub(super) fn resend(&self, request: &mut InFlight, now: Instant) {
        self.limits().state.resend(request, now);
    }

    /// Records how a request ended.
    pub(super) fn record(&self, request: InFlight, feedback: Feedback, now: Instant) {
        let mut limits = self.limits();
        limits.state.record(request, feedback, now);
        limits.queues.wake();
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        self.0.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Limits {
    fn queue(&mut self, operation: &str) -> Arc<RequestQueue> {
        self.queues.of(self.state.buckets_of(operation))
    }
}

/// Refuses a wait that does not end in time.
fn refuse_if_too_long(wait: Wait, now: Instant, waiting: &Deadline<'_>) -> Result<(), Refusal> {
    let left = waiting.remaining();
    let closed = wait.closed_until.saturating_duration_since(now);
    if left == Timeout::After(Duration::ZERO) || left < Timeout::After(closed) {
        return Err(Refusal::Limited(wait.until.saturating_duration_since(now)));
    }
    Ok(())
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("RateLimiter").field(&self.limits().state).finish()
    }
}
