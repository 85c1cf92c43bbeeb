//! Reports records whose outcome is lost.
//!
//! The journal may know that an item is settled while its line is not in the outcomes: the file was
//! removed, or the machine lost power before the line was on the disk. Invariant: at the end of a run,
//! each record has a line.

use crate::arguments::Arguments;
use crate::check;
use crate::feed::{self, Fed};
use crate::input::Records;
use crate::outcome::Outcome;
use crate::outcome_line::OutcomeLine;
use crate::outcomes::Outcomes;
use crate::screen::Screen;
use crate::stop::Stop;
use crate::warnings::Warnings;

const LOST: &str = "an earlier run had its outcome, which is not in the file of outcomes";

/// Adds a line for each record of the input that has none.
///
/// # Errors
/// A file cannot be read or written.
pub fn report_missing(arguments: &Arguments, outcomes: &mut Outcomes) -> Result<(), Stop> {
    if arguments.journal.is_none() {
        return Ok(());
    }
    let early = |error: std::io::Error| Stop::Early(error.to_string());
    let mut warnings = Warnings::new(&Screen::Hidden);
    for record in Records::open(arguments).map_err(early)? {
        let record = record.map_err(early)?;
        if outcomes.has(record.place) {
            continue;
        }
        match feed::read(Ok(record), arguments.form, &mut warnings) {
            Fed::Item(_, origin) => outcomes.write(&OutcomeLine {
                id: check::id(&origin.text),
                reason: Some(LOST.to_owned()),
                item: Some(origin.text),
                ..OutcomeLine::new(origin.place, Outcome::Unknown)
            })?,
            Fed::NotSent(line) => outcomes.write(&line)?,
            Fed::Updated(_) => {}
            Fed::Failed(error) => return Err(early(error)),
        }
    }
    Ok(())
}
