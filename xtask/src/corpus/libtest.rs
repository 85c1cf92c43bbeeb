//! What a program of tests prints to which tests passed and why others did not.
//!
//! Invariant: a test counts as passed only if its own line says so.

/// What came of the tests of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tested {
    pub(super) passed: usize,
    pub(super) failures: Vec<Failure>,
}

/// A test that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) test: String,
    /// What it said, without hints about backtraces.
    pub(super) message: String,
}

impl Tested {
    pub(super) fn add(&mut self, stdout: &str) {
        let results = stdout.lines().filter_map(|line| line.strip_prefix("test "));
        for (test, result) in results.filter_map(|line| line.rsplit_once(" ... ")) {
            match result {
                "ok" => self.passed += 1,
                "FAILED" => {
                    let message = message(stdout, test);
                    self.failures.push(Failure { test: test.to_owned(), message });
                }
                _ => {}
            }
        }
    }
}

/// What stands below the heading of the test, until the next heading or list.
fn message(stdout: &str, test: &str) -> String {
    let heading = format!("---- {test} stdout ----");
    let lines = stdout.lines().skip_while(|line| *line != heading).skip(1);
    let own = lines.take_while(|line| !line.starts_with("---- ") && *line != "failures:");
    let said = own.filter(|line| !line.is_empty() && !line.starts_with("note: run with "));
    said.collect::<Vec<_>>().join("\n")
}

/// How much is shown on each side of the first difference.
const AROUND: usize = 60;

impl Failure {
    /// The message; of two values that are not equal, only what surrounds their first difference.
    pub(super) fn summary(&self) -> String {
        let side =
            |name: &str| self.message.lines().find_map(|line| line.trim_start().strip_prefix(name));
        match side("left: ").zip(side("right: ")) {
            Some((left, right)) => {
                let same = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
                format!(
                    "read and written: {}\nexpected:         {}",
                    part(left, same),
                    part(right, same)
                )
            }
            None => self
                .message
                .lines()
                .skip(1)
                .map(|line| part(line, 0))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

fn part(text: &str, middle: usize) -> String {
    let start = middle.saturating_sub(AROUND);
    let shown: String = text.chars().skip(start).take(2 * AROUND).collect();
    let before = if start > 0 { "..." } else { "" };
    let after = if text.chars().nth(start + 2 * AROUND).is_some() { "..." } else { "" };
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::{Failure, Tested};

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
    fn tests_are_counted_and_failures_told() {
        let mut tested = Tested::default();
        tested.add(STDOUT);
        assert_eq!(tested.passed, 2);
        let [failure] = tested.failures.as_slice() else { unreachable!("{tested:?}") };
        assert_eq!(failure.test, "pet::dog");
        assert!(failure.message.starts_with("thread 'pet::dog'"), "{}", failure.message);
        assert!(failure.message.ends_with("Number(2)}"), "{}", failure.message);
    }

    #[test]
    fn of_two_long_values_the_difference_is_shown() {
        let same = "x".repeat(500);
        let message = format!("panicked\n  left: {same}1{same}\n right: {same}2{same}");
        let summary = Failure { test: String::new(), message }.summary();
        assert!(summary.contains("x1x") && summary.contains("x2x"), "{summary}");
        assert!(summary.len() < 400, "{summary}");
    }

    #[test]
    fn without_values_the_first_words_are_shown() {
        let message = "thread 'x' panicked at y:\ncalled `Result::unwrap()`: Err".to_owned();
        let failure = Failure { test: String::new(), message };
        assert_eq!(failure.summary(), "called `Result::unwrap()`: Err");
    }
}
