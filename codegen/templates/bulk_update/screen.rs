//! Messages and a progress bar on standard error.
//!
//! Invariant: a message never breaks into the bar. If standard error is not a terminal, there is no bar.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// Standard error. Clones share the bar.
#[derive(Clone, Debug)]
pub enum Screen {
    /// A terminal.
    Bar(ProgressBar),
    /// Something else than a terminal.
    Lines,
    /// Nothing is shown.
    Hidden,
}

impl Screen {
    /// The standard error of the process.
    pub fn new() -> Self {
        if !io::stderr().is_terminal() {
            return Self::Lines;
        }
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{wide_bar}\n{wide_msg}") {
            bar.set_style(style);
        }
        Self::Bar(bar)
    }

    /// Prints a message, above the bar if there is one.
    pub fn message(&self, text: &str) {
        match self {
            Self::Bar(bar) => bar.suspend(|| eprintln!("{text}")),
            Self::Lines => eprintln!("{text}"),
            Self::Hidden => {}
        }
    }

    /// Shows a progress: `text`, and how many items there are of how many.
    pub fn progress(&self, text: String, items: u64, total: Option<u64>) {
        if let Self::Bar(bar) = self {
            if let Some(total) = total {
                bar.set_length(total);
            }
            bar.set_position(items);
            bar.set_message(text);
        } else {
            self.message(&text);
        }
    }

    /// Removes the bar.
    pub fn clear(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
