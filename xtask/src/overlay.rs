//! `cargo xtask overlay`: prints a description after overlays.
//!
//! Invariant: nothing is written, and nothing but the two kinds of files is read.

use std::path::{Path, PathBuf};

use codegen::overlaid;
use lexopt::{Arg, Parser};

use crate::codegen::paths::source_name;
use crate::codegen::{Error, diagnostics, read, read_overlays};
use crate::command_result::CommandResult;
use crate::workspace::Workspace;

const HELP: &str = "\
Applies overlays to a description, in their order, and prints the result: YAML or JSON, as the
description is. The order of members is kept, comments are not.

Usage: cargo xtask overlay DESCRIPTION OVERLAY...

Exit codes:
  0   the result was printed
  1   a file has errors
  2   the command line is not valid
";

pub(crate) fn command(mut parser: Parser) -> CommandResult {
    let mut files: Vec<PathBuf> = Vec::new();
    loop {
        match parser.next() {
            Ok(None) => break,
            Ok(Some(Arg::Value(file))) => files.push(file.into()),
            Ok(Some(Arg::Long("help") | Arg::Short('h'))) => {
                return CommandResult::success(HELP.to_owned());
            }
            Ok(Some(other)) => return CommandResult::usage(&other.unexpected().to_string(), HELP),
            Err(error) => return CommandResult::usage(&error.to_string(), HELP),
        }
    }
    match files.split_first() {
        Some((description, overlays)) if !overlays.is_empty() => {
            run(description, overlays).unwrap_or_else(|error| error.result(HELP))
        }
        _ => CommandResult::usage("a description and an overlay are required", HELP),
    }
}

fn run(description: &Path, overlays: &[PathBuf]) -> Result<CommandResult, Error> {
    let format = diagnostics::text_format();
    let workspace = Workspace::find().ok();
    let source = read(description, source_name(description, workspace.as_ref()), format)?;
    let overlays = read_overlays(overlays, workspace.as_ref(), format)?;
    let overlaid = overlaid(&source, &overlays)
        .map_err(|found| Error::Diagnostics(diagnostics::of_errors(&found, &source, format)))?;
    let result = CommandResult::success(overlaid.text);
    Ok(diagnostics::added_to(result, &overlaid.warnings, &source, format))
}
