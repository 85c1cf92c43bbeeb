//! The fake is built without the generator.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::process::Command;

#[test]
fn the_fake_does_not_depend_on_the_generator() {
    let arguments = ["tree", "--offline", "--package", "kustomer-fake", "--prefix", "none"];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("kustomer-client v"), "{}", String::from_utf8_lossy(&output.stderr));
    for package in ["codegen", "xtask", "insta", "runtime"] {
        let is_package = |line: &str| line.split(' ').next() == Some(package);
        assert!(!tree.lines().any(is_package), "{package} is in:\n{tree}");
    }
}
