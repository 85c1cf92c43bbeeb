//! Shows how far a run is: items, requests, what is left of the rate limit, and the time left.

use std::time::{Duration, Instant};

use client_crate::RateLimiter;
use client_crate::bulk;
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::input::Position;
use crate::screen::Screen;

/// How often the bar changes.
const BAR: Duration = Duration::from_millis(200);

/// How often a line is printed if there is no bar.
const LINE: Duration = Duration::from_secs(5);

/// How far a run is.
pub struct Progress {
    screen: Screen,
    position: Position,
    limiter: RateLimiter,
    timer: Interval,
    started: Instant,
    shown: Instant,
    every: Duration,
    /// The items that had an outcome when this run started.
    before: u64,
}

impl Progress {
    /// The progress of a run that starts now.
    pub fn new(screen: &Screen, position: Position, limiter: RateLimiter, before: u64) -> Self {
        let every = if matches!(screen, Screen::Bar(_)) { BAR } else { LINE };
        let mut timer = interval(every);
        timer.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let now = Instant::now();
        let screen = screen.clone();
        Self { screen, position, limiter, timer, started: now, shown: now, every, before }
    }

    /// Waits until it is time to show it.
    pub async fn tick(&mut self) {
        self.timer.tick().await;
    }

    /// Shows it, if it is time. `items` is the number of those that have an outcome.
    pub fn show(&mut self, items: u64, summary: &bulk::Summary) {
        if self.shown.elapsed() < self.every {
            return;
        }
        self.shown = Instant::now();
        let total = self.position.estimated_records().map(|total| total.max(items));
        let text = self.text(items, total, summary);
        self.screen.progress(text, items, total);
    }

    fn text(&self, items: u64, total: Option<u64>, summary: &bulk::Summary) -> String {
        let mut parts = vec![match total {
            Some(total) if summary.is_input_complete => format!("{items} of {total} items"),
            Some(total) => format!("{items} of about {total} items"),
            None => format!("{items} items"),
        }];
        if let Some(left) = total.and_then(|total| self.time_left(items, total)) {
            parts.push(format!("{} left", duration(left)));
        }
        parts.push(format!("{} requests", summary.requests));
        parts.push(format!("{} jobs open", summary.open_jobs));
        if let Some(limit) = self.limiter.status(Instant::now()) {
            let (remaining, limit, reset) =
                (limit.remaining, limit.limit, limit.resets_in.as_secs());
            parts.push(format!("rate limit: {remaining} of {limit} for {reset} s"));
        }
        parts.join(", ")
    }

    /// The time that the rest takes if it is as fast as what is done.
    fn time_left(&self, items: u64, total: u64) -> Option<Duration> {
        let done =
            u32::try_from(items.saturating_sub(self.before)).ok().filter(|done| *done > 0)?;
        let rest = u32::try_from(total.saturating_sub(items)).ok()?;
        self.started.elapsed().checked_mul(rest).map(|time| time / done)
    }
}

/// A duration in minutes and seconds.
pub fn duration(time: Duration) -> String {
    match (time.as_secs() / 60, time.as_secs() % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}
