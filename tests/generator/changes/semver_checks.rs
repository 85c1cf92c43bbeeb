//! The table of edits against `cargo semver-checks`, for all edits that it can judge.
//!
//! It compares names, numbers of parameters, traits and the like, and no types. Run by hand, because it
//! documents a hundred crates: `cargo test -p tests -- --ignored semver_checks`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codegen::changes::Impact;

use super::table::EDITS;
use super::{base, output};
use crate::generator::support::workspace;

/// Breaking edits of which only a type changes, or an alias becomes an enum, which it does not look at.
const BEYOND_IT: &[&str] = &[
    "response_property_becomes_required",
    "response_property_becomes_required back",
    "response_property_becomes_nullable",
    "response_property_becomes_nullable back",
    "response_property_changes_its_type back",
    "response_property_loses_its_format back",
    "values_of_a_map_change",
    "values_of_a_map_change back",
    "items_of_a_list_become_nullable",
    "items_of_a_list_become_nullable back",
    "request_property_becomes_nullable",
    "request_property_becomes_nullable back",
    "request_property_changes_its_type",
    "request_property_changes_its_type back",
    "request_property_gets_a_format",
    "request_property_gets_a_format back",
    "enum_becomes_a_string back",
    "parameter_changes_its_type",
    "parameter_changes_its_type back",
    "body_becomes_a_form",
    "body_becomes_a_form back",
    "response_gets_another_schema",
    "response_gets_another_schema back",
    "response_loses_its_body",
    "response_loses_its_body back",
    "error_gets_a_body",
    "error_gets_a_body back",
    "response_header_changes_its_type",
    "response_header_changes_its_type back",
    "type_of_the_standard_library back",
];

#[test]
#[ignore = "needs cargo-semver-checks, and documents a hundred crates"]
fn the_table_agrees_with_cargo_semver_checks() {
    let folder = workspace().join("target/fixtures/semver-checks");
    let before = base();
    let old = rustdoc(&folder, "base", &before);
    let mut differences = Vec::new();
    for edit in EDITS {
        let new = rustdoc(&folder, edit.name, &edit.applied(&before));
        for (direction, from, to, impact) in
            [("", &old, &new, edit.forward), (" back", &new, &old, edit.backward)]
        {
            let ours = impact == Some(Impact::Breaking);
            let theirs = is_breaking(from, to);
            let name = format!("{}{direction}", edit.name);
            assert!(ours || !theirs, "{name} is breaking");
            if ours != theirs {
                differences.push(name);
            }
        }
    }
    assert_eq!(differences, BEYOND_IT);
}

/// The documentation of a crate as JSON. It is made with the default features.
fn rustdoc(folder: &Path, name: &str, text: &str) -> PathBuf {
    let json = folder.join(format!("{name}.json"));
    let crate_folder = folder.join("crate");
    let _ = fs::remove_dir_all(&crate_folder);
    for (path, text) in output(text).files {
        let path = crate_folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let manifest = path.ends_with("Cargo.toml");
        fs::write(path, if manifest { text + "\n[workspace]\n" } else { text }).unwrap();
    }
    fs::copy(workspace().join("Cargo.lock"), crate_folder.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(&crate_folder)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["rustdoc", "--quiet", "--lib", "--features", "testing,blocking", "--"])
        .args(["-Zunstable-options", "--output-format=json", "--cap-lints=allow"])
        .arg("--document-hidden-items");
    assert!(cargo.status().unwrap().success(), "{name}");
    fs::copy(folder.join("target/doc/shop_client.json"), &json).unwrap();
    json
}

fn is_breaking(from: &Path, to: &Path) -> bool {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["semver-checks", "--release-type", "minor"]);
    cargo.arg("--baseline-rustdoc").arg(from).arg("--current-rustdoc").arg(to);
    let output = cargo.stdin(Stdio::null()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    let is_done = text.contains("Summary") || errors.contains("Summary");
    assert!(is_done, "cargo semver-checks failed: {text}{errors}");
    !output.status.success()
}
