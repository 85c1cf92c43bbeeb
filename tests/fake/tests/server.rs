//! The binary `kustomer-fake` as a server.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use kustomer_client::types::{BulkJobStatus, MessageUpdate};
use kustomer_client::{Client, RateLimiting, Retry};

/// A running server, which is killed when it is dropped.
struct Server {
    process: Child,
    first_line: String,
}

impl Server {
    fn start(flags: &[&str]) -> Self {
        let mut process = command(flags).stdout(Stdio::piped()).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
        Self { process, first_line }
    }

    fn client(&self, token: &str) -> Client {
        let url = self.first_line.split_whitespace().find(|word| word.starts_with("http://"));
        let builder = Client::builder().base_url(url.unwrap()).token(token.to_owned());
        builder.retry(Retry::Disabled).rate_limiter(RateLimiting::Disabled).build().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kustomer-fake"));
    command.args(flags).stdin(Stdio::null());
    command
}

#[tokio::test]
async fn the_server_applies_its_flags() {
    let server = Server::start(&[
        "--key",
        "secret",
        "--rate-limit",
        "3",
        "--job-queued",
        "0",
        "--batch-time",
        "0",
        "--fault",
        "status=503,method=GET,times=1",
    ]);
    let client = server.client("secret");
    let update = || client.bulk_batch_update_messages(vec![MessageUpdate::new("a")]).send();
    let job = update().await.unwrap();
    assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
    let error = job.get_bulk_operation(&client).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert!(server.client("fake-token").get_bulk_operation("a").send().await.is_err());
    assert!(job.get_bulk_operation(&client).send().await.is_ok());
    assert!(update().await.unwrap_err().is_rate_limited());
}

#[test]
fn help_goes_to_standard_output() {
    let output = command(&["--help"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("--rate-limit N"));
}

#[test]
fn flags_that_are_not_valid_exit_with_2() {
    let output = command(&["--rate-limit", "many"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("--rate-limit: `many` is not a valid number"), "{stderr}");
    assert!(stderr.contains("`--help`"), "{stderr}");
}
