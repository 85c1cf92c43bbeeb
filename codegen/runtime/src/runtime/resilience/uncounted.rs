//! The requests that the last announcement of a limit may not include.
//!
//! Invariant: pure. A request is included in what a server announces in response to another one that
//! was sent [`MAX_REQUEST_DELAY`] later, whether or not it has been answered itself.

use std::time::Instant;

use crate::runtime::defaults::MAX_REQUEST_DELAY;

/// The number of requests that are remembered one by one. It bounds memory.
const MAX_REQUESTS: usize = 10_000;

/// Requests in the order in which they were admitted.
#[derive(Debug, Default)]
pub(crate) struct Uncounted(Vec<Sent>);

/// A request, and when it was sent.
#[derive(Clone, Copy, Debug)]
struct Sent {
    id: u64,
    at: Instant,
}

impl Uncounted {
    /// The number of requests.
    pub(crate) fn len(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    /// The number of requests that have arrived at the server by now.
    pub(crate) fn arrived(&self, now: Instant) -> u64 {
        let arrived = self.0.iter().filter(|sent| sent.at + MAX_REQUEST_DELAY <= now).count();
        u64::try_from(arrived).unwrap_or(u64::MAX)
    }

    /// When the next of the other requests will have arrived.
    pub(crate) fn next_arrival(&self, now: Instant) -> Option<Instant> {
        self.0.iter().map(|sent| sent.at + MAX_REQUEST_DELAY).filter(|at| *at > now).min()
    }

    /// Adds a request, or changes when it was sent. Returns the number of requests that are no
    /// longer remembered because there are too many.
    pub(crate) fn insert(&mut self, id: u64, at: Instant) -> u64 {
        match self.position(id) {
            Ok(position) => {
                if let Some(sent) = self.0.get_mut(position) {
                    sent.at = at;
                }
            }
            Err(position) => self.0.insert(position, Sent { id, at }),
        }
        let excess = self.0.len().saturating_sub(MAX_REQUESTS);
        self.0.drain(..excess);
        u64::try_from(excess).unwrap_or(u64::MAX)
    }

    /// Removes a request. Returns whether it was there.
    pub(crate) fn remove(&mut self, id: u64) -> bool {
        let position = self.position(id);
        position.is_ok_and(|position| {
            self.0.remove(position);
            true
        })
    }

    /// Removes the requests that a response includes, by when its own request was sent.
    pub(crate) fn settle(&mut self, sent: Instant) {
        self.0.retain(|request| request.at + MAX_REQUEST_DELAY > sent);
    }

    fn position(&self, id: u64) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |sent| sent.id)
    }
}
