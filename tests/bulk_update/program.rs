//! Runs the program against a fake in this process, each test in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use kustomer_client::SystemClock;
use kustomer_fake::{JobTiming, Kustomer, RateLimit, Server, Setup, TOKEN};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A fake with a server, and a folder for the files of a run.
pub(super) struct Program {
    pub(super) kustomer: Kustomer,
    folder: TempDir,
    server: Server,
    /// Runs the server.
    _runtime: Runtime,
}

/// Jobs that are done at once, and no rate limit to speak of.
pub(super) fn quick() -> Setup {
    let job_timing = JobTiming {
        queued: Duration::ZERO,
        batch: Duration::from_millis(1),
        ..JobTiming::default()
    };
    let rate_limit = RateLimit { requests: 1_000_000, ..RateLimit::default() };
    Setup { job_timing, rate_limit, ..Setup::default() }
}

impl Program {
    pub(super) fn new(setup: Setup) -> Self {
        let kustomer = Kustomer::new(setup, Arc::new(SystemClock));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(Server::start(kustomer.clone())).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self { kustomer, folder, server, _runtime: runtime }
    }

    /// The path of a file.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program in its folder, with an API key and the address of the fake.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(executable());
        command.args(["--base-url", &self.server.url()]).args(arguments);
        command.current_dir(self.folder.path()).env("KUSTOMER_API_KEY", TOKEN);
        command.env("NO_PROXY", "127.0.0.1").stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program to its end.
    pub(super) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::new(self.command(arguments).output().unwrap())
    }

    /// Runs the program with this standard input.
    pub(super) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ended {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ended::new(child.wait_with_output().unwrap())
    }

    /// Starts the program, and waits until the fake has received this number of further requests. The
    /// program may end before.
    pub(super) fn start(&self, arguments: &[&str], requests: usize) -> Child {
        let enough = self.kustomer.log().len() + requests;
        let mut command = self.command(arguments);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        while self.kustomer.log().len() < enough && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child
    }

    /// How often each message was accepted.
    pub(super) fn accepted(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for id in self.kustomer.accepted().into_iter().flatten() {
            *counts.entry(id).or_default() += 1;
        }
        counts
    }
}

/// What a process has left.
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Ended {
    pub(super) fn new(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The outcomes on standard output.
    pub(super) fn outcomes(&self) -> Vec<Value> {
        outcomes(&self.stdout)
    }
}

/// The outcomes in a text, in the order of the input.
pub(super) fn outcomes(text: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| serde_json::from_str(line).expect(line));
    let mut outcomes: Vec<Value> = lines.collect();
    outcomes.sort_by_key(|outcome| outcome["index"].as_u64());
    outcomes
}

/// The number of outcomes with a result.
pub(super) fn count(outcomes: &[Value], result: &str) -> usize {
    outcomes.iter().filter(|outcome| outcome["result"] == result).count()
}

/// This number of updates, one a line.
pub(super) fn updates(count: usize) -> String {
    let line = |number| format!("{{\"id\":\"m{number}\",\"subject\":\"s{number}\"}}\n");
    (0..count).map(line).collect()
}

/// The program, which is built once.
fn executable() -> &'static Path {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    EXECUTABLE.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let target = own.ancestors().nth(3).expect("this binary is in the folder of a profile");
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet", "-p", "kustomer-client"])
            .args(["--example", "bulk_update", "--target-dir"])
            .arg(target)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        target.join("debug/examples").join(format!("bulk_update{}", std::env::consts::EXE_SUFFIX))
    })
}
