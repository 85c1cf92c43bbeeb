//! Reads regular files.
//!
//! Invariant: nothing else is opened, because a pipe may never have a writer and a device may never
//! end. At most one byte more than allowed is read.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;

/// Reads the file at `path`, which has at most `most` bytes.
///
/// # Errors
///
/// A short reason why it cannot be read.
pub(crate) fn read(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let to_reason = |error: std::io::Error| error.to_string();
    check(&fs::metadata(path).map_err(to_reason)?)?;
    let file = File::open(path).map_err(to_reason)?;
    // It may have been replaced in between.
    let metadata = file.metadata().map_err(to_reason)?;
    check(&metadata)?;
    let one_too_many = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    // A vector that grows step by step would take up to twice the memory.
    let expected = usize::try_from(metadata.len()).unwrap_or(most).min(most);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    file.take(one_too_many).read_to_end(&mut bytes).map_err(to_reason)?;
    if bytes.len() > most { Err(format!("it has more than {most} bytes")) } else { Ok(bytes) }
}

fn check(metadata: &Metadata) -> Result<(), String> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err("it is a directory".to_owned())
    } else {
        Err("it is not a regular file".to_owned())
    }
}
