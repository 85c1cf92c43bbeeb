//! The flags of `cargo xtask corpus`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub(super) const HELP: &str = "\
Generates a client crate from each of many descriptions, compiles all of them, and prints a table.

Usage: cargo xtask corpus [FLAGS] DIR|FILE...

A DIR stands for the files *.yaml, *.yml and *.json in it. The crates are members of one cargo
workspace and are compiled with the versions in the Cargo.lock of this project. Dependencies that are
missing are downloaded; else the command works offline. Crates that did not change since the last run
are not compiled again.

Flags:
  --test            also run the tests that the generator makes from examples
  --fidelity        also decode and encode all examples as they are written, and count what is kept
  --clippy          also count the warnings of clippy
  --filter TEXT     only descriptions whose label (the last directory and the file) contains TEXT
  --jobs N          the number of parallel jobs              [default: one per processor]
  --keep DIR        the directory of the crates              [default: target/corpus]
  --allow-refused[=NAME,...]
                    do not fail if descriptions, or those with these names, are refused
  --json            print JSON instead of a table
  -h, --help        print this help

Columns:
  generated   `yes`, or the number of errors if the description was refused, or `panicked`
  compiled    whether the library compiles, or the number of errors
  warnings    warnings of rustc in the library and, with --test, in the tests
  clippy      warnings of clippy, with --clippy
  degraded    warnings of the generator
  examples    passed and all tests of examples, with --test
  decoded     examples that can be decoded, and all examples, with --fidelity
  equal       examples that are the same JSON when they are encoded again, with --fidelity
  dropped     members of decoded examples that are then missing, with --fidelity
  left out    examples that contradict their schema, which become no tests
  types       generated types
  operations  generated operations
  lines       lines of Rust in src, without the runtime that all clients share
  tests       lines of Rust in tests
  files       files of the crate, including the runtime
  longest     lines of the longest Rust file, without the runtime
  gen s       wall-clock seconds of the generator; measure with `cargo run --release -p xtask corpus`
  check s     user and system seconds of rustc in the last check of this crate

Exit codes:
  0   each description was generated and compiles; warnings and failed examples do not count
  1   a description was refused, the generator panicked, or a crate does not compile
  2   the command line is not valid
";

/// The flags and their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) paths: Vec<PathBuf>,
    /// What is done with each crate that compiles.
    pub(super) checks: BTreeSet<Check>,
    pub(super) json: bool,
    pub(super) filter: Option<String>,
    pub(super) jobs: Option<NonZero<usize>>,
    pub(super) keep: Option<PathBuf>,
    pub(super) allowed_refusals: AllowedRefusals,
}

/// What can be done with a generated crate besides compiling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Check {
    Clippy,
    Fidelity,
    Test,
}

/// The descriptions that may be refused without failing the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum AllowedRefusals {
    #[default]
    None,
    All,
    /// Those with these file names or labels.
    Named(Vec<String>),
}

/// A parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ParsedArguments {
    Help,
    Run(Arguments),
}

impl ParsedArguments {
    /// Parses the command line.
    ///
    /// # Errors
    ///
    /// Returns a message that says what is not valid.
    pub(super) fn parse(mut parser: Parser) -> Result<Self, String> {
        let mut arguments = Arguments::default();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("test") => {
                    arguments.checks.insert(Check::Test);
                }
                Arg::Long("fidelity") => {
                    arguments.checks.insert(Check::Fidelity);
                }
                Arg::Long("clippy") => {
                    arguments.checks.insert(Check::Clippy);
                }
                Arg::Long("json") => arguments.json = true,
                Arg::Long("filter") => arguments.filter = Some(text(value(&mut parser)?)?),
                Arg::Long("jobs") => arguments.jobs = Some(number(value(&mut parser)?)?),
                Arg::Long("keep") => arguments.keep = Some(value(&mut parser)?.into()),
                Arg::Long("allow-refused") => {
                    arguments.allowed_refusals = AllowedRefusals::parse(parser.optional_value())?;
                }
                Arg::Value(path) => arguments.paths.push(path.into()),
                other => return Err(other.unexpected().to_string()),
            }
        }
        if arguments.paths.is_empty() {
            return Err("a directory or file is missing".to_owned());
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
    /// Whether `--filter` selects the description with this label.
    pub(super) fn selects(&self, label: &str) -> bool {
        self.filter.as_ref().is_none_or(|text| label.contains(text))
    }
}

impl AllowedRefusals {
    fn parse(names: Option<OsString>) -> Result<Self, String> {
        let Some(names) = names else { return Ok(Self::All) };
        Ok(Self::Named(text(names)?.split(',').map(str::to_owned).collect()))
    }

    /// Whether the description with this label may be refused.
    pub(super) fn contains(&self, label: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| {
                label == name || label.rsplit_once('/').is_some_and(|(_, file)| file == name)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AllowedRefusals, Arguments, BTreeSet, Check, ParsedArguments};
    use lexopt::Parser;
    use std::num::NonZero;

    fn parse(arguments: &[&str]) -> Result<ParsedArguments, String> {
        ParsedArguments::parse(Parser::from_args(arguments))
    }

    #[test]
    fn flags_and_paths_may_be_in_any_order() {
        let arguments = Arguments {
            paths: vec!["a".into(), "b.yaml".into()],
            checks: BTreeSet::from([Check::Test]),
            filter: Some("enum".into()),
            jobs: NonZero::new(3),
            keep: Some("out".into()),
            ..Arguments::default()
        };
        let words = ["a", "--test", "--filter", "enum", "--jobs=3", "--keep", "out", "b.yaml"];
        assert_eq!(parse(&words), Ok(ParsedArguments::Run(arguments)));
        assert_eq!(parse(&["-h"]), Ok(ParsedArguments::Help));
    }

    #[test]
    fn a_command_line_that_is_not_valid_is_an_error() {
        for words in [&[][..], &["a", "--jobs", "0"], &["a", "--what"], &["a", "--filter"]] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn refusals_are_allowed_for_all_or_by_name() {
        let allowed = |words: &[&str]| match parse(words) {
            Ok(ParsedArguments::Run(arguments)) => arguments.allowed_refusals,
            _ => AllowedRefusals::None,
        };
        assert!(!allowed(&["dir"]).contains("dir/a.yaml"));
        assert!(allowed(&["--allow-refused", "dir"]).contains("dir/a.yaml"));
        let named = allowed(&["--allow-refused=a.yaml,dir/b.yaml", "dir"]);
        assert!(named.contains("dir/a.yaml") && named.contains("dir/b.yaml"));
        assert!(!named.contains("dir/c.yaml"));
    }
}
