//! Ends a run early.
//!
//! Invariant: shutting down only ever gets stricter: from running to draining to aborted.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Ends a run early, from any task. Clones are equal.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::bulk::Handle;
///
/// async fn on_interrupt(handle: Handle) {
///     // The first interrupt: the open jobs have 30 seconds.
///     handle.shut_down(Duration::from_secs(30));
///     // The second one.
///     handle.abort();
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Handle(Arc<watch::Sender<Shutdown>>);

/// How a run is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shutdown {
    /// At the end of the input.
    Running,
    /// Nothing more is submitted, and open jobs have this time to finish.
    Draining(Duration),
    /// At once.
    Aborted,
}

impl Handle {
    pub(super) fn new() -> (Self, watch::Receiver<Shutdown>) {
        let (sender, receiver) = watch::channel(Shutdown::Running);
        (Self(Arc::new(sender)), receiver)
    }

    /// Submits nothing more, and waits this long for the results of what was submitted. After it the
    /// run is aborted. A second call aborts at once.
    pub fn shut_down(&self, deadline: Duration) {
        self.0.send_modify(|state| {
            *state = match state {
                Shutdown::Running => Shutdown::Draining(deadline),
                Shutdown::Draining(_) | Shutdown::Aborted => Shutdown::Aborted,
            }
        });
    }

    /// Ends the run at once. Items that were submitted are reported as unknown, and a later run of
    /// the same journal finds out what became of them.
    pub fn abort(&self) {
        self.0.send_replace(Shutdown::Aborted);
    }
}
