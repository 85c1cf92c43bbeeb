//! `cargo xtask explain`: what a code of a diagnostic means, or a list of all codes.

use codegen::diagnostics::codes::{self, GROUPS};
use lexopt::{Arg, Parser};

use crate::command_result::CommandResult;

const HELP: &str = "\
Explains a code of a diagnostic, with a wrong and a right example. Without one, lists all codes.

Usage: cargo xtask explain [CODE]
";

pub(crate) fn command(mut parser: Parser) -> CommandResult {
    match parser.next() {
        Ok(None) => CommandResult::success(list()),
        Ok(Some(Arg::Value(name))) => match codes::named(&name.to_string_lossy()) {
            Ok(found) => {
                let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
                CommandResult::success(texts.join("\n"))
            }
            Err(problem) => CommandResult::failure(format!("error: {problem}\n")),
        },
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => CommandResult::success(HELP.to_owned()),
        Ok(Some(other)) => CommandResult::usage(&other.unexpected().to_string(), HELP),
        Err(error) => CommandResult::usage(&error.to_string(), HELP),
    }
}

/// The codes by group, each with its level.
fn list() -> String {
    let mut text = String::new();
    for group in GROUPS {
        text.push_str(&format!("{}: {}\n", group.name, group.subject));
        for code in group.codes {
            text.push_str(&format!("  {:<28} {}\n", code.name, code.level()));
        }
    }
    text
}
