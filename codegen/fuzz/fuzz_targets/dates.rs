//! Text of a server to `runtime::fuzzing::dates`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| runtime::fuzzing::dates(text));
