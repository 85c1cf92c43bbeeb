//! `cargo xtask corpus` on a machine without the dependencies, with a script in the place of cargo.

#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use tempfile::TempDir;

const DESCRIPTION: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";

/// Logs the first argument and `--offline`. Offline, it fails until `fetched` exists.
const CARGO: &str = r#"#!/bin/sh
offline=
for argument in "$@"; do
    if [ "$argument" = --offline ]; then offline=' --offline'; fi
done
echo "$1$offline" >>"$STATE/log"
case "$1$offline" in
    fetch) [ -e "$STATE/network" ] && touch "$STATE/fetched" ;;
    fetch*|check*) [ -e "$STATE/fetched" ] ;;
esac || { echo "error: no matching package named \`bytes\` found" >&2; exit 101; }
"#;

/// A directory with a description and the state of the script.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(TempDir::new().unwrap());
        machine.put("pets.yaml", DESCRIPTION);
        machine.put("cargo", CARGO);
        let script = machine.0.path().join("cargo");
        fs::set_permissions(script, fs::Permissions::from_mode(0o755)).unwrap();
        machine
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn run(&self) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["corpus", "--keep"]).arg(self.0.path().join("crates"));
        command.arg(self.0.path().join("pets.yaml"));
        command.env("CARGO", self.0.path().join("cargo")).env("STATE", self.0.path());
        command.env("CARGO_TARGET_DIR", self.0.path().join("target")).output().unwrap()
    }

    fn log(&self) -> Vec<String> {
        let log = fs::read_to_string(self.0.path().join("log")).unwrap();
        log.lines().map(str::to_owned).collect()
    }
}

#[test]
fn downloads_the_dependencies_that_are_missing() {
    let machine = Machine::new();
    machine.put("network", "");
    machine.run();
    assert_eq!(machine.log(), ["metadata", "fetch --offline", "fetch", "check --offline"]);
}

#[test]
fn stays_offline_if_the_dependencies_are_downloaded() {
    let machine = Machine::new();
    machine.put("fetched", "");
    machine.run();
    assert_eq!(machine.log(), ["metadata", "fetch --offline", "check --offline"]);
}

#[test]
fn names_the_command_that_downloads_the_dependencies_if_it_fails() {
    let machine = Machine::new();
    let output = machine.run();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    let command = "run `cargo fetch --manifest-path ";
    assert!(stderr.contains(command) && stderr.contains("crates/Cargo.toml`"), "{stderr}");
    assert!(stderr.contains("no matching package named `bytes` found"), "{stderr}");
}
