//! The obstacle course: a description whose names and serializations are hard to get right. Its
//! client is generated into the target directory, compiled and tested there.

use std::fs;
use std::path::PathBuf;

use insta::{Settings, assert_snapshot};
use xtask::Exit;
use xtask::codegen::{Arguments, run};

use super::cargo::{WORKSPACE, build_output, cargo};
use super::public_api;
use super::support::workspace;

fn tests_manifest() -> String {
    let tests = workspace().join("tests");
    let tests = tests.display();
    format!(
        "\
[package]
name = \"obstacles-tests\"
edition = \"2024\"
autotests = false

[[test]]
name = \"obstacles\"
path = \"{tests}/obstacles/tests/main.rs\"

[dependencies]
obstacles-client = {{ path = \"../client\" }}
serde = \"1.0\"
serde_json = {{ version = \"1.0\", features = [\"preserve_order\"] }}
tests = {{ path = \"{tests}\" }}
tokio = {{ version = \"1.0\", features = [\"macros\", \"rt\"] }}
"
    )
}

/// Generates the client, and returns the folder of the workspace.
fn generate() -> PathBuf {
    let folder = build_output().join("obstacles");
    let outcome = run(&Arguments {
        spec: Some(workspace().join("tests/obstacles/description.yaml")),
        out: Some(folder.join("client")),
        name: Some("obstacles-client".to_owned()),
        ..Arguments::default()
    });
    assert_eq!(outcome.exit, Exit::Success, "{}", outcome.stderr);
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::write(folder.join("Cargo.toml"), WORKSPACE).unwrap();
    fs::write(folder.join("tests/Cargo.toml"), tests_manifest()).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

#[test]
fn the_client_of_the_obstacle_course_compiles_and_passes_its_tests() {
    let folder = generate();
    cargo(&folder, &["test", "--workspace"]);
    let api = public_api::text(&folder.join("client"));
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("obstacles_api", api));
}
