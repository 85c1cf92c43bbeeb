//! Text of a description never becomes code, markup, a key or a path.
//!
//! The positions are found by walking a description that has text in every place. Each payload is put
//! in each position; the crate then has the items, code blocks, links and keys that it has with a
//! harmless text. So that the crates are few, one of them has another payload in each position.

mod inspect;
mod payloads;
mod positions;

use std::collections::BTreeMap;
use std::fs;

use codegen::source::Source;
use serde_json::Value;
use tempfile::TempDir;

use self::inspect::{Facts, facts};
use self::payloads::PAYLOADS;
use self::positions::{Position, positions, with_text};
use super::cargo::cargo;
use super::compile::write;
use super::support::{Files, fixture, generated, run, tree};

/// Every position, and the description.
fn description() -> (Value, Vec<Position>) {
    let value: Value = serde_yaml::from_str(&fixture("every_text.yaml").text).unwrap();
    let positions = positions(&value);
    (value, positions)
}

/// The files of the crate for a description.
fn files(description: &Value, name: &str) -> Files {
    let source = Source { name: name.to_owned(), text: description.to_string() };
    generated(&source, "text-client").files
}

/// The description with the payload of each position; `round` shifts them.
fn with_payloads(description: &Value, positions: &[Position], round: usize) -> Value {
    let text = |number: usize| PAYLOADS[(number + round) % PAYLOADS.len()];
    let texts: Vec<&str> = (0..positions.len()).map(text).collect();
    with_text(description, positions, &texts)
}

fn harmless() -> BTreeMap<&'static str, Facts> {
    let (description, positions) = description();
    let texts = vec!["harmless"; positions.len()];
    facts(&files(&with_text(&description, &positions, &texts), "harmless.yaml"))
}

#[test]
fn the_walk_finds_every_place_with_text() {
    let (_, positions) = description();
    assert!(positions.len() > 170, "{}", positions.len());
    assert!(PAYLOADS.len() >= 60, "{}", PAYLOADS.len());
}

/// The name of the file is a position like the others.
#[test]
fn every_payload_in_every_position_is_text() {
    let (description, positions) = description();
    let harmless = harmless();
    for (round, name) in PAYLOADS.iter().enumerate() {
        let found = facts(&files(&with_payloads(&description, &positions, round), name));
        for (kind, expected) in &harmless {
            assert_eq!(&found[kind], expected, "{kind} of round {round}");
        }
    }
}

#[test]
fn the_values_of_keywords_are_text_in_diagnostics() {
    let (description, _) = description();
    for (number, position) in positions::keywords(&description).into_iter().enumerate() {
        // Each position has four payloads, and each payload is in several positions.
        for payload in PAYLOADS.iter().cycle().skip(number * 4).take(4) {
            let text =
                with_text(&description, std::slice::from_ref(&position), &[payload]).to_string();
            let source = Source { name: "a.json".to_owned(), text };
            let rendered = match run(&source, "text-client") {
                Ok(output) => output.warnings.render(&source),
                Err(diagnostics) => diagnostics.render(&source),
            };
            let is_shown = |letter: char| letter == '\n' || inspect::is_visible(letter);
            assert!(rendered.chars().all(is_shown), "{payload:?} at {position:?}");
        }
    }
}

/// The doc tests of crates whose texts have code that would leave a file behind.
#[test]
fn doc_tests_run_nothing_of_the_description() {
    let (description, positions) = description();
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n")
        .unwrap();
    for round in [0, PAYLOADS.len() / 2] {
        let name = format!("text-{round}-client");
        let text = with_payloads(&description, &positions, round).to_string();
        let source = Source { name: "a.yaml".to_owned(), text };
        write(&root.join(&name), &generated(&source, &name).files);
    }
    cargo(root, &["test", "--workspace", "--no-fail-fast"]);
    let left: Vec<String> =
        tree(root).into_keys().filter(|path| path.ends_with("canary")).collect();
    assert!(left.is_empty(), "{left:?}");
}
