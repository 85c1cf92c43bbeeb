//! The flags of `cargo xtask corpus`.
//!
//! Invariant: what is said in the help is what the flags do.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub(super) const HELP: &str = "\
Generates a client crate from each of many descriptions, compiles all of them, and prints a table.

Usage: cargo xtask corpus [FLAGS] DIR|FILE...

A DIR stands for the *.yaml, *.yml and *.json in it. All crates are members of one cargo workspace
and are built offline, with the versions of this project's Cargo.lock. What did not change since the
last run is not compiled again.

Flags:
  --test            also run the tests that examples of the descriptions became
  --clippy          also count the warnings of clippy
  --filter TEXT     only descriptions whose folder and name contain TEXT
  --jobs N          how much is done at once                 [default: one per processor]
  --keep DIR        where the crates are written             [default: target/corpus]
  --allow-refused[=NAME,...]
                    do not fail because descriptions, or those of these names, are refused
  --json            print JSON instead of the table
  -h, --help        print this

Columns:
  generated   `yes`, or the number of errors for which the description was refused, or `panicked`
  compiled    whether the library compiles, or the number of errors
  warnings    of rustc, in the library and, with --test, in the tests
  degraded    warnings of the generator
  examples    passed of all that became tests; `left out` are those that contradict their schema
  lines       of Rust in src, without the runtime that all clients share; `tests` in tests
  files       of the crate, the runtime among them
  longest     lines of the longest file of Rust, without the runtime
  gen s       seconds by the clock that generating took; use `cargo run --release -p xtask corpus`
  check s     user and system seconds of rustc for the check of this crate, when it was last checked

Exit codes:
  0   everything was generated and compiles; warnings and failed examples are only told
  1   something was refused, panicked, or does not compile
  2   the command line was not understood
";

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) paths: Vec<PathBuf>,
    pub(super) test: bool,
    pub(super) clippy: bool,
    pub(super) json: bool,
    pub(super) filter: Option<String>,
    pub(super) jobs: Option<NonZero<usize>>,
    pub(super) keep: Option<PathBuf>,
    pub(super) refusals: Refusals,
}

/// Which descriptions may be refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Refusals {
    #[default]
    Fail,
    Allowed,
    /// These alone, called as their files are, with or without the folder.
    Of(Vec<String>),
}

/// A command line that was understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    Help,
    Run(Arguments),
}

impl Request {
    /// # Errors
    ///
    /// What is wrong with the command line, in one sentence.
    pub(super) fn parse(mut parser: Parser) -> Result<Self, String> {
        let mut arguments = Arguments::default();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("test") => arguments.test = true,
                Arg::Long("clippy") => arguments.clippy = true,
                Arg::Long("json") => arguments.json = true,
                Arg::Long("filter") => arguments.filter = Some(text(value(&mut parser)?)?),
                Arg::Long("jobs") => arguments.jobs = Some(number(value(&mut parser)?)?),
                Arg::Long("keep") => arguments.keep = Some(value(&mut parser)?.into()),
                Arg::Long("allow-refused") => {
                    arguments.refusals = Refusals::named(parser.optional_value())?;
                }
                Arg::Value(path) => arguments.paths.push(path.into()),
                other => return Err(other.unexpected().to_string()),
            }
        }
        if arguments.paths.is_empty() {
            return Err("there is no folder or file".to_owned());
        }
        Ok(Self::Run(arguments))
    }
}

fn value(parser: &mut Parser) -> Result<OsString, String> {
    parser.value().map_err(|error| error.to_string())
}

fn text(value: OsString) -> Result<String, String> {
    value.string().map_err(|error| error.to_string())
}

fn number(value: OsString) -> Result<NonZero<usize>, String> {
    let text = text(value)?;
    text.parse().map_err(|_| format!("`{text}` is not a number of jobs"))
}

impl Arguments {
    pub(super) fn selects(&self, label: &str) -> bool {
        self.filter.as_ref().is_none_or(|text| label.contains(text))
    }
}

impl Refusals {
    fn named(names: Option<OsString>) -> Result<Self, String> {
        let Some(names) = names else { return Ok(Self::Allowed) };
        Ok(Self::Of(text(names)?.split(',').map(str::to_owned).collect()))
    }

    pub(super) fn allow(&self, label: &str) -> bool {
        match self {
            Self::Fail => false,
            Self::Allowed => true,
            Self::Of(names) => names.iter().any(|name| {
                label == name || label.rsplit_once('/').is_some_and(|(_, file)| file == name)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Refusals, Request};
    use lexopt::Parser;
    use std::num::NonZero;

    fn parse(arguments: &[&str]) -> Result<Request, String> {
        Request::parse(Parser::from_args(arguments))
    }

    #[test]
    fn flags_and_folders_come_in_any_order() {
        let arguments = Arguments {
            paths: vec!["a".into(), "b.yaml".into()],
            test: true,
            filter: Some("enum".into()),
            jobs: NonZero::new(3),
            keep: Some("out".into()),
            ..Arguments::default()
        };
        let words = ["a", "--test", "--filter", "enum", "--jobs=3", "--keep", "out", "b.yaml"];
        assert_eq!(parse(&words), Ok(Request::Run(arguments)));
        assert_eq!(parse(&["-h"]), Ok(Request::Help));
    }

    #[test]
    fn a_command_line_that_means_nothing_is_refused() {
        for words in [&[][..], &["a", "--jobs", "0"], &["a", "--what"], &["a", "--filter"]] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn refusals_are_allowed_for_all_or_by_name() {
        let refusals = |words: &[&str]| match parse(words) {
            Ok(Request::Run(arguments)) => arguments.refusals,
            _ => Refusals::Fail,
        };
        assert!(!refusals(&["dir"]).allow("dir/a.yaml"));
        assert!(refusals(&["--allow-refused", "dir"]).allow("dir/a.yaml"));
        let named = refusals(&["--allow-refused=a.yaml,dir/b.yaml", "dir"]);
        assert!(named.allow("dir/a.yaml") && named.allow("dir/b.yaml"));
        assert!(!named.allow("dir/c.yaml"));
    }
}
