//! Copies standard input to a file, so that it can be read again.
//!
//! Invariant: a file with the name of the copy is a complete one. It has another name before.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::arguments::{Arguments, Input};
use crate::stop::Stop;

/// Copies standard input, if it is to be copied and an earlier run has not done it.
///
/// # Errors
/// The file cannot be written, or standard input cannot be read.
pub fn copy(arguments: &Arguments) -> Result<(), Stop> {
    let Input::Spooled(path) = &arguments.input else { return Ok(()) };
    if path.try_exists().map_err(|error| Stop::file(path, &error))? {
        eprintln!(
            "{} has the input of an earlier run, so standard input is not read",
            path.display()
        );
        return Ok(());
    }
    let part = part_of(path);
    write(&part).and_then(|()| fs::rename(&part, path)).map_err(|error| Stop::file(&part, &error))
}

fn write(part: &Path) -> io::Result<()> {
    let mut file = File::create(part)?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    file.sync_all()
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
