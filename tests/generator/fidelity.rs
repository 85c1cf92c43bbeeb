//! Whatever agrees with a schema survives: decoded and encoded again, a value is the same JSON.
//!
//! One description with many random schemas is generated and compiled once, and random values of
//! each schema go through its type. Seeds are fixed. `FIDELITY_RUNS=20` tests as many descriptions
//! instead of one, from the seed `FIDELITY_SEED` on.

mod random_schema;
mod random_value;
mod schema;

use std::env;
use std::fmt::Write;
use std::fs;

use codegen::source::Source;
use serde_json::{Map, Value, json};

use self::random_schema::Group;
use self::random_value::Values;
use super::cargo::{WORKSPACE, build_output, cargo};
use super::compile::write;
use super::random::Random;
use super::support::{Files, generated, workspace};

const GROUPS: usize = 80;
const VALUES: usize = 260;
const DEPTH: usize = 5;

const MANIFEST: &str = "\
[package]
name = \"fidelity-cases\"
edition = \"2024\"

[[bin]]
name = \"fidelity-cases\"
path = \"main.rs\"

[dependencies]
fidelity-client = { path = \"../client\" }
serde = \"1.0\"
serde_json = \"1.0\"
";

/// Decodes and encodes one value on each line of `cases.txt`, after the number of its type.
const PROGRAM: &str = r#"
fn case<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<(), String> {
    let decoded: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let encoded = serde_json::to_value(&decoded).map_err(|error| error.to_string())?;
    let expected = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if same(&encoded, &expected) { Ok(()) } else { Err(format!("became {encoded}")) }
}

/// Whether two values are equal, whatever the notation of numbers is.
fn same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (one, other) {
        (Number(one), Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Array(one), Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Object(one), Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|it| same(one, it)))
        }
        _ => one == other,
    }
}

fn main() {
    let mut failed = 0;
    for line in include_str!("cases.txt").lines() {
        let (number, text) = line.split_once(' ').unwrap();
        if let Err(found) = CASES[number.parse::<usize>().unwrap()](text) {
            failed += 1;
            if failed <= 20 {
                println!("T{number}: {text} {found}");
            }
        }
    }
    assert_eq!(failed, 0);
}
"#;

/// The description of all groups.
fn description(groups: &[Group]) -> Source {
    let components = groups.iter().flat_map(|group| &group.components);
    let schemas: Map<String, Value> =
        components.map(|(name, schema)| (name.clone(), schema.keywords())).collect();
    let description = json!({
        "openapi": "3.1.0",
        "info": { "title": "Fidelity", "version": "1.0.0" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    Source { name: "fidelity.json".to_owned(), text: format!("{description:#}") }
}

/// The values of all groups, one a line after the number of the group.
fn cases(groups: &[Group], random: &mut Random) -> String {
    let mut cases = String::new();
    for (number, group) in groups.iter().enumerate() {
        let root = group.find(&format!("T{number}"));
        for _ in 0..VALUES {
            let value = Values { group, random }.of(root, DEPTH);
            let _ = writeln!(cases, "{number} {value}");
        }
    }
    cases
}

fn check(seed: u64) {
    let mut random = Random::new(seed);
    let groups: Vec<Group> = (0..GROUPS).map(|group| Group::random(group, &mut random)).collect();
    let source = description(&groups);
    let folder = build_output().join("fidelity");
    let _ = fs::remove_dir_all(&folder);
    write(&folder.join("client"), &generated(&source, "fidelity-client").files);
    let mut program = "const CASES: &[fn(&str) -> Result<(), String>] = &[\n".to_owned();
    for number in 0..GROUPS {
        let _ = writeln!(program, "    case::<fidelity_client::types::T{number}>,");
    }
    program += "];\n";
    program += PROGRAM;
    let files = Files::from([
        ("Cargo.toml".to_owned(), MANIFEST.to_owned()),
        ("main.rs".to_owned(), program),
        ("cases.txt".to_owned(), cases(&groups, &mut random)),
        ("description.json".to_owned(), source.text),
    ]);
    write(&folder.join("cases"), &files);
    fs::write(folder.join("Cargo.toml"), WORKSPACE).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    println!("seed {seed}: {} values", GROUPS * VALUES);
    cargo(&folder, &["run", "--package", "fidelity-cases"]);
}

#[test]
fn values_that_agree_with_a_schema_are_the_same_after_decoding_and_encoding() {
    let number = |name| env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let first = number("FIDELITY_SEED").unwrap_or(1);
    for seed in first..first + number("FIDELITY_RUNS").unwrap_or(1) {
        check(seed);
    }
}
