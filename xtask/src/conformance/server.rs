//! Prism as a process of our own: started by npx, stopped when it is dropped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The version whose checks are known to be on.
const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// Which comes with Node.js.
const NPX: &str = if cfg!(windows) { "npx.cmd" } else { "npx" };

/// How long fetching and starting it may take.
const START: Duration = Duration::from_mins(3);

/// How long to wait before looking again whether it has started.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Why there is no server.
pub(super) enum NoServer {
    /// There is no `npx` to fetch it with.
    WithoutNode,
    Problem(String),
}

/// A server on loopback.
pub(super) struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts a server for a description.
    pub(super) fn start(description: &Path) -> Result<Self, NoServer> {
        let address = free_address()
            .map_err(|error| NoServer::Problem(format!("no port is free on loopback: {error}")))?;
        let mut command = Command::new(NPX);
        command
            .args(["--yes", PRISM, "mock", "--errors", "--host", "127.0.0.1", "--port"])
            .arg(address.port().to_string())
            .arg(description)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        group(&mut command);
        let process = command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NoServer::WithoutNode,
            _ => NoServer::Problem(format!("npx cannot be run: {error}")),
        })?;
        let mut server = Self { process, address };
        server.wait_until_it_listens().map_err(NoServer::Problem)?;
        Ok(server)
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait_until_it_listens(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(format!("Prism ended before it listened: {status}"));
            }
            if start.elapsed() > START {
                return Err(format!("Prism does not listen after {} seconds", START.as_secs()));
            }
            thread::sleep(LOOK_AGAIN);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // If it is gone already, there is nothing to stop.
        let _ = stop(&mut self.process);
        let _ = self.process.wait();
    }
}

/// npx starts the server as a process of its own, which is to be stopped with it.
#[cfg(unix)]
fn group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(unix)]
fn stop(process: &mut Child) -> io::Result<()> {
    let group = format!("-{}", process.id());
    Command::new("kill").args(["--", &group]).stderr(Stdio::null()).status().map(drop)
}

#[cfg(not(unix))]
fn group(_command: &mut Command) {}

#[cfg(not(unix))]
fn stop(process: &mut Child) -> io::Result<()> {
    let process = process.id().to_string();
    let mut kill = Command::new("taskkill");
    kill.args(["/T", "/F", "/PID", &process]).stdout(Stdio::null()).stderr(Stdio::null());
    kill.status().map(drop)
}

/// An address that nobody listens on. Another program could take it before it is used, which then
/// ends in an error.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
