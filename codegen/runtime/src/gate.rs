//! Keeps the calls of all clients that share it under a server's rate limit.
//!
//! Invariant: calls go through in the order in which they come. Whoever stops waiting, and whoever
//! drops a request, lets the next one go on.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;
use tokio::sync::Notify;

use super::deadline::Deadline;
use super::error::Head;
use super::limiter::{Admission, Fate, Limiter, Ticket};
use super::options::TimeLimit;
use super::random::Random;
use super::{rate_limit, retry_after};

/// What keeps calls under a rate limit that the server announces. Clones are the same gate.
///
/// Each client has one of its own, which its clones share. Give one gate to all clients whose
/// requests the server counts together, such as those of one organization.
#[derive(Clone, Default)]
pub struct Gate(Arc<Shared>);

#[derive(Default)]
struct Shared {
    limiter: Mutex<Limiter>,
    /// Held by the one call that is next, in order of arrival.
    turn: tokio::sync::Mutex<()>,
    /// Told when an answer may let the next call through.
    change: Notify,
}

/// Whether a call is kept under the rate limit.
#[derive(Clone, Debug)]
pub enum GateChoice {
    /// It is, by that gate.
    Gate(Gate),
    /// It is sent at once, and a server that has too many refuses it.
    Disabled,
}

impl Default for GateChoice {
    fn default() -> Self {
        Self::Gate(Gate::new())
    }
}

impl From<Gate> for GateChoice {
    fn from(gate: Gate) -> Self {
        Self::Gate(gate)
    }
}

impl Gate {
    /// A gate that knows no limit yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// Surely none may be sent before the deadline. The error is for how long not.
    pub(super) async fn enter(
        &self,
        deadline: &Deadline<'_>,
        random: &dyn Random,
    ) -> Result<Permit, Duration> {
        let _turn = self.0.turn.lock().await;
        loop {
            let now = deadline.clock().now();
            let until = match self.limiter().admit(now, random) {
                Admission::Granted(ticket) => {
                    return Ok(Permit { gate: self.clone(), ticket: Some(ticket) });
                }
                Admission::Wait(until) => until,
            };
            let held_back = self.held_back(now);
            if deadline.remaining() <= TimeLimit::After(held_back) {
                return Err(held_back);
            }
            let wait = until.map_or(TimeLimit::Disabled, |until| {
                TimeLimit::After(until.saturating_duration_since(now))
            });
            // However the wait ends, what comes next is the same question.
            let _ = deadline.within(wait).race(self.0.change.notified()).await;
        }
    }

    /// For how long surely no request may be sent.
    pub(super) fn held_back(&self, now: Instant) -> Duration {
        let until = self.limiter().closed_until(now);
        until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    fn settle(&self, ticket: Ticket, fate: Fate, now: Instant) {
        self.limiter().settle(ticket, fate, now);
        self.0.change.notify_one();
    }

    fn limiter(&self) -> MutexGuard<'_, Limiter> {
        self.0.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl GateChoice {
    /// The gate, if there is one.
    pub(super) fn gate(&self) -> Option<&Gate> {
        match self {
            Self::Gate(gate) => Some(gate),
            Self::Disabled => None,
        }
    }
}

/// The right to send one request. If it is dropped, the request counts as sent.
pub(super) struct Permit {
    gate: Gate,
    ticket: Option<Ticket>,
}

impl Permit {
    /// The server has not seen the request.
    pub(super) fn unsent(self, now: Instant) {
        self.settle(Fate::Unsent, now);
    }

    /// The server has answered.
    pub(super) fn answered(self, head: &Head, now: Instant) {
        let asked = || retry_after::find(&head.headers, head.received);
        let fate = match rate_limit::find(&head.headers, head.received) {
            Some(announced) => Fate::Announced(announced),
            None if head.status == StatusCode::TOO_MANY_REQUESTS => Fate::Refused(asked()),
            // Something between may have answered, which knows no limit.
            None if head.status.is_server_error() => Fate::Lost,
            None => Fate::Silent,
        };
        self.settle(fate, now);
    }

    fn settle(mut self, fate: Fate, now: Instant) {
        if let Some(ticket) = self.ticket.take() {
            self.gate.settle(ticket, fate, now);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.gate.settle(ticket, Fate::Lost, ticket.sent);
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Gate").field(&*self.limiter()).finish()
    }
}
