//! The command line.
//!
//! Invariant: options that contradict each other are refused, with what to do instead. A secret is no
//! argument, because other users of a machine can read those.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use client_crate::ClientBuilder;
use lexopt::{Arg, Parser, ValueExt};

use crate::api;

/// What to do.
pub enum Command {
    /// Print the help.
    Help,
    /// Update records, or only check the input.
    Update(Box<Arguments>),
}

/// How to update records.
#[derive(Default)]
pub struct Arguments {
    /// Where the items are.
    pub input: Input,
    /// Whether the input has the outcomes of an earlier run.
    pub form: Form,
    /// Whether anything is sent.
    pub mode: Mode,
    /// The address of the API.
    pub base_url: Option<String>,
    /// The variables of the address, with their values.
    pub server: Vec<(&'static ServerOption, String)>,
    /// The maximum number of open jobs.
    pub max_open_jobs: Option<usize>,
    /// How long Ctrl-C waits for results.
    pub drain: Option<Duration>,
    /// The file of the outcomes, if it is not standard output.
    pub outcomes: Option<PathBuf>,
    /// The journal.
    pub journal: Option<PathBuf>,
}

/// An option that sets a variable in the address of the API.
pub struct ServerOption {
    /// The name of the option.
    pub option: &'static str,
    /// The option with its value, for the help.
    pub usage: &'static str,
    /// The name of the variable.
    pub variable: &'static str,
    /// Sets the variable.
    pub set: fn(ClientBuilder, String) -> ClientBuilder,
}

/// Where the items are.
#[derive(Default)]
pub enum Input {
    /// Standard input.
    #[default]
    Standard,
    /// Standard input, copied to a file first.
    Spooled(PathBuf),
    /// A file.
    File(PathBuf),
}

/// What the records of the input are.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Items.
    #[default]
    Items,
    /// The outcomes of an earlier run.
    Outcomes,
}

/// Whether anything is sent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Items are sent.
    #[default]
    Send,
    /// The input is checked only.
    DryRun,
}

/// How long Ctrl-C waits for results by default.
pub const DRAIN: Duration = Duration::from_secs(30);

/// Reads the arguments of the process.
///
/// # Errors
/// What is wrong with them.
pub fn parse() -> Result<Command, String> {
    let mut parser = Parser::from_env();
    let mut arguments = Arguments::default();
    let mut file = None;
    let mut spool = None;
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Long("dry-run") => arguments.mode = Mode::DryRun,
            Arg::Long("only-failed") if file.is_none() => {
                arguments.form = Form::Outcomes;
                file = Some(parser.value().map_err(usage)?);
            }
            Arg::Long("base-url") => arguments.base_url = Some(text(&mut parser)?),
            Arg::Long("max-open-jobs") => arguments.max_open_jobs = Some(jobs(&mut parser)?),
            Arg::Long("drain") => arguments.drain = Some(seconds(&mut parser)?),
            Arg::Long("outcomes") => arguments.outcomes = Some(path(&mut parser)?),
            Arg::Long("journal") => arguments.journal = Some(path(&mut parser)?),
            Arg::Long("spool") => spool = Some(path(&mut parser)?),
            Arg::Value(value) if file.is_none() => file = Some(value),
            Arg::Value(_) | Arg::Long("only-failed") => {
                return Err(usage(
                    "there is more than one input: FILE or `--only-failed OUTCOMES`",
                ));
            }
            Arg::Long(name) => {
                let option = api::SERVER_OPTIONS.iter().find(|option| option.option == name);
                let Some(option) = option else { return Err(usage(argument.unexpected())) };
                arguments.server.push((option, text(&mut parser)?));
            }
            Arg::Short(_) => return Err(usage(argument.unexpected())),
        }
    }
    arguments.input = input(file, spool)?;
    check(&arguments)?;
    Ok(Command::Update(Box::new(arguments)))
}

fn input(file: Option<OsString>, spool: Option<PathBuf>) -> Result<Input, String> {
    let Some(file) = file else {
        return Err(usage("which FILE has the items? `-` is standard input"));
    };
    match (file == "-", spool) {
        (true, None) => Ok(Input::Standard),
        (true, Some(spool)) => Ok(Input::Spooled(spool)),
        (false, None) => Ok(Input::File(file.into())),
        (false, Some(_)) => Err(usage("`--spool` is for standard input: FILE has to be `-`")),
    }
}

/// Refuses options that do not go together.
fn check(arguments: &Arguments) -> Result<(), String> {
    let has_journal = arguments.journal.is_some();
    if has_journal && arguments.mode == Mode::DryRun {
        return Err(usage("`--dry-run` sends nothing that a `--journal` could record"));
    }
    if has_journal && arguments.outcomes.is_none() {
        let message = "a `--journal` needs `--outcomes FILE`: a run that goes on adds to that file";
        return Err(usage(message));
    }
    if has_journal && matches!(arguments.input, Input::Standard) {
        let message = "standard input can be read only once: for a `--journal`, copy it to a file \
                       with `--spool FILE`";
        return Err(usage(message));
    }
    let spool = match &arguments.input {
        Input::File(path) | Input::Spooled(path) => Some(path),
        Input::Standard => None,
    };
    let files = [spool, arguments.outcomes.as_ref(), arguments.journal.as_ref()];
    let files: Vec<PathBuf> = files.into_iter().flatten().map(absolute).collect();
    let is_twice = |(at, file): (usize, &PathBuf)| files.iter().skip(at + 1).any(|it| it == file);
    if files.iter().enumerate().any(is_twice) {
        return Err(usage("the input, the outcomes and the journal have to be different files"));
    }
    Ok(())
}

/// The same path for the same file, as far as it exists.
fn absolute(path: &PathBuf) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn text(parser: &mut Parser) -> Result<String, String> {
    parser.value().and_then(ValueExt::string).map_err(usage)
}

fn path(parser: &mut Parser) -> Result<PathBuf, String> {
    parser.value().map(PathBuf::from).map_err(usage)
}

fn jobs(parser: &mut Parser) -> Result<usize, String> {
    let jobs: usize = parser.value().and_then(|value| value.parse()).map_err(usage)?;
    if jobs == 0 { Err(usage("`--max-open-jobs` is at least 1")) } else { Ok(jobs) }
}

fn seconds(parser: &mut Parser) -> Result<Duration, String> {
    let seconds: f64 = parser.value().and_then(|value| value.parse()).map_err(usage)?;
    Duration::try_from_secs_f64(seconds).map_err(|error| usage(format!("`--drain`: {error}")))
}

fn usage(message: impl std::fmt::Display) -> String {
    format!("{message}\n`--help` lists the options")
}
