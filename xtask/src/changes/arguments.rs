//! The flags of `cargo xtask changes`.

use codegen::changes::Impact;
use lexopt::{Arg, Parser, ValueExt};

use crate::codegen as generate;

pub(super) const HELP: &str = "\
Reports what changed in the public API of the generated crate, and whom it affects.

Usage: cargo xtask changes [FLAGS]

Flags:
  --base STATE       the state before    [default: HEAD]
  --to STATE         the state after     [default: what the description generates now]
  --json             print one JSON object a line
  --markdown         print Markdown, for a comment on a pull request
  --fail-on IMPACT   fail if there is a change with IMPACT or a greater one: `breaking`, `compatible`
                     or `wire`
  -h, --help         print this help

A STATE is the directory of a generated crate, its `public-api.txt`, a description, or a revision of git,
in which the directory of the crate has to be committed.

The flags of `cargo xtask codegen` that select the description, the directory and what is generated from
it, such as --spec, --out and --only, may be given as well.

Exit codes:
  0   nothing changed, or nothing that --fail-on names
  1   there are such changes, or a state cannot be read
  2   the command line is not valid
";

/// How the changes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One object a line.
    Json,
    /// For a pull request.
    Markdown,
}

/// The flags.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// `--base`
    pub base: Option<String>,
    /// `--to`
    pub to: Option<String>,
    /// `--json` and `--markdown`
    pub format: Format,
    /// `--fail-on`
    pub fail_on: Option<Impact>,
    /// Those of `cargo xtask codegen`.
    pub codegen: generate::Arguments,
}

/// A parsed command line.
pub(super) enum ParsedArguments {
    Help,
    Run(Box<Arguments>),
}

impl ParsedArguments {
    /// Parses the command line.
    ///
    /// # Errors
    ///
    /// Returns a message that says what is not valid.
    pub(super) fn parse(mut parser: Parser) -> Result<Self, String> {
        let mut arguments = Arguments::default();
        while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
            match arg {
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("base") => arguments.base = Some(text(&mut parser)?),
                Arg::Long("to") => arguments.to = Some(text(&mut parser)?),
                Arg::Long("json") => arguments.format = Format::Json,
                Arg::Long("markdown") => arguments.format = Format::Markdown,
                Arg::Long("fail-on") => arguments.fail_on = Some(impact(&text(&mut parser)?)?),
                Arg::Long(name @ ("check" | "replace" | "report" | "github")) => {
                    return Err(format!("`--{name}` is a flag of `cargo xtask codegen` only"));
                }
                Arg::Long(name) => {
                    let name = name.to_owned();
                    arguments.codegen.set(&name, &mut parser)?;
                }
                other => return Err(other.unexpected().to_string()),
            }
        }
        Ok(Self::Run(Box::new(arguments)))
    }
}

fn text(parser: &mut Parser) -> Result<String, String> {
    let value = parser.value().map_err(|error| error.to_string())?;
    value.string().map_err(|error| error.to_string())
}

fn impact(name: &str) -> Result<Impact, String> {
    let problem = || format!("`--fail-on` is `breaking`, `compatible` or `wire`, not `{name}`");
    Impact::from_name(name).ok_or_else(problem)
}

impl Arguments {
    /// Whether a change with this impact is a failure.
    pub(super) fn fails_on(&self, impact: Impact) -> bool {
        self.fail_on.is_some_and(|least| impact >= least)
    }
}
