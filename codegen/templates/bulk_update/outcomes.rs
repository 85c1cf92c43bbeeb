//! Writes what became of each record, as lines of JSON.
//!
//! Invariant: a record has one line, also if several runs of a journal report it. A line is written as
//! a whole before anything else happens with the run.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use crate::arguments::Arguments;
use crate::indexes::Indexes;
use crate::outcome::Tally;
use crate::outcome_line::{self, OutcomeLine};
use crate::record::Place;
use crate::stop::Stop;

/// Where outcomes are written, and which records have one.
pub struct Outcomes {
    output: Box<dyn Write + Send>,
    /// The file, and its length before this run.
    file: Option<(File, u64)>,
    reported: Indexes,
    tally: Tally,
}

impl Outcomes {
    /// Opens the outcomes: those of the run that the journal has, or new ones.
    ///
    /// # Errors
    /// The file cannot be used.
    pub fn open(arguments: &Arguments) -> Result<Self, Stop> {
        let mut outcomes = Self {
            output: Box::new(io::stdout()),
            file: None,
            reported: Indexes::default(),
            tally: Tally::default(),
        };
        let Some(path) = &arguments.outcomes else { return Ok(outcomes) };
        let mut open = OpenOptions::new();
        let file = open.read(true).write(true).create(true).truncate(false).open(path);
        let mut file = file.map_err(|error| Stop::file(path, &error))?;
        let length = outcomes.read(&file, path)?;
        let begun = |journal: &Path| journal.metadata().is_ok_and(|metadata| metadata.len() > 0);
        if length > 0 && !arguments.journal.as_deref().is_some_and(begun) {
            return Err(Stop::usage(format!(
                "{} has the outcomes of another run: choose another file, or move it away",
                path.display()
            )));
        }
        // A line that a crash has cut off is written again.
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::Start(length)))
            .map_err(|error| Stop::file(path, &error))?;
        let same = file.try_clone().map_err(|error| Stop::file(path, &error))?;
        outcomes.file = Some((same, length));
        outcomes.output = Box::new(file);
        Ok(outcomes)
    }

    /// Reads the lines of earlier runs, and returns their length in bytes.
    fn read(&mut self, file: &File, path: &Path) -> Result<u64, Stop> {
        let mut lines = BufReader::new(file);
        let (mut length, mut number) = (0, 0);
        let mut line = Vec::new();
        loop {
            line.clear();
            let bytes =
                lines.read_until(b'\n', &mut line).map_err(|error| Stop::file(path, &error))?;
            if !line.ends_with(b"\n") {
                return Ok(length);
            }
            number += 1;
            let Some((index, outcome)) = outcome_line::recorded(&line) else {
                let path = path.display();
                return Err(Stop::usage(format!(
                    "{path}, line {number}, is not an outcome of this program: choose another file"
                )));
            };
            if self.reported.insert(index) {
                self.tally.add(outcome);
            }
            length += u64::try_from(bytes).unwrap_or_default();
        }
    }

    /// Writes a line, unless the record has one.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&mut self, line: &OutcomeLine) -> Result<(), Stop> {
        if !self.reported.insert(line.place.index) {
            return Ok(());
        }
        self.tally.add(line.outcome);
        self.output
            .write_all(format!("{line}\n").as_bytes())
            .and_then(|()| self.output.flush())
            .map_err(|error| Stop::Early(format!("the outcomes cannot be written: {error}")))
    }

    /// Removes the lines of this run, whose input is not that of the journal.
    ///
    /// # Errors
    /// They cannot be removed.
    pub fn undo(&mut self) -> Result<(), Stop> {
        let Some((file, length)) = &self.file else { return Ok(()) };
        file.set_len(*length)
            .map_err(|error| Stop::usage(format!("the outcomes cannot be written: {error}")))
    }

    /// Remembers a record that needs no line.
    pub fn leave_out(&mut self, place: Place) {
        self.reported.insert(place.index);
    }

    /// Whether a record has a line, or needs none.
    pub fn has(&self, place: Place) -> bool {
        self.reported.contains(place.index)
    }

    /// The number of records with each outcome, in all runs of the journal.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}
