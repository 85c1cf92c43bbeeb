//! `cargo xtask build-cost` with scripts in the place of cargo and of other generators.

#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use tempfile::TempDir;

const DESCRIPTION: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";

/// Logs the name of the crate and the arguments, and whether there are artifacts. A crate with the
/// name `broken` does not compile.
const CARGO: &str = r#"#!/bin/sh
name=$(basename "$PWD")
case "$1" in
    metadata|fetch) exit 0 ;;
    clean) rm -f "$CARGO_TARGET_DIR/crate" ;;
    *)
        have=
        for artifact in dependencies crate; do
            [ -e "$CARGO_TARGET_DIR/$artifact" ] && have="$have +$artifact"
        done
        mkdir -p "$CARGO_TARGET_DIR"
        touch "$CARGO_TARGET_DIR/dependencies" "$CARGO_TARGET_DIR/crate" ;;
esac
echo "$name: $*$have" >>"$STATE/log"
if [ "$name" = broken ]; then echo 'error: expected `;`' >&2; exit 101; fi
"#;

/// A generator that writes a package.
const PEER: &str = r#"#!/bin/sh
[ "$(head -c 7 "$1")" = openapi ] || exit 1
printf '[package]\nname = "pets"\n' >"$2/Cargo.toml"
"#;

/// A directory with a description and the scripts.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(TempDir::new().unwrap());
        machine.put("pets.yaml", DESCRIPTION);
        for (name, text) in [("cargo", CARGO), ("other", PEER), ("broken", PEER)] {
            machine.put(name, text);
            let script = machine.0.path().join(name);
            fs::set_permissions(script, fs::Permissions::from_mode(0o755)).unwrap();
        }
        machine
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn run(&self, peers: &[&str]) -> Output {
        let dir = self.0.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("build-cost").arg(dir.join("pets.yaml"));
        for peer in peers {
            command.arg("--peer").arg(format!("{}/{peer}", dir.display()));
        }
        command.env("CARGO", dir.join("cargo")).env("STATE", dir);
        command.env("CARGO_TARGET_DIR", dir.join("target")).output().unwrap()
    }

    fn log(&self) -> Vec<String> {
        let log = fs::read_to_string(self.0.path().join("log")).unwrap();
        log.lines().map(|line| line.replace(" --offline --quiet", "")).collect()
    }
}

#[test]
fn the_crate_is_built_without_artifacts_and_then_alone() {
    let machine = Machine::new();
    let output = machine.run(&[]);
    assert!(output.status.success(), "{output:?}");
    let alone = |build: &str, clean: &str| {
        [
            format!("own: {build} +dependencies +crate"),
            format!("own: {clean} --package pets-client"),
            format!("own: {build} +dependencies"),
        ]
    };
    let mut expected = vec!["own: build".to_owned()];
    expected.extend(alone("build", "clean"));
    expected.extend(alone("check", "clean"));
    expected.extend(alone("build --release", "clean --release"));
    expected.push("own: build --no-default-features".to_owned());
    assert_eq!(machine.log(), expected);
}

#[test]
fn a_peer_that_fails_has_no_numbers() {
    let machine = Machine::new();
    let peers = ["other {spec} {out}", "broken {spec} {out}", "missing {spec} {out}"];
    let output = machine.run(&peers);
    assert!(output.status.success(), "{output:?}");
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let check = stdout.lines().find(|line| line.starts_with("check ")).unwrap();
    let measured: Vec<bool> = check.split_whitespace().skip(1).map(|cell| cell != "-").collect();
    // Two cells of each crate, and the ratios to the peer that did not fail.
    let expected = [true, true, true, true, false, false, false, false, true, true];
    assert_eq!(measured, expected, "{stdout}");
    assert!(stderr.contains("broken: ") && stderr.contains("error: expected `;`"), "{stderr}");
    assert!(stderr.contains("missing: cannot run "), "{stderr}");
}

#[test]
fn a_description_that_is_refused_is_a_failure() {
    let machine = Machine::new();
    machine.put("pets.yaml", "openapi: 3.0.3\ninfo: { title: Pets }\n");
    let output = machine.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("error"));
    assert!(!machine.0.path().join("log").exists());
}
