//! `cargo xtask codegen`: generates the client crate from the description.
//!
//! Invariant: nothing is written if the description has errors or the output directory is refused.
//! Checking and writing use the same comparison.

mod arguments;
mod base;
pub(crate) mod crate_name;
pub(crate) mod diagnostics;
mod existing_package;
pub(crate) mod paths;
mod report;
mod untyped;

use std::path::{Path, PathBuf};
use std::time::Instant;

use codegen::diagnostics::Format;
use codegen::output::Output;
use codegen::source::{NotUtf8, Source};
use codegen::{Options, generate_with, limits};
use lexopt::Parser;

pub use self::arguments::{Arguments, Mode, Report};
use self::arguments::{HELP, ParsedArguments};
use self::paths::{DEFAULT_SPEC, Paths, PathsError, source_name};
use crate::command_result::CommandResult;
use crate::local_files::LocalFiles;
use crate::output_dir::{self, Comparison};
use crate::regular_file;
use crate::workspace::Workspace;

pub(crate) fn command(parser: Parser) -> CommandResult {
    match ParsedArguments::parse(parser) {
        Ok(ParsedArguments::Help) => CommandResult::success(HELP.to_owned()),
        Ok(ParsedArguments::Run(mut arguments)) => {
            arguments.format = Some(arguments.format.unwrap_or_else(diagnostics::text_format));
            run(&arguments)
        }
        Err(problem) => CommandResult::usage(&problem, HELP),
    }
}

/// Generates the crate, and writes it or checks that it is up to date.
#[must_use]
pub fn run(arguments: &Arguments) -> CommandResult {
    try_run(arguments).unwrap_or_else(|error| error.result(HELP))
}

/// Why nothing was generated.
pub(crate) enum Error {
    /// The command line is not valid.
    Usage(String),
    Failure(String),
    /// The description has errors.
    Diagnostics(CommandResult),
}

impl Error {
    /// The result of a command with this help.
    pub(crate) fn result(self, help: &str) -> CommandResult {
        match self {
            Self::Usage(problem) => CommandResult::usage(&problem, help),
            Self::Failure(problem) => CommandResult::failure(format!("error: {problem}\n")),
            Self::Diagnostics(result) => result,
        }
    }
}

/// Generates the crate without comparing or writing anything.
///
/// # Errors
///
/// The result of the command, if there is an error.
pub(crate) fn in_memory(arguments: &Arguments) -> Result<(Source, Output), CommandResult> {
    let generate = || -> Result<(Source, Output), Error> {
        let workspace = Workspace::find();
        let format = arguments.format.unwrap_or_default();
        let paths = Paths::resolve(arguments, workspace.as_ref())?;
        let mut options = arguments.options(&paths.spec).map_err(Error::Usage)?;
        let source = read(&paths.spec, paths.source_name.clone(), format)?;
        options.overlays = read_overlays(&arguments.overlays, workspace.as_ref().ok(), format)?;
        let output = generated(arguments, &paths, &source, &options)?;
        Ok((source, output))
    };
    generate().map_err(|error| error.result(HELP))
}

/// The directory of the crate.
///
/// # Errors
///
/// Returns a message if there is none by default.
pub(crate) fn out_dir(arguments: &Arguments) -> Result<PathBuf, String> {
    let paths = Paths::resolve(arguments, Workspace::find().as_ref());
    paths.map(|paths| paths.out).map_err(|error| match Error::from(error) {
        Error::Usage(problem) | Error::Failure(problem) => problem,
        Error::Diagnostics(result) => result.stderr,
    })
}

fn generated(
    arguments: &Arguments,
    paths: &Paths,
    source: &Source,
    options: &Options,
) -> Result<Output, Error> {
    let format = arguments.format.unwrap_or_default();
    let mut files = LocalFiles::new(&paths.spec, &source.name);
    generate_with(source, &mut files, options)
        .map_err(|found| Error::Diagnostics(diagnostics::of_errors(&found, source, format)))
}

fn try_run(arguments: &Arguments) -> Result<CommandResult, Error> {
    let started = Instant::now();
    let workspace = Workspace::find();
    let paths = Paths::resolve(arguments, workspace.as_ref())?;
    let mut options = arguments.options(&paths.spec).map_err(Error::Usage)?;
    let format = arguments.format.unwrap_or_default();
    let source = read(&paths.spec, paths.source_name.clone(), format)?;
    options.overlays = read_overlays(&arguments.overlays, workspace.as_ref().ok(), format)?;
    if arguments.report == Some(Report::Untyped) {
        untyped::report_them(&mut options.levels).map_err(Error::Usage)?;
    } else if !arguments.replace {
        existing_package::check(&paths.out, &options.name).map_err(Error::Failure)?;
    }
    options.base = base::of(&paths.out).map_err(Error::Failure)?;
    let output = generated(arguments, &paths, &source, &options)?;
    if arguments.report == Some(Report::Untyped) {
        return Ok(CommandResult::success(untyped::listed(&output.warnings, &source)));
    }
    let changes = report::changes(&output, &source, options.base.as_ref());
    let result = match output_dir::compare(&paths.out, &output.files) {
        Ok(comparison) => write_or_check(arguments, &paths, &output, &comparison, started),
        Err(error) => CommandResult::failure(format!("error: {error}")),
    };
    let result = result.with_report(&changes);
    Ok(diagnostics::added_to(result, &output.warnings, &source, format))
}

impl From<PathsError> for Error {
    fn from(error: PathsError) -> Self {
        match error {
            PathsError::NoOut(spec) => Self::Usage(format!(
                "`--spec {}` needs `--out DIR`: the default directory is for {DEFAULT_SPEC} alone",
                spec.display()
            )),
            PathsError::NoWorkspace(problem) => {
                Self::Failure(format!("{problem}, or give both --spec and --out"))
            }
        }
    }
}

/// Reads a file of the command line, whose name in messages is `name`.
pub(crate) fn read(path: &Path, name: String, format: Format) -> Result<Source, Error> {
    let bytes = regular_file::read(path, limits::FILE_BYTES)
        .map_err(|reason| Error::Failure(format!("cannot read {}: {reason}", path.display())))?;
    Source::decode(name, bytes).map_err(|problem| {
        let NotUtf8 { source, diagnostics } = *problem;
        Error::Diagnostics(diagnostics::of_errors(&diagnostics, &source, format))
    })
}

/// Reads overlays, in their order.
pub(crate) fn read_overlays(
    paths: &[PathBuf],
    workspace: Option<&Workspace>,
    format: Format,
) -> Result<Vec<Source>, Error> {
    paths.iter().map(|path| read(path, source_name(path, workspace), format)).collect()
}

fn write_or_check(
    arguments: &Arguments,
    paths: &Paths,
    output: &Output,
    comparison: &Comparison,
    started: Instant,
) -> CommandResult {
    let label = &paths.label;
    match arguments.mode {
        Mode::Check if comparison.is_up_to_date() => {
            CommandResult::success(report::up_to_date(label, comparison))
        }
        Mode::Check => {
            let command = arguments.update_command();
            let source = &paths.source_name;
            CommandResult::failure(report::outdated(label, source, comparison, output, &command))
        }
        Mode::Write => match output_dir::write(&paths.out, &output.files, comparison) {
            Ok(()) => {
                let elapsed = started.elapsed();
                CommandResult::success(report::written(label, comparison, output.summary, elapsed))
            }
            Err(error) => CommandResult::failure(format!("error: {error}")),
        },
    }
}
