//! Why the program ends without a summary.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Why the program ends without a summary.
#[derive(Debug)]
pub enum Stop {
    /// The command line, the configuration or a file is not right. Nothing was sent.
    Usage(String),
    /// Something may have been sent.
    Early(String),
}

impl Stop {
    /// Something is to be corrected before the program can start.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// A file cannot be used. Nothing was sent.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Self::Usage(format!("{}: {error}", path.display()))
    }

    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => 2,
            Self::Early(_) => 3,
        })
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Early(message) => formatter.write_str(message),
        }
    }
}
