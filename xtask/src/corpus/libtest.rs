//! Parses the output of Rust's test harness.
//!
//! Invariant: a test counts as passed only if it has a line that ends with `ok`.

/// The results of the tests of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TestResults {
    pub(super) passed: usize,
    pub(super) failures: Vec<TestFailure>,
}

/// A test that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TestFailure {
    pub(super) test: String,
    /// Its output, without hints on backtraces.
    pub(super) message: String,
}

impl TestResults {
    /// Adds the results in the standard output of a test program.
    pub(super) fn add(&mut self, stdout: &str) {
        let results = stdout.lines().filter_map(|line| line.strip_prefix("test "));
        for (test, result) in results.filter_map(|line| line.rsplit_once(" ... ")) {
            match result {
                "ok" => self.passed += 1,
                "FAILED" => {
                    let message = message(stdout, test);
                    self.failures.push(TestFailure { test: test.to_owned(), message });
                }
                _ => {}
            }
        }
    }
}

/// Returns the lines between the heading of the test and the next heading or list.
fn message(stdout: &str, test: &str) -> String {
    let heading = format!("---- {test} stdout ----");
    let lines = stdout.lines().skip_while(|line| *line != heading).skip(1);
    let own = lines.take_while(|line| !line.starts_with("---- ") && *line != "failures:");
    let lines = own.filter(|line| !line.is_empty() && !line.starts_with("note: run with "));
    lines.collect::<Vec<_>>().join("\n")
}

/// The number of characters on each side of the first difference.
const CONTEXT: usize = 60;

impl TestFailure {
    /// Shortens the message. Of two values that are not equal, it keeps the context of the first
    /// difference.
    pub(super) fn summary(&self) -> String {
        let side =
            |name: &str| self.message.lines().find_map(|line| line.trim_start().strip_prefix(name));
        match side("left: ").zip(side("right: ")) {
            Some((left, right)) => {
                let same = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
                format!(
                    "read and written: {}\nexpected:         {}",
                    excerpt(left, same),
                    excerpt(right, same)
                )
            }
            None => self
                .message
                .lines()
                .skip(1)
                .map(|line| excerpt(line, 0))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

fn excerpt(text: &str, middle: usize) -> String {
    let start = middle.saturating_sub(CONTEXT);
    let shown: String = text.chars().skip(start).take(2 * CONTEXT).collect();
    let before = if start > 0 { "..." } else { "" };
    let after = if text.chars().nth(start + 2 * CONTEXT).is_some() { "..." } else { "" };
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::{TestFailure, TestResults};

    const STDOUT: &str = "
running 4 tests
test pet::default ... ok
test pet::dog ... FAILED
test pet::later ... ignored
test pet::cat ... ok

failures:

---- pet::dog stdout ----

thread 'pet::dog' (7) panicked at tests/examples/main.rs:12:5:
assertion `left == right` failed
  left: Object {\"a\": Number(1)}
 right: Object {\"a\": Number(2)}
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


failures:
    pet::dog

test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn passed_tests_are_counted_and_failures_have_messages() {
        let mut results = TestResults::default();
        results.add(STDOUT);
        assert_eq!(results.passed, 2);
        let [failure] = results.failures.as_slice() else { unreachable!("{results:?}") };
        assert_eq!(failure.test, "pet::dog");
        assert!(failure.message.starts_with("thread 'pet::dog'"), "{}", failure.message);
        assert!(failure.message.ends_with("Number(2)}"), "{}", failure.message);
    }

    #[test]
    fn the_summary_shows_the_difference_of_two_long_values() {
        let same = "x".repeat(500);
        let message = format!("panicked\n  left: {same}1{same}\n right: {same}2{same}");
        let summary = TestFailure { test: String::new(), message }.summary();
        assert!(summary.contains("x1x") && summary.contains("x2x"), "{summary}");
        assert!(summary.len() < 400, "{summary}");
    }

    #[test]
    fn the_summary_without_values_is_the_message() {
        let message = "thread 'x' panicked at y:\ncalled `Result::unwrap()`: Err".to_owned();
        let failure = TestFailure { test: String::new(), message };
        assert_eq!(failure.summary(), "called `Result::unwrap()`: Err");
    }
}
