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

/// Edits of which only a type changes, or the name of an item that exists under both names in no crate, so
/// that it sees no difference.
const BEYOND_IT: &[&str] = &[];

#[test]
#[ignore = "needs cargo-semver-checks, and documents a hundred crates"]
fn the_table_agrees_with_cargo_semver_checks() {
    let folder = workspace().join("target/fixtures/semver-checks");
    let before = base();
    let old = rustdoc(&folder, "base", &before);
    let mut wrong = Vec::new();
    for edit in EDITS {
        let new = rustdoc(&folder, edit.name, &edit.applied(&before));
        for (direction, from, to, impact) in
            [("", &old, &new, edit.forward), (" back", &new, &old, edit.backward)]
        {
            let ours = impact == Some(Impact::Breaking);
            let theirs = is_breaking(from, to);
            if ours != theirs {
                wrong.push(format!(
                    "{}{direction}: breaking here {ours}, there {theirs}",
                    edit.name
                ));
            }
        }
    }
    let unknown = |line: &&String| !BEYOND_IT.iter().any(|known| known == line);
    let unknown: Vec<_> = wrong.iter().filter(unknown).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
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
