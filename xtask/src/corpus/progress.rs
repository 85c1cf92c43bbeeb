//! What a long run says while it works, on standard error.
//!
//! Invariant: one line a description and stage, in the order in which they are done.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far one stage is.
pub(super) struct Progress {
    stage: &'static str,
    total: usize,
    done: AtomicUsize,
}

impl Progress {
    pub(super) fn new(stage: &'static str, total: usize) -> Self {
        Self { stage, total, done: AtomicUsize::new(0) }
    }

    /// The stage begins, perhaps with what takes long before anything is done.
    pub(super) fn begins(&self, what: &str) {
        say(&format!("{}  {what}", self.stage));
    }

    /// One more is done.
    pub(super) fn done(&self, label: &str, result: &str) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let width = self.total.to_string().len();
        say(&format!("{} {done:width$}/{}  {label}: {result}", self.stage, self.total));
    }
}

/// One line.
pub(super) fn say(line: &str) {
    // Where nobody reads any more, the work goes on all the same.
    let _ = writeln!(io::stderr(), "{line}");
}
