//! Generates the crate of one description.
//!
//! Invariant: a panic of the generator fails its description, not the run. The generator runs on a
//! thread with the stack size of `cargo xtask codegen`, named after the description, so that the
//! message of a stack overflow names it.

use std::any::Any;
use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use codegen::diagnostics::{Diagnostics, Located, Severity};
use codegen::output::Output;
use codegen::source::Source;
use codegen::{Examples, Options};

use super::discover::Description;
use super::fidelity;
use super::metrics::Metrics;
use crate::local_files::LocalFiles;
use crate::output_dir;
use crate::pluralize::pluralize;

const STACK_SIZE: usize = 8 << 20;

/// The code of an error that is a bug of the generator.
const DEFECT: &str = "defect";

/// The result of generating a crate.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Generation {
    /// The crate was written.
    Generated(Metrics),
    /// The description has errors.
    Refused {
        /// The number of errors.
        errors: usize,
        /// The first error.
        first: String,
        /// Whether one of them is a bug of the generator.
        is_defect: bool,
    },
    /// The generator panicked, with this message.
    Panicked(String),
    /// The description cannot be read, or the crate cannot be written.
    Failed(String),
}

/// Which tests a crate has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tests {
    /// Those of the generator.
    Generated,
    /// A program that measures what becomes of the examples, as well.
    WithFidelity,
}

/// Generates the crate and writes it to `dir`.
pub(super) fn run(description: &Description, tests: Tests, dir: &Path) -> Generation {
    let text = match fs::read_to_string(&description.path) {
        Ok(text) => text,
        Err(error) => return Generation::Failed(format!("cannot read the description: {error}")),
    };
    let name = description.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = Source { name, text };
    let generate = |examples| {
        catch_panic(&description.label, || {
            let mut files = LocalFiles::new(&description.path, &source.name);
            let options = Options { examples, ..Options::new(description.name.clone()) };
            codegen::generate_with(&source, &mut files, &options)
        })
    };
    let started = Instant::now();
    let result = generate(Examples::Normalized);
    let time = started.elapsed();
    match result {
        Ok(Ok(mut output)) => {
            let metrics = Metrics::new(&output, &source, time);
            if tests == Tests::WithFidelity {
                match generate(Examples::AsWritten) {
                    Ok(Ok(as_written)) => output.files.extend(fidelity::files(&as_written.files)),
                    Ok(Err(diagnostics)) => return refused(&diagnostics, &source),
                    Err(message) => return Generation::Panicked(message),
                }
            }
            match write(dir, &output) {
                Ok(()) => Generation::Generated(metrics),
                Err(problem) => Generation::Failed(problem),
            }
        }
        Ok(Err(diagnostics)) => refused(&diagnostics, &source),
        Err(message) => Generation::Panicked(message),
    }
}

/// Runs `work` on a thread of this name, and returns the message of a panic as an error.
fn catch_panic<R: Send>(name: &str, work: impl FnOnce() -> R + Send) -> Result<R, String> {
    let name = name.replace('\0', "");
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(name).stack_size(STACK_SIZE);
        match builder.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().map_err(|payload| panic_message(payload.as_ref())),
            Err(error) => Err(format!("cannot start a thread: {error}")),
        }
    })
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message").to_owned()
}

fn write(dir: &Path, output: &Output) -> Result<(), String> {
    output_dir::compare(dir, &output.files)
        .and_then(|comparison| output_dir::write(dir, &output.files, &comparison))
        .map_err(|error| error.to_string())
}

fn refused(diagnostics: &Diagnostics, source: &Source) -> Generation {
    let located = diagnostics.located(source);
    let errors: Vec<_> =
        located.iter().filter(|it| it.diagnostic.severity() == Severity::Error).collect();
    let first = errors.first().map(|Located { location, diagnostic, .. }| {
        let place = location.map_or_else(String::new, |at| format!("{}:{}: ", at.line, at.column));
        format!("{place}error[{}]: {}", diagnostic.code(), diagnostic.message())
    });
    Generation::Refused {
        errors: errors.len(),
        first: first.unwrap_or_default(),
        is_defect: errors.iter().any(|it| it.diagnostic.code() == DEFECT),
    }
}

impl Display for Generation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generated(it) => write!(
                formatter,
                "{}, {}, {:.2} s",
                pluralize(it.types, "type"),
                pluralize(it.operations, "operation"),
                it.time.as_secs_f64()
            ),
            Self::Refused { first, .. } => write!(formatter, "refused: {first}"),
            Self::Panicked(message) => write!(formatter, "panicked: {message}"),
            Self::Failed(problem) => formatter.write_str(problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::catch_panic;
    use std::panic;

    #[test]
    fn the_message_of_a_panic_is_an_error() {
        assert_eq!(catch_panic("fine", || 1), Ok(1));
        let result = catch_panic::<()>("other", || panic::resume_unwind(Box::new("not so")));
        assert_eq!(result, Err("not so".to_owned()));
    }
}
