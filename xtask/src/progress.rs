//! Prints the progress of a long run to standard error.
//!
//! Invariant: there is one line for each description and stage, in the order of completion.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The progress of one stage.
pub(crate) struct Progress {
    stage: &'static str,
    total: usize,
    finished: AtomicUsize,
}

impl Progress {
    pub(crate) fn new(stage: &'static str, total: usize) -> Self {
        Self { stage, total, finished: AtomicUsize::new(0) }
    }

    /// Prints a line at the start of the stage.
    pub(crate) fn start(&self, what: &str) {
        log(&format!("{}  {what}", self.stage));
    }

    /// Counts and prints a finished item.
    pub(crate) fn finish_item(&self, label: &str, result: &str) {
        let finished = self.finished.fetch_add(1, Ordering::Relaxed) + 1;
        let width = self.total.to_string().len();
        log(&format!("{} {finished:width$}/{}  {label}: {result}", self.stage, self.total));
    }
}

/// Prints one line.
pub(crate) fn log(line: &str) {
    // A closed pipe does not stop the run.
    let _ = writeln!(io::stderr(), "{line}");
}
