//! Markdown of a description to documentation that rustdoc neither compiles nor runs.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| codegen::fuzzing::markdown(text));
