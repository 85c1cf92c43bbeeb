//! The result of a command: its output and its exit code.

use std::process::ExitCode;

/// The kind of exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The command succeeded.
    Success,
    /// The command failed, or a check found a problem.
    Failure,
    /// The command line is not valid.
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

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandResult {
    /// The kind of exit.
    pub exit: Exit,
    /// The text for standard output.
    pub stdout: String,
    /// The text for standard error.
    pub stderr: String,
}

impl CommandResult {
    pub(crate) fn success(stdout: String) -> Self {
        Self { exit: Exit::Success, stdout, stderr: String::new() }
    }

    pub(crate) fn failure(stderr: String) -> Self {
        Self { exit: Exit::Failure, stdout: String::new(), stderr }
    }

    /// The command line is not valid; the help of the command follows the problem.
    pub(crate) fn usage(problem: &str, help: &str) -> Self {
        let stderr = format!("error: {problem}\n\n{help}");
        Self { exit: Exit::Usage, stdout: String::new(), stderr }
    }

    /// Appends a report: to standard output, or to standard error after a failure.
    pub(crate) fn with_report(mut self, report: &str) -> Self {
        match self.exit {
            Exit::Success => self.stdout.push_str(report),
            Exit::Failure | Exit::Usage => self.stderr.push_str(report),
        }
        self
    }

    /// Prepends `text` to standard error.
    pub(crate) fn with_stderr_prefix(mut self, text: &str) -> Self {
        self.stderr.insert_str(0, text);
        self
    }
}
