//! The test program of a crate that decodes and encodes the examples.
//!
//! It consists of the tests that the generator makes from examples as they are written, with another
//! `round_trip`. Invariant: its tests do not fail.

use std::collections::BTreeMap;

/// The name of the program.
pub(super) const NAME: &str = "fidelity";

/// The path of its main file in the crate.
pub(super) const MAIN: &str = "tests/fidelity/main.rs";

/// The start of a line about an example.
pub(super) const LINE: &str = "fidelity: ";

/// What the main file has in place of that of the generator.
const ROUND_TRIP: &str = include_str!("round_trip.rs.txt");

/// The files of the program, from those of a crate whose tests have the examples as they are written.
pub(in crate::corpus) fn files(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let tests = files.iter().filter_map(|(path, text)| {
        let file = path.strip_prefix("tests/examples/")?;
        let text = if file == "main.rs" { main(text) } else { text.clone() };
        Some((format!("tests/{NAME}/{file}"), text))
    });
    tests.collect()
}

/// The main file: the header and the modules of the original.
fn main(original: &str) -> String {
    let header = original.lines().next().unwrap_or_default();
    let modules = original.lines().filter(|line| line.starts_with("mod ") && line.ends_with(';'));
    let lines = [header, ""].into_iter().chain(modules).map(|line| format!("{line}\n"));
    format!("{}\n{ROUND_TRIP}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{MAIN, files};

    #[test]
    fn the_program_has_the_modules_of_the_examples_and_its_own_round_trip() {
        let main = "// @generated\n\nmod pet;\nmod r#type;\n\nfn round_trip() {}\n";
        let crate_files =
            [("src/lib.rs", ""), ("tests/examples/main.rs", main), ("tests/examples/pet.rs", "1")];
        let crate_files = crate_files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let program = files(&crate_files.into());
        assert_eq!(program.keys().collect::<Vec<_>>(), [MAIN, "tests/fidelity/pet.rs"]);
        let main = program.get(MAIN).map_or("", String::as_str);
        assert!(main.starts_with("// @generated\n\nmod pet;\nmod r#type;\n\nuse serde"), "{main}");
        assert_eq!(main.matches("fn round_trip").count(), 1);
    }
}
