//! Tests of updates that fail or are interrupted after each of their changes.

mod failing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use self::failing::{Failing, Failure};
use super::tests::{GENERATED, TestDir, files};
use super::write::write_to;
use super::{EarlierRun, compare, write};

/// All files below a directory, by path.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// Files of somebody else, which no update touches.
const OWN: [&str; 3] = ["Cargo.lock", "src/own.rs", "notes/todo.txt"];

/// A directory with generated files and those of somebody else.
fn with_files(name: &str, generated: &[&str]) -> TestDir {
    let dir = TestDir::new(name);
    for path in generated {
        dir.put(path, &format!("{GENERATED}earlier"));
    }
    for path in OWN {
        dir.put(path, "mine");
    }
    dir
}

/// How a directory is before an update.
const STARTS: [fn(&str) -> TestDir; 3] = [
    // It does not exist.
    TestDir::new,
    // Some files change, and some go away.
    |name| with_files(name, &["a.rs", "b/c.rs", "b/d/e.rs", "gone/f.rs", "gone/deep/g.rs"]),
    // All files go away.
    |name| with_files(name, &["gone/f.rs", "gone/g.rs"]),
];

/// The files that the updates write.
const NEW: [&str; 6] = ["a.rs", "b/c.rs", "b/d/x.rs", "h.rs", "i/j/k.rs", "i/l.rs"];

/// Runs updates that fail after 0, 1, 2 … changes, and passes the directory before, the directory
/// after, and that of an update without a failure to `check`. Returns the number of updates.
fn each_failure(
    start: impl Fn(&str) -> TestDir,
    failure: Failure,
    check: impl Fn(&TestDir, &Result<(), String>, &[BTreeMap<String, String>; 3]),
) -> usize {
    let name = |number: usize| format!("failure-{failure}-{number}", failure = failure as u8);
    let emitted = files(&NEW);
    let complete = start(&name(usize::MAX));
    let comparison = compare(&complete.0, &emitted).unwrap_or_default();
    assert_eq!(write(&complete.0, &emitted, &comparison), Ok(()));
    let complete = tree(&complete.0);
    for number in 0.. {
        let dir = start(&name(number));
        let before = tree(&dir.0);
        let comparison = compare(&dir.0, &emitted).unwrap_or_default();
        let mut disk = Failing::after(number, failure);
        let result = write_to(&mut disk, &dir.0, &emitted, &comparison);
        if !disk.has_failed {
            return number;
        }
        let result = result.map_err(|error| error.to_string());
        let after = tree(&dir.0);
        assert!(OWN.iter().all(|path| before.get(*path) == after.get(*path)));
        check(&dir, &result, &[before, after, complete.clone()]);
        repair(&dir, &complete);
    }
    0
}

/// The next run leaves the directory as if nothing had happened.
fn repair(dir: &TestDir, complete: &BTreeMap<String, String>) {
    let emitted = files(&NEW);
    let written =
        compare(&dir.0, &emitted).and_then(|comparison| write(&dir.0, &emitted, &comparison));
    assert_eq!(written, Ok(()));
    assert_eq!(&tree(&dir.0), complete);
    assert!(compare(&dir.0, &emitted).is_ok_and(|comparison| comparison.is_up_to_date()));
}

#[test]
fn an_update_that_fails_changes_nothing() {
    for start in STARTS {
        let updates =
            each_failure(start, Failure::Once, |dir, result, [before, after, complete]| {
                match result {
                    // Only an empty folder could not be removed.
                    Ok(()) => assert_eq!(after, complete),
                    Err(reason) if reason.contains("nothing was changed") => {
                        assert_eq!(after, before);
                    }
                    // All files are in place, and the folder of the update is left.
                    Err(_) => {
                        assert!(
                            complete.iter().all(|(path, text)| after.get(path) == Some(text)),
                            "{result:?}"
                        );
                        let comparison = compare(&dir.0, &files(&NEW)).unwrap_or_default();
                        assert_eq!(comparison.earlier_run, EarlierRun::Interrupted);
                    }
                }
            });
        assert!(updates > 20, "{updates}");
    }
}

#[test]
fn an_update_that_is_interrupted_is_reported_and_repaired() {
    for start in STARTS {
        let updates = each_failure(start, Failure::ForGood, |dir, result, [before, after, _]| {
            assert!(result.is_err());
            let comparison = compare(&dir.0, &files(&NEW)).unwrap_or_default();
            assert!(!comparison.is_up_to_date());
            let is_reported = comparison.earlier_run == EarlierRun::Interrupted;
            assert!(is_reported || after == before, "{after:?}");
        });
        assert!(updates > 20, "{updates}");
    }
}
