//! A text to a crate or to diagnostics.
//!
//! The first character selects YAML or JSON. The generator does not panic, and the output and the
//! rendered diagnostics have no character that is not visible.
#![no_main]

use codegen::source::Source;
use codegen::{Options, generate};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let name = if text.starts_with('{') { "a.json" } else { "a.yaml" };
    let source = Source { name: name.to_owned(), text: text.to_owned() };
    match generate(&source, &Options::new("a-client")) {
        Ok(output) => {
            output.files.values().for_each(|text| check(text));
            check(&output.warnings.render(&source));
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors());
            check(&diagnostics.render(&source));
        }
    }
});

fn check(text: &str) {
    let is_hidden = |letter: char| letter.is_control() && letter != '\n';
    assert!(!text.contains(is_hidden), "{text}");
}
