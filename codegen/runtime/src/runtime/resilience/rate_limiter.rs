//! Keeps the calls of all clients that share it below the rate limit of a server.
//!
//! Invariant: calls are admitted in the order in which they arrive. Dropping a waiting call, or a
//! request in flight, admits the next one.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;
use tokio::sync::Notify;

use super::limit_state::{Admission, Feedback, InFlight, LimitState};
use super::rate_limit_headers;
use crate::runtime::response::{ResponseParts, retry_after};
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
    state: Mutex<LimitState>,
    /// Held by the first call in the queue.
    queue: tokio::sync::Mutex<()>,
    /// Notified when a response may admit the next call.
    change: Notify,
}

/// Whether calls are kept below the rate limit. A [`RateLimiter`] converts with `into()`.
///
/// ```
/// use runtime::{CallOptions, RateLimiting};
///
/// // An urgent call, which does not wait.
/// let urgent = CallOptions::new().rate_limiter(RateLimiting::Disabled);
/// # let _ = urgent;
/// ```
#[derive(Clone, Debug)]
pub enum RateLimiting {
    /// Calls wait for this limiter.
    Limiter(RateLimiter),
    /// Calls are sent at once. A server whose limit is exceeded rejects them.
    Disabled,
}

impl Default for RateLimiting {
    fn default() -> Self {
        Self::Limiter(RateLimiter::new())
    }
}

impl From<RateLimiter> for RateLimiting {
    fn from(limiter: RateLimiter) -> Self {
        Self::Limiter(limiter)
    }
}

impl RateLimiter {
    /// A limiter without a known limit. The responses of the server announce it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// No request is admitted before the deadline. The error is the time until one is.
    pub(crate) async fn acquire(
        &self,
        deadline: &Deadline<'_>,
        random: &dyn Random,
    ) -> Result<Permit, Duration> {
        let _queue = self.0.queue.lock().await;
        loop {
            let now = deadline.clock().now();
            let until = match self.state().admit(now, random) {
                Admission::Granted(request) => {
                    return Ok(Permit { limiter: self.clone(), request: Some(request) });
                }
                Admission::Wait(until) => until,
            };
            let wait = self.wait(now);
            if deadline.remaining() <= Timeout::After(wait) {
                return Err(wait);
            }
            let timeout = until.map_or(Timeout::Disabled, |until| {
                Timeout::After(until.saturating_duration_since(now))
            });
            // The state is checked again whether the wait ends by a response or by its timeout.
            let _ = deadline.within(timeout).race(self.0.change.notified()).await;
        }
    }

    /// The time for which no request is admitted, whatever the next responses say.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        let until = self.state().blocked_until(now);
        until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    fn record(&self, request: InFlight, feedback: Feedback, now: Instant) {
        self.state().record(request, feedback, now);
        self.0.change.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, LimitState> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RateLimiting {
    /// The limiter, unless rate limiting is disabled.
    pub(crate) fn limiter(&self) -> Option<&RateLimiter> {
        match self {
            Self::Limiter(limiter) => Some(limiter),
            Self::Disabled => None,
        }
    }
}

/// Permission to send one request. If it is dropped, the request counts as sent.
pub(crate) struct Permit {
    limiter: RateLimiter,
    request: Option<InFlight>,
}

impl Permit {
    /// Records that the server has not seen the request.
    pub(crate) fn not_sent(self, now: Instant) {
        self.record(Feedback::NotSent, now);
    }

    /// Records the response.
    pub(crate) fn received(self, response: &ResponseParts, now: Instant) {
        let ResponseParts { status, headers, received } = response;
        let feedback = match rate_limit_headers::find(headers, *received) {
            Some(announced) => Feedback::Announced(announced),
            None if *status == StatusCode::TOO_MANY_REQUESTS => {
                Feedback::TooManyRequests(retry_after::find(headers, *received))
            }
            // A gateway that does not know the limit may have sent it.
            None if status.is_server_error() => Feedback::Lost,
            None => Feedback::Unannounced,
        };
        self.record(feedback, now);
    }

    fn record(mut self, feedback: Feedback, now: Instant) {
        if let Some(request) = self.request.take() {
            self.limiter.record(request, feedback, now);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(request) = self.request.take() {
            self.limiter.record(request, Feedback::Lost, request.sent);
        }
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("RateLimiter").field(&*self.state()).finish()
    }
}
