//! Adds the diagnostics of a description to the result of the command.
//!
//! Invariant: in a form for programs, they are the whole of standard output.

use std::env;
use std::io::{self, IsTerminal};

use codegen::diagnostics::{Diagnostics, Format, Located, Severity};
use codegen::source::Source;

use crate::command_result::CommandResult;
use crate::pluralize::pluralize;

/// Text, in colors if standard error is a terminal and <https://no-color.org> does not forbid it.
pub(crate) fn text_format() -> Format {
    let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if !is_plain && io::stderr().is_terminal() { Format::Colored } else { Format::Plain }
}

/// The result for a description with errors.
pub(crate) fn of_errors(found: &Diagnostics, source: &Source, format: Format) -> CommandResult {
    let located = found.located(source);
    let text = format.render(&located);
    match format {
        Format::Json | Format::GitHub => {
            let stderr = "nothing was written\n".to_owned();
            CommandResult { stdout: text, ..CommandResult::failure(stderr) }
        }
        Format::Plain | Format::Colored => {
            let counts = counts(&located, source);
            CommandResult::failure(format!("{text}\n{counts}; nothing was written\n"))
        }
    }
}

/// The result of a command, with what was found in the description.
pub(crate) fn added_to(
    mut result: CommandResult,
    found: &Diagnostics,
    source: &Source,
    format: Format,
) -> CommandResult {
    let located = found.located(source);
    let text = format.render(&located);
    match format {
        Format::Json | Format::GitHub => {
            let other = std::mem::replace(&mut result.stdout, text);
            result.stderr.push_str(&other);
            result
        }
        Format::Plain | Format::Colored if found.is_empty() => result,
        Format::Plain | Format::Colored => {
            result.with_stderr_prefix(&format!("{text}\n{}\n", counts(&located, source)))
        }
    }
}

/// The number of diagnostics of each severity.
fn counts(located: &[Located<'_>], source: &Source) -> String {
    let count = |severity| located.iter().filter(|it| it.diagnostic.severity() == severity).count();
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| (count(severity), severity.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| pluralize(count, kind))
        .collect();
    format!("{}: {}", source.name, counts.join(", "))
}
