//! The output of the generator to numbers that tell how large and how faithful it is.
//!
//! Invariant: the runtime, which is the same for all clients, counts as files and not as lines.

use std::path::Path;
use std::time::Duration;

use codegen::output::Output;
use codegen::source::Source;

/// Examples that contradict their own schema get this warning and become no test.
const LEFT_OUT: &str = "contradicting-example";

/// How much was generated.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Measures {
    pub(super) types: usize,
    pub(super) operations: usize,
    pub(super) files: usize,
    /// Lines of Rust in `src`, without the runtime.
    pub(super) lines: usize,
    /// Lines of Rust in `tests`.
    pub(super) test_lines: usize,
    /// The longest file of Rust outside the runtime.
    pub(super) longest: usize,
    pub(super) longest_file: String,
    /// Warnings of the generator that tell what was not kept.
    pub(super) degradations: usize,
    /// Examples that became tests, and those that did not.
    pub(super) examples: usize,
    pub(super) left_out: usize,
    pub(super) time: Duration,
}

impl Measures {
    /// Of an output that took `time`.
    pub(super) fn of(output: &Output, source: &Source, time: Duration) -> Self {
        let warnings = output.warnings.located(source);
        let left_out = warnings.iter().filter(|it| it.diagnostic.code() == LEFT_OUT).count();
        let mut measures = Self {
            types: output.summary.types,
            operations: output.summary.operations,
            files: output.files.len(),
            degradations: warnings.len() - left_out,
            left_out,
            time,
            ..Self::default()
        };
        output.files.iter().for_each(|(path, text)| measures.add(path, text));
        measures
    }

    fn add(&mut self, path: &str, text: &str) {
        let is_rust = Path::new(path).extension().is_some_and(|ending| ending == "rs");
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
    use super::Measures;

    #[test]
    fn the_runtime_and_other_texts_are_not_counted() {
        let mut measures = Measures::default();
        measures.add("README.md", "1\n2\n3\n");
        measures.add("src/runtime/client.rs", "1\n2\n3\n");
        measures.add("src/lib.rs", "1\n2\n");
        measures.add("tests/examples/pet.rs", "#[test]\nfn a() {}\n    #[test]\n");
        assert_eq!((measures.lines, measures.test_lines, measures.examples), (2, 3, 2));
        assert_eq!(
            (measures.longest, measures.longest_file.as_str()),
            (3, "tests/examples/pet.rs")
        );
    }
}
