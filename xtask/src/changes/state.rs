//! States of a public API: a directory, a file, a revision, or what a description generates.

use std::collections::HashMap;
use std::fmt::Display;
use std::path::Path;

use codegen::diagnostics::Diagnostics;
use codegen::limits;
use codegen::output::is_owned;
use codegen::public_api::{FILE, PublicApi};
use codegen::source::Source;

use super::Arguments;
use crate::codegen as generate;
use crate::command_result::CommandResult;
use crate::git::{self, Committed};
use crate::regular_file;

/// A state of a public API.
pub(super) struct State {
    pub(super) api: PublicApi,
    /// The description and its other files, if the API was generated from them just now.
    description: Option<(Source, Diagnostics)>,
}

impl State {
    /// The state after the changes.
    pub(super) fn of_target(arguments: &Arguments) -> Result<Self, CommandResult> {
        match &arguments.to {
            Some(name) => Self::read(name, &arguments.codegen),
            None => Self::generated(&arguments.codegen),
        }
    }

    /// The state with a name: a path that exists, else a revision.
    pub(super) fn read(name: &str, arguments: &generate::Arguments) -> Result<Self, CommandResult> {
        let path = Path::new(name);
        if path.is_dir() {
            return file(&path.join(FILE)).map(|text| Self::recorded(&text)).map_err(failure);
        }
        if path.is_file() {
            let text = file(path).map_err(failure)?;
            if is_owned(&text) && text.starts_with('#') {
                return Ok(Self::recorded(&text));
            }
            let arguments = generate::Arguments {
                out: arguments.out.clone().or_else(|| Some(Path::new("generated").to_owned())),
                spec: Some(path.to_owned()),
                ..arguments.clone()
            };
            return Self::generated(&arguments);
        }
        let out = generate::out_dir(arguments).map_err(failure)?;
        match git::files(&out, name, &[FILE]).map_err(failure)? {
            Committed::Files(files) => match files.into_iter().next().flatten() {
                Some(text) => Ok(Self::recorded(&text)),
                None => Err(failure(format!("`{name}` has no {FILE} in {}", out.display()))),
            },
            Committed::NoRepository => Err(failure(format!(
                "{} is in no repository of git; pass a directory or a file with --base",
                out.display()
            ))),
        }
    }

    fn recorded(text: &str) -> Self {
        Self { api: PublicApi::parse(text), description: None }
    }

    fn generated(arguments: &generate::Arguments) -> Result<Self, CommandResult> {
        let (source, output) = generate::in_memory(arguments)?;
        Ok(Self { api: output.public_api, description: Some((source, output.warnings)) })
    }

    /// The lines and columns of places in the description.
    pub(super) fn positions<'p>(
        &self,
        places: impl Iterator<Item = &'p str>,
    ) -> HashMap<String, String> {
        let description = self.description.as_ref();
        description.map(|(source, found)| found.positions(source, places)).unwrap_or_default()
    }
}

fn file(path: &Path) -> Result<String, String> {
    let problem = |reason: &str| format!("cannot read {}: {reason}", path.display());
    let bytes = regular_file::read(path, limits::FILE_BYTES).map_err(|reason| problem(&reason))?;
    String::from_utf8(bytes).map_err(|_| problem("it is not UTF-8"))
}

/// The result of the command, if there is no state.
fn failure(problem: impl Display) -> CommandResult {
    CommandResult::failure(format!("error: {problem}\n"))
}
