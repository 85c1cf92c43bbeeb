//! One description to the crate on disk.
//!
//! Invariant: a panic of the generator costs its description, not the run. The generator works on a
//! thread of its own with the stack that `cargo xtask codegen` has, called after the description, so
//! that even a stack that overflows names whose it was.

use std::any::Any;
use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use codegen::Options;
use codegen::diagnostics::{Diagnostics, Located, Severity};
use codegen::output::Output;
use codegen::source::Source;

use super::find::Description;
use super::measures::Measures;
use crate::beside::Beside;
use crate::tree;
use crate::words::plural;

const STACK: usize = 8 << 20;

/// The code of an error for which the generator is to blame.
const DEFECT: &str = "defect";

/// What became of a description.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Generation {
    Done(Measures),
    Refused {
        errors: usize,
        first: String,
        is_defect: bool,
    },
    Panicked(String),
    /// It could not be read, or its crate could not be written.
    Failed(String),
}

/// Generates, and writes into `folder`.
pub(super) fn of(description: &Description, folder: &Path) -> Generation {
    let text = match fs::read_to_string(&description.path) {
        Ok(text) => text,
        Err(error) => return Generation::Failed(format!("cannot read it: {error}")),
    };
    let name = description.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = Source { name, text };
    let started = Instant::now();
    let made = on_own_thread(&description.label, || {
        let mut files = Beside::new(&description.path, &source.name);
        codegen::generate_with(&source, &mut files, &Options::new(description.name.clone()))
    });
    let time = started.elapsed();
    match made {
        Ok(Ok(output)) => match written(folder, &output) {
            Ok(()) => Generation::Done(Measures::of(&output, &source, time)),
            Err(problem) => Generation::Failed(problem),
        },
        Ok(Err(diagnostics)) => refused(&diagnostics, &source),
        Err(cause) => Generation::Panicked(cause),
    }
}

fn on_own_thread<R: Send>(name: &str, work: impl FnOnce() -> R + Send) -> Result<R, String> {
    let name = name.replace('\0', "");
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(name).stack_size(STACK);
        match builder.spawn_scoped(scope, work) {
            Ok(worker) => worker.join().map_err(|cause| told(cause.as_ref())),
            Err(error) => Err(format!("no thread: {error}")),
        }
    })
}

fn told(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("without a word").to_owned()
}

fn written(folder: &Path, output: &Output) -> Result<(), String> {
    let settled = tree::compare(folder, &output.files)
        .and_then(|comparison| tree::write(folder, &output.files, &comparison));
    settled.map_err(|refusal| refusal.to_string())
}

fn refused(diagnostics: &Diagnostics, source: &Source) -> Generation {
    let located = diagnostics.located(source);
    let errors: Vec<_> =
        located.iter().filter(|it| it.diagnostic.severity() == Severity::Error).collect();
    let first = errors.first().map(|Located { location, diagnostic: found, .. }| {
        let place = location.map_or_else(String::new, |at| format!("{}:{}: ", at.line, at.column));
        format!("{place}error[{}]: {}", found.code(), found.message())
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
            Self::Done(it) => write!(
                formatter,
                "{}, {}, {:.2} s",
                plural(it.types, "type"),
                plural(it.operations, "operation"),
                it.time.as_secs_f64()
            ),
            Self::Refused { first, .. } => write!(formatter, "refused: {first}"),
            Self::Panicked(cause) => write!(formatter, "panicked: {cause}"),
            Self::Failed(problem) => formatter.write_str(problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::on_own_thread;
    use std::panic;

    #[test]
    fn a_panic_is_told_and_not_passed_on() {
        assert_eq!(on_own_thread("fine", || 1), Ok(1));
        let fallen = on_own_thread::<()>("other", || panic::resume_unwind(Box::new("not so")));
        assert_eq!(fallen, Err("not so".to_owned()));
    }
}
