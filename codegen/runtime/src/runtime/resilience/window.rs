//! When the window of an announced limit ends.
//!
//! Invariant: pure, the time is an argument. A window always has an end, also if no response has
//! announced one since the last reset.

use std::time::{Duration, Instant};

use super::rate_limit_headers::Announcement;
use crate::runtime::defaults::MAX_RATE_LIMIT_WAIT;

/// The maximum difference between the resets that two responses of one window announce, because
/// servers round them.
const TOLERANCE: Duration = Duration::from_secs(2);

/// The longest window: a year. It keeps instants within the range of the clock.
const MAX_WINDOW: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// The window that a response belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belongs {
    /// An earlier one, about which nothing has to be known anymore.
    Before,
    /// The known one.
    Here,
    /// A later one, which is the known one from now on.
    After,
}

/// The current window of a limit.
#[derive(Debug)]
pub(crate) struct Window {
    end: End,
    /// The length, if the server announces it.
    announced_length: Option<Duration>,
    /// The longest time that was left, which the length is at least.
    longest_rest: Duration,
    /// The shortest time between the ends of two windows, which the length of a fixed window is at
    /// most.
    shortest_step: Option<Duration>,
}

/// When a window ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Between these two instants, as the server has announced.
    Announced { first: Instant, last: Instant },
    /// By `last`. The window was started at `since`, when the previous one had ended by `previous`,
    /// and no response has told its end.
    Assumed { since: Instant, previous: Instant, last: Instant },
}

impl Window {
    /// The window that a response announces.
    pub(crate) fn new(announced: &Announcement, sent: Instant, now: Instant) -> Self {
        let (first, last) = ends(announced, sent, now);
        Self {
            end: End::Announced { first, last },
            announced_length: announced.window,
            longest_rest: announced.reset.min(MAX_WINDOW),
            shortest_step: None,
        }
    }

    /// The latest time at which the window ends.
    pub(crate) fn end(&self) -> Instant {
        match self.end {
            End::Announced { last, .. } | End::Assumed { last, .. } => last,
        }
    }

    /// Starts a window now, after the end of the last one.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.end = End::Assumed { since: now, previous: self.end(), last: now + self.length() };
    }

    /// Reads the end that a response announces.
    pub(crate) fn update(
        &mut self,
        announced: &Announcement,
        sent: Instant,
        now: Instant,
    ) -> Belongs {
        let (first, last) = ends(announced, sent, now);
        let belongs = self.belongs(sent, first, last);
        if belongs == Belongs::Before {
            return belongs;
        }
        self.announced_length = announced.window.or(self.announced_length);
        self.longest_rest = self.longest_rest.max(announced.reset.min(MAX_WINDOW));
        self.end = match self.end {
            End::Announced { first: known_first, last: known_last } => {
                if belongs == Belongs::Here {
                    let first = first.max(known_first);
                    End::Announced { first, last: last.min(known_last).max(first) }
                } else {
                    let step = last.saturating_duration_since(known_first);
                    self.shortest_step = Some(self.shortest_step.unwrap_or(step).min(step));
                    End::Announced { first, last }
                }
            }
            End::Assumed { previous, .. } => {
                if first > previous + TOLERANCE {
                    let step = last.saturating_duration_since(previous) + TOLERANCE;
                    self.shortest_step = Some(self.shortest_step.unwrap_or(step).min(step));
                }
                End::Announced { first, last }
            }
        };
        belongs
    }

    fn belongs(&self, sent: Instant, first: Instant, last: Instant) -> Belongs {
        match self.end {
            End::Assumed { since, previous, .. }
                if sent >= since || first > previous + TOLERANCE =>
            {
                Belongs::After
            }
            End::Announced { last: known, .. } if first > known + TOLERANCE => Belongs::After,
            End::Announced { first: known, .. } if last + TOLERANCE >= known => Belongs::Here,
            End::Assumed { .. } | End::Announced { .. } => Belongs::Before,
        }
    }

    /// The length of the window, as far as it was seen.
    pub(crate) fn known_length(&self) -> Duration {
        self.announced_length.unwrap_or(self.longest_rest)
    }

    /// A time that the window is not longer than, as far as is known. A window that is taken for
    /// shorter than it is would be used twice.
    fn length(&self) -> Duration {
        let learned = self.shortest_step.unwrap_or(MAX_RATE_LIMIT_WAIT);
        self.announced_length.unwrap_or(learned).max(self.longest_rest).min(MAX_WINDOW)
    }
}

/// The earliest and the latest instant of the reset. It is relative to the time at which the server
/// wrote the response, which is between sending the request and receiving the response.
fn ends(announced: &Announcement, sent: Instant, now: Instant) -> (Instant, Instant) {
    let reset = announced.reset.min(MAX_WINDOW);
    (sent + reset, now + reset)
}
