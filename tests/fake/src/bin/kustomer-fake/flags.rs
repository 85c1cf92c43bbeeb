//! The flags of `kustomer-fake`.

use kustomer_fake::{BatchesForm, Fault, Faults, ResetForm, Rule, Setup};
use lexopt::{Arg, Parser, ValueExt};

use crate::{fault, values};

pub(crate) const HELP: &str = "\
Serves a fake of Kustomer's bulk message API on the loopback address.

Usage: kustomer-fake [FLAGS]

Server:
  --port PORT             the port, or 0 for a free one                     [default: 0]
  -h, --help              print this help

API keys:
  --key TOKEN[=ROLE,...]  accept TOKEN, with these roles or with all roles; may be repeated;
                          ROLE is `update-messages`, `read-jobs` or `admin`
                          [default: `fake-token` with all roles]

Rate limit:
  --rate-limit N          requests in a window                              [default: 1000]
  --rate-window SECONDS   the length of a window                            [default: 60]
  --rate-reset FORM       the format of X-RateLimit-Reset: `epoch-seconds` [default],
                          `epoch-milliseconds` or `seconds-from-now`

Jobs:
  --job-hidden SECONDS    how long a new job is not found (404)             [default: 0]
  --job-queued SECONDS    how long a job is queued                          [default: 2]
  --batch-time SECONDS    how long a batch takes                            [default: 3]
  --batch-items N         items in a batch                                  [default: 25]
  --batches FORM          the list of batches is a `document` [default] or a `list`
  --missing-message ID    updates of this message fail; may be repeated
  --history N             jobs and requests that are kept, for long runs    [default: all]

Faults:
  --fault FAULT[,method=METHOD][,path=SUFFIX][,skip=N][,times=N]
                          inject FAULT into the next matching request, or into N of them after the
                          first `skip`; `times=all` has no end; may be repeated
  --random-fault FAULT    inject FAULT at random; may be repeated, then one of them is chosen
  --random-rate N         of 1000 requests, N get a random fault            [default: 100]
  --seed N                the seed of the random faults                     [default: 0]

FAULT is one of:
  refuse                  close the connection before the request is read
  reset-before            close the connection before the request is processed
  reset-after             process the request, then close the connection
  lose-response           process the request and never respond
  status=CODE             respond as a proxy; the request does not reach the API
  delay=SECONDS           delay the response
  truncate=BYTES          end the body of the response after BYTES
  garble                  respond with a body that is not JSON

SECONDS may have a fraction, as in `0.5`.

Exit codes:
  1   the port cannot be bound
  2   the command line is not valid
";

/// The flags that have a value.
const FLAGS: [&str; 16] = [
    "port",
    "key",
    "rate-limit",
    "rate-window",
    "rate-reset",
    "job-hidden",
    "job-queued",
    "batch-time",
    "batch-items",
    "batches",
    "missing-message",
    "history",
    "fault",
    "random-fault",
    "random-rate",
    "seed",
];

/// How many of 1000 requests get a random fault by default.
const RANDOM_RATE: u64 = 100;

/// A parsed command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Start a server.
    Serve(Box<Flags>),
}

/// The settings of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    pub(crate) port: u16,
    pub(crate) setup: Setup,
}

/// The flags for faults, which together make the [`Faults`] of the setup.
#[derive(Default)]
struct FaultFlags {
    rules: Vec<Rule>,
    random: Vec<Fault>,
    rate: Option<u64>,
    seed: Option<u64>,
}

impl Command {
    /// Parses the command line.
    ///
    /// # Errors
    ///
    /// Returns a message that says what is not valid.
    pub(crate) fn parse(mut parser: Parser) -> Result<Self, String> {
        let mut flags = Flags::default();
        let mut faults = FaultFlags::default();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            let name = match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long(name) if FLAGS.contains(&name) => name.to_owned(),
                other => return Err(other.unexpected().to_string()),
            };
            let value = parser.value().and_then(ValueExt::string);
            let value = value.map_err(|error| error.to_string())?;
            set(&mut flags, &mut faults, &name, &value)
                .map_err(|problem| format!("--{name}: {problem}"))?;
        }
        flags.setup.faults = faults.build()?;
        Ok(Self::Serve(Box::new(flags)))
    }
}

/// Applies one flag.
fn set(flags: &mut Flags, faults: &mut FaultFlags, name: &str, value: &str) -> Result<(), String> {
    let setup = &mut flags.setup;
    match name {
        "port" => flags.port = values::number(value)?,
        "key" => setup.keys.push(values::key(value)?),
        "rate-limit" => setup.rate_limit.requests = values::number(value)?,
        "rate-window" => setup.rate_limit.window = values::positive_seconds(value)?,
        "rate-reset" => setup.rate_limit.reset = values::choice(value, &RESET_FORMS)?,
        "job-hidden" => setup.job_timing.hidden = values::seconds(value)?,
        "job-queued" => setup.job_timing.queued = values::seconds(value)?,
        "batch-time" => setup.job_timing.batch = values::seconds(value)?,
        "batch-items" => setup.job_timing.batch_items = values::positive_number(value)?,
        "batches" => setup.batches = values::choice(value, &BATCHES_FORMS)?,
        "missing-message" => setup.missing_messages.push(value.to_owned()),
        "history" => setup.history = Some(values::positive_number(value)?),
        "fault" => faults.rules.push(fault::rule(value)?),
        "random-fault" => faults.random.push(fault::fault(value)?),
        "random-rate" => faults.rate = Some(values::per_mille(value)?),
        "seed" => faults.seed = Some(values::number(value)?),
        _ => return Err("unknown flag".to_owned()),
    }
    Ok(())
}

const RESET_FORMS: [(&str, ResetForm); 3] = [
    ("epoch-seconds", ResetForm::EpochSeconds),
    ("epoch-milliseconds", ResetForm::EpochMilliseconds),
    ("seconds-from-now", ResetForm::SecondsFromNow),
];

const BATCHES_FORMS: [(&str, BatchesForm); 2] =
    [("document", BatchesForm::Document), ("list", BatchesForm::List)];

impl FaultFlags {
    fn build(self) -> Result<Faults, String> {
        let faults = Faults::rules(self.rules);
        if self.random.is_empty() {
            return match (self.rate, self.seed) {
                (None, None) => Ok(faults),
                _ => Err("--random-rate and --seed need at least one --random-fault".to_owned()),
            };
        }
        let rate = self.rate.unwrap_or(RANDOM_RATE);
        Ok(faults.and_random(self.seed.unwrap_or_default(), rate, self.random))
    }
}

#[cfg(test)]
mod tests;
