//! Feeds the records of the input to a run.
//!
//! Invariant: a record becomes an item of the run, or a line of the outcomes, or it was updated by an
//! earlier run.

use std::io;
use std::thread;

use client_crate::bulk::Sender;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use crate::api::Item;
use crate::arguments::{Arguments, Form};
use crate::check;
use crate::earlier::{self, Earlier};
use crate::input::Records;
use crate::outcome::Outcome;
use crate::outcome_line::OutcomeLine;
use crate::outcomes::Outcomes;
use crate::record::{Place, Record};
use crate::screen::Screen;
use crate::stop::Stop;
use crate::summary::{End, Summary};
use crate::warnings::Warnings;

/// Where an item comes from. The run returns it with the outcome.
#[derive(Debug)]
pub struct Origin {
    /// The place of the record.
    pub place: Place,
    /// The item as JSON.
    pub text: String,
}

/// What a record is.
pub enum Fed {
    /// An item to be sent.
    Item(Box<Item>, Origin),
    /// It is not sent.
    NotSent(Box<OutcomeLine>),
    /// An earlier run has updated it.
    Updated(Place),
    /// The input cannot be read any further.
    Failed(io::Error),
}

/// Reads a record.
pub fn read(record: io::Result<Record>, form: Form, warnings: &mut Warnings) -> Fed {
    let Record { place, text, problem } = match record {
        Ok(record) => record,
        Err(error) => return Fed::Failed(error),
    };
    let item = match (problem, form) {
        (Some(problem), _) => Err(problem),
        (None, Form::Items) => Ok(text.clone()),
        (None, Form::Outcomes) => match earlier::read(&text, place) {
            Ok(Earlier::Updated) => return Fed::Updated(place),
            Ok(Earlier::Kept(line)) => return Fed::NotSent(line),
            Ok(Earlier::Failed(item)) => Ok(item),
            Err(problem) => Err(problem),
        },
    };
    match item.and_then(|item| Ok((check::check(&item)?, item))) {
        Ok((checked, item)) => {
            checked.warnings.into_iter().for_each(|warning| warnings.add(place, warning));
            Fed::Item(Box::new(checked.item), Origin { place, text: item })
        }
        Err(reason) => {
            warnings.invalid(place, &reason);
            Fed::NotSent(Box::new(OutcomeLine {
                id: check::id(&text),
                reason: Some(reason),
                text: Some(text),
                ..OutcomeLine::new(place, Outcome::Invalid)
            }))
        }
    }
}

/// Reads the input in a thread of its own, because reading blocks. Items go to the run, everything else
/// to `others`.
pub fn start(
    records: Records,
    form: Form,
    items: Sender<Item, Origin>,
    others: mpsc::Sender<Fed>,
    screen: &Screen,
) {
    let runtime = Handle::current();
    let mut warnings = Warnings::new(screen);
    thread::spawn(move || {
        for record in records {
            let is_taken = match read(record, form, &mut warnings) {
                Fed::Item(item, origin) => runtime.block_on(items.add(*item, origin)).is_ok(),
                other => others.blocking_send(other).is_ok(),
            };
            if !is_taken {
                return;
            }
        }
        warnings.finish();
    });
}

/// Reads the whole input, and sends nothing.
///
/// # Errors
/// The input cannot be read, or the outcomes cannot be written.
pub fn check_only(
    arguments: &Arguments,
    outcomes: &mut Outcomes,
    screen: &Screen,
) -> Result<Summary, Stop> {
    let records = Records::open(arguments).map_err(|error| Stop::usage(error.to_string()))?;
    let position = records.position();
    let mut warnings = Warnings::new(screen);
    let mut summary = Summary::default();
    for record in records {
        match read(record, arguments.form, &mut warnings) {
            Fed::Item(..) => summary.valid += 1,
            Fed::NotSent(line) => outcomes.write(&line)?,
            Fed::Updated(_) => {}
            Fed::Failed(error) => summary.end = End::Stopped(format!("the input: {error}")),
        }
    }
    warnings.finish();
    summary.records = position.records();
    summary.check_not_empty()
}
