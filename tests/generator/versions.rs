//! Versions are consistent, and there are no accidental dependencies.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use codegen::emit::{BULK_EXAMPLE_DEPENDENCIES, DEPENDENCIES};
use codegen::source::Source;

use super::support::{generated, workspace};

/// The lines of one table of a manifest, by their keys.
fn table(manifest: &str, header: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(workspace().join(manifest)).unwrap();
    let lines = text.lines().skip_while(|line| *line != header).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let entry = |line: &str| {
        let (key, value) = line.split_once(" = ")?;
        Some((key.to_owned(), value.to_owned()))
    };
    lines.filter_map(entry).collect()
}

/// The version requirement in an entry, which is a string or an inline table.
fn version(entry: &str) -> &str {
    let from = entry.split_once("version = ").map_or(entry, |(_, rest)| rest);
    from.split('"').nth(1).unwrap_or_default()
}

/// The packages in the output of `cargo tree`, deduplicated by name.
fn tree(arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(workspace())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let text = String::from_utf8(output.stdout).unwrap();
    let name = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = text.lines().map(name).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn emitted_dependencies_have_the_versions_of_the_workspace() {
    let workspace = table("Cargo.toml", "[workspace.dependencies]");
    for dependency in DEPENDENCIES.iter().chain(BULK_EXAMPLE_DEPENDENCIES) {
        let entry = workspace.get(dependency.name).expect(dependency.name);
        assert_eq!(version(entry), dependency.version, "{}", dependency.name);
    }
}

#[test]
fn a_description_names_no_dependency_or_feature_of_the_client() {
    let features = table("generated/Cargo.toml", "[features]");
    let own = DEPENDENCIES.iter().map(|it| it.name.to_owned()).chain(features.into_keys());
    for name in own {
        let path = format!("{}::Type", name.replace('-', "_"));
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: Fixture, version: 1.0.0 }}\npaths: {{}}\ncomponents:\n  \
             schemas:\n    A: {{ type: string, x-rust-type: '{path}', x-rust-crate: {name}@1 }}\n"
        );
        let source = Source { name: "fixture.yaml".to_owned(), text };
        let output = generated(&source, "fixture-client");
        assert_eq!(output.warnings.len(), 1, "{name}");
        assert!(!output.files.contains_key("src/foreign_types.rs"), "{name}");
    }
}

#[test]
fn the_runtime_has_the_emitted_dependencies_and_no_others() {
    let runtime = table("codegen/runtime/Cargo.toml", "[dependencies]");
    let mut own: Vec<String> =
        runtime.into_keys().map(|key| key.trim_end_matches(".workspace").to_owned()).collect();
    let mut emitted: Vec<&str> = DEPENDENCIES.iter().map(|dependency| dependency.name).collect();
    own.sort();
    emitted.sort_unstable();
    assert_eq!(own, emitted);
}

#[test]
fn the_runtime_has_the_emitted_features() {
    let runtime = table("codegen/runtime/Cargo.toml", "[features]");
    let mut emitted = table("generated/Cargo.toml", "[features]");
    // The runtime has types of bytes, which need the crate without the client.
    let client = emitted.get_mut("client").unwrap();
    *client = client.replace("\"dep:base64\", ", "");
    assert_eq!(runtime, emitted);
}

#[test]
fn emitted_crates_have_the_edition_of_the_workspace_and_the_compiler_of_the_runtime() {
    let workspace = table("Cargo.toml", "[workspace.package]");
    let emitted = table("generated/Cargo.toml", "[package]");
    assert_eq!(workspace.get("edition"), emitted.get("edition"));
    // Clippy checks the runtime against its version.
    let runtime = table("codegen/runtime/Cargo.toml", "[package]");
    assert_eq!(runtime.get("rust-version"), emitted.get("rust-version"));
}

#[test]
fn the_emitted_manifest_is_independent_of_the_workspace() {
    let manifest = fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    assert!(!manifest.contains("workspace") && !manifest.contains("path ="), "{manifest}");
}

/// The version in the manifest and the API version in the code for a description with this version.
fn versions_of(version: &str) -> (String, String) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Fixture, version: {} }}\npaths: {{}}\n",
        serde_json::Value::from(version)
    );
    let source = Source { name: "fixture.yaml".to_owned(), text };
    let files = generated(&source, "fixture-client").files;
    let line = |path: &str, start: &str| {
        let mut lines = files[path].lines().filter_map(|line| line.strip_prefix(start));
        lines.next().unwrap().trim_end_matches(';').to_owned()
    };
    (line("Cargo.toml", "version = "), line("src/client.rs", "pub const API_VERSION: &str = "))
}

#[test]
fn the_version_of_a_client_is_that_of_its_api_if_it_is_semver() {
    let cases = [
        ("1.2.3", "1.2.3"),
        ("v2", "2.0.0"),
        ("1.4", "1.4.0"),
        ("1.0.0-rc.1+a", "1.0.0-rc.1+a"),
        ("1.4-beta", "1.4.0-beta"),
        ("1.0.0-", "0.1.0"),
        ("1.0.0-01", "0.1.0"),
        ("1.0.0-a b", "0.1.0"),
        ("2024-01-15", "0.1.0"),
        ("01.2.3", "0.1.0"),
        ("1.2.3.4", "0.1.0"),
        ("1..2", "0.1.0"),
        ("latest", "0.1.0"),
        ("", "0.1.0"),
    ];
    for (api, cargo) in cases {
        let expected = (format!("\"{cargo}\""), format!("\"{api}\""));
        assert_eq!(versions_of(api), expected, "{api}");
    }
}

#[test]
fn the_client_depends_neither_on_serde_derive_nor_on_yaml() {
    let direct = tree(&["-p", "kustomer-client", "-e", "normal", "--depth", "1"]);
    assert!(!direct.iter().any(|name| name == "serde_derive"), "{direct:?}");
    let all = tree(&["-p", "kustomer-client", "-e", "normal"]);
    let foreign = |name: &&String| name.contains("yaml") || name.starts_with("openapi");
    assert_eq!(all.iter().filter(foreign).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(!all.iter().any(|name| ["codegen", "runtime", "xtask"].contains(&name.as_str())));
}

#[test]
fn types_alone_depend_on_json_only() {
    let all = tree(&["-p", "kustomer-client", "-e", "normal", "--no-default-features"]);
    for unwanted in ["reqwest", "hyper", "http", "tokio", "bytes", "rustls", "secrecy"] {
        assert!(!all.iter().any(|name| name == unwanted), "{unwanted} is built for types");
    }
    let direct = ["-p", "kustomer-client", "-e", "normal", "--no-default-features", "--depth", "1"];
    assert_eq!(tree(&direct), ["kustomer-client", "serde", "serde_json"]);
}

#[test]
fn types_of_bytes_need_base64_without_the_client() {
    let manifest = |format: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: Fixture, version: 1.0.0 }}\npaths: {{}}\ncomponents:\n  \
             schemas:\n    A: {{ type: object, properties: {{ a: {{ type: string{format} }} }} }}\n"
        );
        let source = Source { name: "fixture.yaml".to_owned(), text };
        let manifest = generated(&source, "fixture-client").files["Cargo.toml"].clone();
        let line = |start: &str| {
            let mut lines = manifest.lines().filter(|line| line.starts_with(start));
            lines.next().unwrap().to_owned()
        };
        (line("base64 = ").contains("optional"), line("client = ").contains("base64"))
    };
    assert_eq!(manifest(""), (true, true));
    assert_eq!(manifest(", format: byte"), (false, false));
    assert_eq!(manifest(", contentEncoding: base64url"), (false, false));
}

#[test]
fn every_feature_that_is_not_for_types_has_the_client() {
    let features = table("generated/Cargo.toml", "[features]");
    let for_types = ["client", "chrono-0-4", "jiff-1", "time-0-3"];
    for (name, implied) in features {
        let has_client = implied.contains("\"client\"");
        assert_eq!(has_client, !for_types.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn the_generator_depends_on_no_http_client_and_no_async_runtime() {
    let all = tree(&["-p", "xtask", "-e", "normal,build"]);
    for unwanted in ["reqwest", "hyper", "http", "tokio", "rustls", "ring", "async-std", "smol"] {
        assert!(!all.iter().any(|name| name == unwanted), "{unwanted} is built for xtask");
    }
    assert!(all.iter().any(|name| name == "codegen"), "{all:?}");
}
