//! Adds items to a run from other tasks.
//!
//! Invariant: an item that was added yields an outcome. Adding waits while the run is busy, and never
//! for the result of an item.

use std::fmt;

use tokio::sync::mpsc;

/// What a sender tells its run.
pub(super) enum Command<T, D> {
    /// An item with the data of the caller.
    Add(T, D),
    /// What was added is submitted without waiting for more.
    Flush,
}

/// Adds items to a [`Run`](super::Run). The input ends when all clones of the sender are dropped or
/// closed.
///
/// ```
/// use runtime::bulk::{Closed, Sender};
///
/// async fn feed<T>(sender: Sender<T, u64>, items: Vec<T>) -> Result<(), Closed> {
///     for (line, item) in (1..).zip(items) {
///         sender.add(item, line).await?;
///     }
///     sender.close();
///     Ok(())
/// }
/// ```
pub struct Sender<T, D = ()> {
    commands: mpsc::Sender<Command<T, D>>,
}

/// The run has ended, and the item was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

/// A sender, and what it sends. The capacity is a number of items.
pub(super) fn channel<T, D>(capacity: usize) -> (Sender<T, D>, mpsc::Receiver<Command<T, D>>) {
    let (commands, receiver) = mpsc::channel(capacity);
    (Sender { commands }, receiver)
}

impl<T, D> Sender<T, D> {
    /// Adds an item, with data that its outcome returns. Waits while the run cannot take it.
    ///
    /// # Errors
    /// The run has ended, by an error or because it was dropped.
    pub async fn add(&self, item: T, data: D) -> Result<(), Closed> {
        self.send(Command::Add(item, data)).await
    }

    /// Submits what was added without waiting for more items. It does not wait for results.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub async fn flush(&self) -> Result<(), Closed> {
        self.send(Command::Flush).await
    }

    /// Ends the input, if there is no other clone of the sender. Dropping it is the same.
    pub fn close(self) {}

    async fn send(&self, command: Command<T, D>) -> Result<(), Closed> {
        self.commands.send(command).await.map_err(|_| Closed)
    }
}

impl<T, D> Clone for Sender<T, D> {
    fn clone(&self) -> Self {
        Self { commands: self.commands.clone() }
    }
}

impl<T, D> fmt::Debug for Sender<T, D> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the run has ended")
    }
}

impl std::error::Error for Closed {}
