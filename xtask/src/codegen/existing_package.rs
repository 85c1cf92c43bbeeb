//! Protects a generated crate from being replaced by one with another name.

use std::io::ErrorKind;
use std::path::Path;
use std::{fs, io};

use codegen::limits;
use codegen::output::is_owned;
use toml::{Table, Value};

use crate::regular_file;

/// Checks that `out` has no generated crate of another name than `name`.
///
/// # Errors
///
/// Returns a message if it has one, or if the name in its manifest cannot be read.
pub(super) fn check(out: &Path, name: &str) -> Result<(), String> {
    let found = match package_name(&out.join("Cargo.toml")) {
        Ok(found) => found,
        Err(error) => {
            return Err(format!(
                "cannot read the name of the crate in {}: {error}; \
                 pass --replace to replace it with `{name}`",
                out.display()
            ));
        }
    };
    match found {
        Some(found) if found != name => Err(format!(
            "{} has the generated crate `{found}`, not `{name}`; \
             choose another directory with --out, or pass --replace to replace `{found}`",
            out.display()
        )),
        _ => Ok(()),
    }
}

/// Reads the package name in a manifest; `None` if there is no generated manifest.
fn package_name(manifest: &Path) -> io::Result<Option<String>> {
    if !fs::exists(manifest)? {
        return Ok(None);
    }
    let bytes = regular_file::read(manifest, limits::FILE_BYTES).map_err(io::Error::other)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    if !is_owned(&text) {
        return Ok(None);
    }
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        io::Error::new(ErrorKind::InvalidData, error.message().to_owned())
    })?;
    let name = table.get("package").and_then(|package| package.get("name"));
    match name.and_then(Value::as_str) {
        Some(name) => Ok(Some(name.to_owned())),
        None => Err(io::Error::new(ErrorKind::InvalidData, "there is no `package.name`")),
    }
}
