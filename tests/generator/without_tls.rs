//! A client that is built without TLS says which feature it needs, before it sends anything.

use std::process::Command;

use super::cargo::build_output;
use super::support::workspace;

#[test]
fn a_client_without_tls_is_not_created_for_https() {
    // The example creates a client for the server of the description and returns the first error.
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--package", "kustomer-client"])
        .args(["--no-default-features", "--features", "client", "--example", "quick_start"])
        .current_dir(workspace())
        .env("CARGO_TARGET_DIR", build_output())
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), printed.trim()), (Some(1), "Error: WithoutTls"));
}
