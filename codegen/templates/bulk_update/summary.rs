//! What a run has done, in numbers, and where to look.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use client_crate::bulk;

use crate::arguments::{Arguments, Form, Mode};
use crate::feed::Fed;
use crate::outcome::Tally;
use crate::outcomes::Outcomes;
use crate::progress::duration;
use crate::record::Place;
use crate::stop::Stop;

/// What a run has done.
pub struct Summary {
    /// The number of records that were read.
    pub records: u64,
    /// The number of valid items, if nothing was sent.
    pub valid: u64,
    /// The number of items that were left when the run ended.
    pub left: u64,
    /// The last record that was taken.
    pub last: Option<Place>,
    /// How the run ended.
    pub end: End,
    /// Whether the input was read to its end.
    is_input_read: bool,
    requests: u64,
    started: Instant,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// At the end of the input.
    Complete,
    /// Before it, because of Ctrl-C.
    Interrupted,
    /// Before it, and why.
    Stopped(String),
}

impl Default for Summary {
    fn default() -> Self {
        let (records, valid, left, last, requests) = Default::default();
        let (end, started) = (End::Complete, Instant::now());
        Self { records, valid, left, last, end, is_input_read: true, requests, started }
    }
}

impl Summary {
    /// Adds a record that is not sent.
    ///
    /// # Errors
    /// Its line cannot be written.
    pub fn add(&mut self, other: Fed, outcomes: &mut Outcomes) -> Result<(), Stop> {
        let place = match other {
            Fed::Item(_, origin) => origin.place,
            Fed::Updated(place) => {
                outcomes.leave_out(place);
                place
            }
            Fed::NotSent(line) => {
                outcomes.write(&line)?;
                line.place
            }
            Fed::Failed(error) => {
                self.end = End::Stopped(format!("the input cannot be read: {error}"));
                self.is_input_read = false;
                return Ok(());
            }
        };
        self.last = self.last.max(Some(place));
        Ok(())
    }

    /// Adds the numbers of the run.
    pub fn finish(mut self, records: u64, numbers: &bulk::Summary) -> Self {
        self.records = records;
        self.requests = numbers.requests;
        self.is_input_read = numbers.is_input_complete && self.is_input_read;
        let is_whole = numbers.is_input_complete && self.left == 0;
        if self.end == End::Complete && !is_whole {
            self.end = End::Interrupted;
        }
        self
    }

    /// An input without a record is a mistake.
    ///
    /// # Errors
    /// There is no record.
    pub fn check_not_empty(self) -> Result<Self, Stop> {
        let is_empty = self.records == 0 && self.end == End::Complete;
        if is_empty { Err(Stop::usage("the input is empty")) } else { Ok(self) }
    }

    /// Whether the whole input was read and sent.
    pub fn is_complete(&self) -> bool {
        self.end == End::Complete
    }

    /// The exit code, as `--help` has it.
    pub fn exit_code(&self, tally: Tally) -> ExitCode {
        if !self.is_complete() {
            ExitCode::from(3)
        } else if tally.failed + tally.unknown + tally.invalid > 0 {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        }
    }

    /// The numbers and what to do next.
    pub fn text(&self, arguments: &Arguments, tally: Tally) -> String {
        let Tally { updated, failed, unknown, invalid } = tally;
        let time = duration(Duration::from_secs(self.started.elapsed().as_secs()));
        let mut lines = vec![match arguments.mode {
            Mode::DryRun => format!("{} valid, {invalid} invalid; nothing was sent", self.valid),
            Mode::Send => format!(
                "{updated} updated, {failed} failed, {unknown} unknown, {invalid} invalid \
                 ({} requests, {time})",
                self.requests
            ),
        }];
        lines.extend(self.stopped(arguments));
        if tally.total() > updated {
            lines.extend(arguments.outcomes.as_ref().map(|path| {
                let path = path.display();
                // Otherwise the same command goes on first.
                if failed > 0 && (self.is_complete() || arguments.journal.is_none()) {
                    format!("see {path}; `--only-failed {path}` sends again what failed")
                } else {
                    format!("see {path}")
                }
            }));
        }
        if arguments.form == Form::Outcomes && tally.total() == 0 && self.is_complete() {
            lines.push("nothing has failed in these outcomes".to_owned());
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    /// Why the run ended early, and how to go on.
    fn stopped(&self, arguments: &Arguments) -> Vec<String> {
        let (why, next) = match &self.end {
            End::Complete => return Vec::new(),
            End::Interrupted => ("the run was interrupted".to_owned(), ""),
            End::Stopped(reason) => (format!("error: {reason}"), "when that is corrected, "),
        };
        let mut lines = vec![why];
        if arguments.journal.is_some() {
            lines.push(format!("{next}the same command goes on where the run ended"));
        } else if !self.is_input_read {
            lines.push(match self.last {
                None => "nothing of the input was read".to_owned(),
                Some(Place { index, line }) => {
                    format!("input after item {} (line {line}) was not read", index + 1)
                }
            });
        }
        lines
    }
}
