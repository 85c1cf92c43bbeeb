//! Sends the items of the input, and writes their outcomes.
//!
//! Invariant: an outcome is written before the next one is asked for, because the journal takes it as
//! received then.

use std::env;
use std::error::Error;
use std::iter;

use client_crate::bulk::Journal;
use client_crate::{Client, RateLimiter};
use tokio::sync::mpsc;

use crate::arguments::{Arguments, DRAIN, Mode};
use crate::feed;
use crate::input::Records;
use crate::outcomes::Outcomes;
use crate::progress::Progress;
use crate::screen::Screen;
use crate::stop::Stop;
use crate::summary::{End, Summary};
use crate::{api, interrupt, outcome_of};

/// The number of records that are not sent and wait to be written.
const WAITING: usize = 100;

/// A client, and what it knows of the rate limit.
pub struct Connection {
    client: Client,
    limiter: RateLimiter,
}

/// Configures the client, unless nothing is to be sent.
///
/// # Errors
/// Something is missing or not valid.
pub fn connect(arguments: &Arguments) -> Result<Option<Connection>, Stop> {
    if arguments.mode == Mode::DryRun {
        return Ok(None);
    }
    let limiter = RateLimiter::new();
    let mut builder = Client::builder().rate_limiter(limiter.clone());
    for (option, value) in &arguments.server {
        builder = (option.set)(builder, value.clone());
    }
    if let Some(url) = &arguments.base_url {
        builder = builder.base_url(url.clone());
    }
    let key = env::var(api::KEY_VARIABLE).ok().filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| {
        Stop::usage(format!(
            "there is no API key: set the environment variable {}",
            api::KEY_VARIABLE
        ))
    })?;
    let client = api::credential(builder, key).build().map_err(|error| {
        Stop::usage(format!("{error}\n`--help` lists the options for the address of the API"))
    })?;
    Ok(Some(Connection { client, limiter }))
}

/// Sends everything, until the end of the input or an interrupt.
///
/// # Errors
/// A file cannot be read or written.
pub async fn run(
    arguments: &Arguments,
    Connection { client, limiter }: Connection,
    outcomes: &mut Outcomes,
    screen: &Screen,
) -> Result<Summary, Stop> {
    let records = Records::open(arguments).map_err(|error| Stop::usage(error.to_string()))?;
    let position = records.position();
    let mut updates = api::bulk(&client);
    if let Some(jobs) = arguments.max_open_jobs {
        updates = updates.max_open_jobs(jobs);
    }
    if let Some(path) = &arguments.journal {
        updates = updates.journal(Journal::open(path).map_err(|error| Stop::usage(chain(&error)))?);
    }
    let (sender, mut run) = updates.channel();
    let (others, mut not_sent) = mpsc::channel(WAITING);
    feed::start(records, arguments.form, sender, others, screen);
    interrupt::listen(run.handle(), arguments.drain.unwrap_or(DRAIN), screen);
    let before = outcomes.tally().total();
    let mut progress = Progress::new(screen, position.clone(), limiter, before);
    let mut summary = Summary::default();
    loop {
        tokio::select! {
            biased;
            next = run.next() => match next {
                Ok(Some(outcome)) => {
                    summary.last = summary.last.max(Some(outcome.data.place));
                    let is_left = outcome_of::is_left(&outcome.result);
                    summary.left += u64::from(is_left);
                    if !is_left || arguments.journal.is_none() {
                        outcomes.write(&outcome_of::line(outcome))?;
                    }
                }
                Ok(None) => break,
                // The journal is that of another run, or damaged.
                Err(error) if arguments.journal.is_some() && run.summary().requests == 0 => {
                    screen.clear();
                    outcomes.undo()?;
                    return Err(Stop::usage(chain(&error)));
                }
                Err(error) => {
                    summary.end = End::Stopped(chain(&error));
                    break;
                }
            },
            Some(other) = not_sent.recv() => summary.add(other, outcomes)?,
            () = progress.tick() => {}
        }
        progress.show(outcomes.tally().total(), &run.summary());
    }
    let numbers = run.summary();
    if !numbers.is_input_complete {
        // The thread may still be waiting for standard input.
        not_sent.close();
    }
    while let Some(other) = not_sent.recv().await {
        summary.add(other, outcomes)?;
    }
    screen.clear();
    summary.finish(position.records(), &numbers).check_not_empty()
}

/// An error with its causes.
fn chain(error: &(dyn Error + 'static)) -> String {
    let errors = iter::successors(Some(error), |error| (*error).source());
    errors.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
