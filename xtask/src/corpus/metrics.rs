//! Metrics the size and the completeness of a generated crate.
//!
//! Invariant: the runtime, which all clients share, counts in the number of files but not of lines.

use std::path::Path;
use std::time::Duration;

use codegen::diagnostics::Severity;
use codegen::output::Output;
use codegen::source::Source;

/// The warning for an example that contradicts its schema and becomes no test.
const LEFT_OUT: &str = "contradicting-example";

/// The metrics of a generated crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metrics {
    pub(super) types: usize,
    pub(super) operations: usize,
    pub(super) files: usize,
    /// Lines of Rust in `src`, without the runtime.
    pub(super) lines: usize,
    /// Lines of Rust in `tests`.
    pub(super) test_lines: usize,
    /// The lines of the longest Rust file, without the runtime.
    pub(super) longest: usize,
    pub(super) longest_file: String,
    /// Warnings of the generator, without those for examples.
    pub(super) degradations: usize,
    /// Examples that became tests.
    pub(super) examples: usize,
    /// Examples that did not.
    pub(super) left_out: usize,
    pub(super) time: Duration,
}

impl Metrics {
    /// Measures an output that was generated in `time`.
    pub(super) fn new(output: &Output, source: &Source, time: Duration) -> Self {
        let mut warnings = output.warnings.located(source);
        warnings.retain(|it| it.diagnostic.severity() == Severity::Warning);
        let left_out = warnings.iter().filter(|it| it.diagnostic.code() == LEFT_OUT).count();
        let mut metrics = Self {
            types: output.summary.types,
            operations: output.summary.operations,
            files: output.files.len(),
            degradations: warnings.len() - left_out,
            left_out,
            time,
            ..Self::default()
        };
        output.files.iter().for_each(|(path, text)| metrics.add(path, text));
        metrics
    }

    fn add(&mut self, path: &str, text: &str) {
        let is_rust = Path::new(path).extension().is_some_and(|extension| extension == "rs");
        if !is_rust || path.starts_with("src/runtime/") {
            return;
        }
        let lines = text.lines().count();
        if path.starts_with("tests/") {
            self.test_lines += lines;
            self.examples += text.lines().filter(|line| line.trim() == "#[test]").count();
        } else {
            self.lines += lines;
        }
        if lines > self.longest {
            self.longest = lines;
            path.clone_into(&mut self.longest_file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Metrics;

    #[test]
    fn lines_of_the_runtime_and_of_other_languages_are_not_counted() {
        let mut metrics = Metrics::default();
        metrics.add("README.md", "1\n2\n3\n");
        metrics.add("src/runtime/client.rs", "1\n2\n3\n");
        metrics.add("src/lib.rs", "1\n2\n");
        metrics.add("tests/examples/pet.rs", "#[test]\nfn a() {}\n    #[test]\n");
        assert_eq!((metrics.lines, metrics.test_lines, metrics.examples), (2, 3, 2));
        assert_eq!((metrics.longest, metrics.longest_file.as_str()), (3, "tests/examples/pet.rs"));
    }
}
