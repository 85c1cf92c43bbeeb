//! Prism as a child process, which is stopped when it is dropped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The package of npm, with a version that is known to validate requests.
const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";

/// The program of Node.js that downloads and runs packages.
const NPX: &str = if cfg!(windows) { "npx.cmd" } else { "npx" };

/// The timeout for downloading and starting Prism.
const START_TIMEOUT: Duration = Duration::from_mins(3);

/// The interval of checks whether Prism has started.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Prism cannot be started.
pub(super) enum StartError {
    /// Node.js is not installed.
    NpxNotFound,
    Other(String),
}

/// A running server on the loopback address.
pub(super) struct Prism {
    process: Child,
    address: SocketAddr,
}

impl Prism {
    /// Starts a server for a description and waits until it accepts connections.
    pub(super) fn start(description: &Path) -> Result<Self, StartError> {
        let address = free_address()
            .map_err(|error| StartError::Other(format!("no port is free on loopback: {error}")))?;
        let mut command = Command::new(NPX);
        command
            .args(["--yes", PACKAGE, "mock", "--errors", "--host", "127.0.0.1", "--port"])
            .arg(address.port().to_string())
            .arg(description)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        set_process_group(&mut command);
        let process = command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StartError::NpxNotFound,
            _ => StartError::Other(format!("cannot run npx: {error}")),
        })?;
        let mut prism = Self { process, address };
        prism.wait_until_ready().map_err(StartError::Other)?;
        Ok(prism)
    }

    /// The base URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(format!("Prism exited before it accepted a connection: {status}"));
            }
            if start.elapsed() > START_TIMEOUT {
                let seconds = START_TIMEOUT.as_secs();
                return Err(format!("Prism accepts no connection after {seconds} seconds"));
            }
            thread::sleep(POLL_INTERVAL);
        }
        Ok(())
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // This fails if the process has exited already.
        let _ = kill_process_tree(&mut self.process);
        let _ = self.process.wait();
    }
}

/// npx starts the server as a child of its own, so both get a process group that can be killed.
#[cfg(unix)]
fn set_process_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(unix)]
fn kill_process_tree(process: &mut Child) -> io::Result<()> {
    let group = format!("-{}", process.id());
    Command::new("kill").args(["--", &group]).stderr(Stdio::null()).status().map(drop)
}

#[cfg(not(unix))]
fn set_process_group(_command: &mut Command) {}

#[cfg(not(unix))]
fn kill_process_tree(process: &mut Child) -> io::Result<()> {
    let process = process.id().to_string();
    let mut kill = Command::new("taskkill");
    kill.args(["/T", "/F", "/PID", &process]).stdout(Stdio::null()).stderr(Stdio::null());
    kill.status().map(drop)
}

/// Finds a free port. Another program may bind it first; then Prism fails to start.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
