//! The order of calls that wait for the same limits.
//!
//! Invariant: calls with the same limits are admitted in the order in which they arrive, and never
//! wait for those with others. Dropping a waiting call lets the next one take its turn.

use std::sync::Arc;

use tokio::sync::{Mutex, Notify};

/// The queue of the calls that wait for the same limits.
#[derive(Debug)]
pub(crate) struct RequestQueue {
    /// The ids of the buckets of these limits. Calls without a bucket have a queue as well.
    buckets: Vec<u64>,
    /// Held by the first call in the queue.
    pub(crate) turn: Mutex<()>,
    /// Notified when a response may admit it.
    pub(crate) change: Notify,
}

/// The queues in which calls wait.
#[derive(Debug, Default)]
pub(crate) struct RequestQueues(Vec<Arc<RequestQueue>>);

impl RequestQueue {
    /// Whether it is the queue of these buckets.
    pub(crate) fn is_of(&self, buckets: &[u64]) -> bool {
        self.buckets == buckets
    }
}

impl RequestQueues {
    /// The queue of these buckets.
    pub(crate) fn of(&mut self, buckets: &[u64]) -> Arc<RequestQueue> {
        if let Some(queue) = self.0.iter().find(|queue| queue.is_of(buckets)) {
            return queue.clone();
        }
        // Queues without calls are left out here, so that there are never more than calls.
        self.0.retain(|queue| Arc::strong_count(queue) > 1);
        let queue = Arc::new(RequestQueue {
            buckets: buckets.to_vec(),
            turn: Mutex::default(),
            change: Notify::new(),
        });
        self.0.push(queue.clone());
        queue
    }

    /// Lets the first call of each queue look at the limits again.
    pub(crate) fn wake(&self) {
        for queue in &self.0 {
            queue.change.notify_one();
        }
    }
}
