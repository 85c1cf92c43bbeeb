//! Runs a command and measures what it uses.
//!
//! The system adds up the time of a process and of its descendants that ended, and `wait4` returns the
//! sum: unlike samples of `/proc`, it misses no short process. The same call has the largest
//! memory that one of the processes had. Invariant: nothing is measured of a command that fails.

use std::fmt::{self, Display, Formatter};
use std::io::Read;
use std::process::{Command, Stdio};

use wait4::{ResUse, Wait4};

/// What a process and its descendants used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usage {
    /// User and system time in seconds.
    pub(super) cpu: f64,
    /// The peak of the resident memory of the largest process, in bytes.
    pub(super) peak: u64,
}

impl Usage {
    /// Runs the command to its end.
    ///
    /// # Errors
    ///
    /// Returns the standard error of a command that fails.
    pub(super) fn of(command: &mut Command) -> Result<Self, String> {
        let program = command.get_program().to_string_lossy().into_owned();
        let to_message = |error| format!("cannot run {program}: {error}");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(to_message)?;
        let mut stderr = Vec::new();
        if let Some(mut pipe) = child.stderr.take() {
            pipe.read_to_end(&mut stderr).map_err(to_message)?;
        }
        let ResUse { status, rusage } = child.wait4().map_err(to_message)?;
        if !status.success() {
            let stderr = String::from_utf8_lossy(&stderr);
            return Err(format!("{program} failed: {status}\n{}", stderr.trim()));
        }
        let cpu = (rusage.utime + rusage.stime).as_secs_f64();
        Ok(Self { cpu, peak: rusage.maxrss })
    }

    /// The least time and the least memory of two runs.
    pub(super) fn least(self, other: Self) -> Self {
        Self { cpu: self.cpu.min(other.cpu), peak: self.peak.min(other.peak) }
    }
}

impl Display for Usage {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2} s, {} MiB", self.cpu, self.peak >> 20)
    }
}
