//! Emitted crates compile without warnings, and decode and encode the examples without loss.
//!
//! Each crate is compiled as it is emitted, all of them in one workspace, so that they share their
//! dependencies. The tests of their examples are modules of one crate, because linking each of
//! them would take longer than everything else. They also test the values of `fixtures/values`,
//! which a description cannot contain as examples, such as unknown enum values: each is decoded
//! as the type that the file states and encoded unchanged. The build output stays in the target
//! directory, where the next run reuses it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::accept;
use super::cargo::{WORKSPACE, cargo};
use super::support::{Files, fixture, fixtures, generated, stems, workspace};

const EXAMPLES: &str = "\
[package]
name = \"examples\"
edition = \"2024\"

[lib]
path = \"lib.rs\"
doctest = false

[dependencies]
serde = \"1.0\"
serde_json = \"1.0\"
http = \"1.5\"
tokio = { version = \"1.54\", default-features = false, features = [\"rt\"] }
";

/// The test code for the values of fixtures.
const KEPT: &str = "\
#[cfg(test)]
fn kept<T>(value: &str, is: &str)
where
    T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug,
{
    let decoded: T = serde_json::from_str(value).unwrap();
    let shown = format!(\"{decoded:?}\");
    assert!(shown.contains(is), \"{is} is not in {shown}\");
    let expected: serde_json::Value = serde_json::from_str(value).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), expected);
}
";

/// Fixtures whose clients need other builder calls, which their front page shows.
const FRONT_PAGES: &[&str] = &["errors_by_status", "security_alternatives", "server_variables"];

/// A workspace with the crates of all fixtures.
fn crates() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut manifest = EXAMPLES.to_owned();
    let mut modules = KEPT.to_owned();
    for fixture_name in accept::NAMES {
        let name = package(fixture_name);
        let files = generated(&fixture(&format!("accept/{fixture_name}.yaml")), &name).files;
        let _ = writeln!(manifest, "{name} = {{ path = \"../{name}\" }}");
        modules += &values(fixture_name);
        if files.contains_key("tests/examples/main.rs") {
            let path = format!("../{name}/tests/examples/main.rs");
            let _ = writeln!(modules, "#[cfg(test)]\n#[path = \"{path}\"]\nmod {fixture_name};");
        }
        write(&folder.path().join(name), &files);
    }
    let examples = Files::from([("Cargo.toml".into(), manifest), ("lib.rs".into(), modules)]);
    write(&folder.path().join("examples"), &examples);
    write(folder.path(), &Files::from([("Cargo.toml".into(), WORKSPACE.into())]));
    fs::copy(workspace().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    folder
}

/// The tests of the values of a fixture, if it has any.
fn values(fixture_name: &str) -> String {
    let path = fixtures().join(format!("values/{fixture_name}.json"));
    let Ok(text) = fs::read_to_string(path) else { return String::new() };
    let types: BTreeMap<String, Vec<serde_json::Value>> = serde_json::from_str(&text).unwrap();
    let package = package(fixture_name).replace('-', "_");
    let mut tests = String::new();
    for (ty, values) in types {
        let name = ty.replace("::", "_").to_lowercase();
        let _ = writeln!(tests, "    #[test]\n    fn {name}() {{");
        for entry in values {
            let (value, is) = (entry["value"].to_string(), entry["is"].as_str().unwrap_or(""));
            let path = if ty.contains("::") { "" } else { "types::" };
            let ty = format!("{package}::{path}{ty}");
            let _ = writeln!(tests, "        super::kept::<{ty}>({value:?}, {is:?});");
        }
        tests += "    }\n";
    }
    format!("#[cfg(test)]\nmod {fixture_name}_values {{\n{tests}}}\n")
}

/// The name of the crate of a fixture, which differs from the name of its test module.
fn package(fixture_name: &str) -> String {
    format!("{}-client", fixture_name.replace('_', "-"))
}

/// Writes the files of a crate.
pub(super) fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn emitted_crates_compile_without_warnings_and_keep_their_examples() {
    let crates = crates();
    cargo(crates.path(), &["build", "--workspace", "--keep-going"]);
    cargo(crates.path(), &["test", "--package", "examples"]);
    let packages: Vec<String> = FRONT_PAGES.iter().map(|name| package(name)).collect();
    let mut front_pages = vec!["test", "--doc"];
    front_pages.extend(packages.iter().flat_map(|name| ["--package", name]));
    cargo(crates.path(), &front_pages);
}

#[test]
fn values_belong_to_fixtures() {
    for name in stems(&fixtures().join("values")) {
        assert!(accept::NAMES.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn most_fixtures_have_an_example() {
    let without = accept::NAMES.iter().filter(|name| {
        let files = generated(&fixture(&format!("accept/{name}.yaml")), "fixture-client").files;
        !files.contains_key("tests/examples/main.rs")
    });
    // Fixtures about parameters and client builders have no example to decode.
    assert!(without.count() * 4 <= accept::NAMES.len());
}
