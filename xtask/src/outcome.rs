//! How a command ended, and what it has to say.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked for, or found nothing to do.
    Success,
    /// It could not do it, or found what it was to look for.
    Failure,
    /// It was called in a way that it does not understand.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Success => Self::SUCCESS,
            Exit::Failure => Self::FAILURE,
            Exit::Usage => Self::from(2),
        }
    }
}

/// What a command leaves to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// The result.
    pub stdout: String,
    /// Problems.
    pub stderr: String,
}

impl Outcome {
    pub(crate) fn success(stdout: String) -> Self {
        Self { exit: Exit::Success, stdout, stderr: String::new() }
    }

    pub(crate) fn failure(stderr: String) -> Self {
        Self { exit: Exit::Failure, stdout: String::new(), stderr }
    }

    pub(crate) fn usage(problem: &str, help: &str) -> Self {
        let stderr = format!("error: {problem}\n\n{help}");
        Self { exit: Exit::Usage, stdout: String::new(), stderr }
    }

    /// Puts `stderr` in front of what there is.
    pub(crate) fn preceded_by(mut self, stderr: &str) -> Self {
        self.stderr.insert_str(0, stderr);
        self
    }
}
