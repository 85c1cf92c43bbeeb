//! The flags of `cargo xtask build-cost`.

use std::num::NonZero;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use super::peer::Peer;
use super::step::{STEPS, Step};

pub(super) const HELP: &str = "\
Measures what it costs to build the client crate of each description.

Usage: cargo xtask build-cost [FLAGS] DESCRIPTION...

The crate is generated, and so is a crate by each peer, another generator. A table has the CPU time
and the memory of each build, and their ratios to the least of the peers. Run the command with nothing
else on the computer, and compare only numbers of the same run.

Flags:
  --peer 'COMMAND {spec} {out}'
              a generator to compare with, by the words of its command, without quotes; it writes a
              package with a Cargo.toml into the directory {out}, which exists; can be repeated
  --only BUILD,...
              only these builds: cold, types, build, check or release
  --runs N    how often each build is measured; the least counts    [default: 1]
  -h, --help  print this help

Builds:
  cold build              `cargo build` of the crate and its dependencies, without any artifact
  cold build, types only  the same with --no-default-features, compared with the cold build of the peers
  build, check, build --release
                          of the crate alone, after its dependencies were built

Columns:
  cpu s   user and system seconds of cargo and all processes that it starts
  MiB     the peak of the resident memory of the largest process
  ratio   this crate to the least of the peers

The crates and the artifacts of their dependencies remain in target/build-cost. Dependencies that are missing are downloaded first. Builds are
offline and not incremental.

Exit codes:
  0   all descriptions were measured; a peer may have failed, as a message says
  1   a description was refused, or its crate does not compile
  2   the command line is not valid
";

/// The flags and their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) descriptions: Vec<PathBuf>,
    pub(super) peers: Vec<Peer>,
    /// The builds of `--only`; all if there are none.
    only: Vec<Step>,
    pub(super) runs: NonZero<u32>,
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
        let mut arguments = Arguments::new();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("peer") => arguments.peers.push(Peer::parse(&text(&mut parser)?)?),
                Arg::Long("only") => arguments.only.extend(steps(&text(&mut parser)?)?),
                Arg::Long("runs") => arguments.runs = number(&text(&mut parser)?)?,
                Arg::Value(path) => arguments.descriptions.push(path.into()),
                other => return Err(other.unexpected().to_string()),
            }
        }
        if arguments.descriptions.is_empty() {
            return Err("a description is missing".to_owned());
        }
        Ok(Self::Run(arguments))
    }
}

impl Arguments {
    fn new() -> Self {
        let runs = NonZero::<u32>::MIN;
        Self { descriptions: Vec::new(), peers: Vec::new(), only: Vec::new(), runs }
    }

    /// Whether a build is measured.
    pub(super) fn selects(&self, step: Step) -> bool {
        self.only.is_empty() || self.only.contains(&step)
    }
}

fn text(parser: &mut Parser) -> Result<String, String> {
    parser.value().and_then(ValueExt::string).map_err(|error| error.to_string())
}

fn steps(names: &str) -> Result<Vec<Step>, String> {
    let step = |name| STEPS.into_iter().find(|step| step.name() == name);
    names.split(',').map(|name| step(name).ok_or_else(|| format!("`{name}` is no build"))).collect()
}

fn number(text: &str) -> Result<NonZero<u32>, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number of runs"))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, ParsedArguments, Peer, Step};
    use lexopt::Parser;
    use std::num::NonZero;

    fn parse(arguments: &[&str]) -> Result<ParsedArguments, String> {
        ParsedArguments::parse(Parser::from_args(arguments))
    }

    #[test]
    fn peers_and_descriptions_can_be_repeated() -> Result<(), String> {
        let peers = ["one {spec} {out}", "two {out} {spec}"];
        let arguments = Arguments {
            descriptions: vec!["a.yaml".into(), "b.json".into()],
            peers: vec![Peer::parse(peers[0])?, Peer::parse(peers[1])?],
            only: vec![Step::Check, Step::ColdTypes],
            runs: NonZero::<u32>::MIN.saturating_add(2),
        };
        let only = "--only=check,types";
        let words = ["a.yaml", "--peer", peers[0], "--runs=3", only, "b.json", "--peer", peers[1]];
        assert_eq!(parse(&words), Ok(ParsedArguments::Run(arguments)));
        assert_eq!(parse(&["--help"]), Ok(ParsedArguments::Help));
        Ok(())
    }

    #[test]
    fn a_command_line_that_is_not_valid_is_an_error() {
        for words in [
            &[][..],
            &["a", "--runs", "0"],
            &["a", "--only", "all"],
            &["a", "--peer", "make"],
            &["a", "--what"],
        ] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }
}
