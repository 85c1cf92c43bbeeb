//! Validates the emitted files before anything is compared.

use std::collections::BTreeMap;
use std::path::Path;

use codegen::output::{MARK, is_owned};

use super::OutputDirError;

/// Checks that all files are inside of the directory and that the next run recognizes them as
/// generated.
pub(super) fn check_files(
    dir: &Path,
    files: &BTreeMap<String, String>,
) -> Result<(), OutputDirError> {
    let mut errors = OutputDirError::new(dir);
    for (path, text) in files {
        if !is_inside(path) {
            errors.push(format!("`{path}` is outside of the directory"));
        }
        if !is_owned(text) {
            errors.push(format!("`{path}` lacks `{MARK}` in its first line"));
        }
    }
    errors.into_result(())
}

/// Whether a path is relative and has the same meaning on every platform.
fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}
