//! Descriptions whose structure has been changed at random end in a crate or in diagnostics.
//!
//! A mutant is a fixture with a few changes: values that are moved, copied, replaced, wrapped or
//! removed. The seeds are fixed, so that each run has the same mutants. `MUTANTS=1000000 cargo test
//! --release -p tests --test tests -- mutations` runs more of them.

mod mutate;

use codegen::diagnostics::Diagnostics;
use codegen::source::Source;
use serde_json::Value;

use self::mutate::mutated;
use super::accept;
use super::random::Random;
use super::support::{assert_each_has_a_place, fixture, run, source};

/// The stack of the thread on which mutants are generated.
const STACK: usize = 1 << 20;

/// The mutants of an ordinary run.
const MUTANTS: usize = 2_000;

/// The descriptions that are changed.
fn originals() -> Vec<Value> {
    let fixtures = accept::NAMES.iter().map(|name| fixture(&format!("accept/{name}.yaml")));
    let others = [fixture("every_text.yaml"), source("spec/kustomer.yaml")];
    let texts = fixtures.chain(others);
    // YAML has values that JSON does not have.
    texts.filter_map(|source| serde_yaml::from_str(&source.text).ok()).collect()
}

/// Generates a mutant, and checks what comes out.
fn check(mutant: &Value) {
    let source = Source { name: "mutant.json".to_owned(), text: mutant.to_string() };
    let first = run(&source, "mutant-client");
    let problems = match &first {
        Ok(output) => {
            for (path, text) in &output.files {
                let is_shown = |letter: char| letter == '\n' || !letter.is_control();
                assert!(text.chars().all(is_shown), "{path} of {mutant}");
            }
            &output.warnings
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors(), "{mutant}");
            diagnostics
        }
    };
    assert_each_has_a_place(problems, &source);
    let rendered = problems.render(&source);
    assert!(!rendered.contains("error[defect]"), "{rendered}\n{mutant}");
    if source.text.len().is_multiple_of(8) {
        let second = run(&source, "mutant-client");
        assert_eq!(files(&first), files(&second), "{mutant}");
    }
}

fn files(result: &Result<codegen::output::Output, Diagnostics>) -> Option<Vec<(&String, &String)>> {
    result.as_ref().ok().map(|output| output.files.iter().collect())
}

#[test]
fn mutants_end_in_a_crate_or_in_diagnostics() {
    let mutants = std::env::var("MUTANTS").map_or(MUTANTS, |number| number.parse().unwrap());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = move |thread: usize| {
        let originals = originals();
        for number in (thread..mutants).step_by(threads) {
            let mut random = Random::new(u64::try_from(number).unwrap());
            check(&mutated(&originals[number % originals.len()], &mut random));
        }
    };
    let thread = |number| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        builder.spawn(move || work(number)).unwrap()
    };
    let threads: Vec<_> = (0..threads).map(thread).collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
