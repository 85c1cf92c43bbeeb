//! The release that a run continues: the state of the output directory in the last commit.
//!
//! Invariant: the files in the directory count only where there is no repository, so that several runs
//! before a commit raise the version once, and a change that is taken back leaves the version as it was.

use std::fs;
use std::path::Path;

use codegen::Base;
use codegen::output::is_owned;
use toml::Table;

use crate::git::{self, Committed};

/// The files that describe a release.
const FILES: [&str; 3] = ["Cargo.toml", "public-api.txt", "CHANGELOG.md"];

/// The release in `out` as it was committed; `None` if there is none.
///
/// # Errors
///
/// Returns a message if the commit cannot be read.
pub(super) fn of(out: &Path) -> Result<Option<Base>, String> {
    let files = match git::files(out, "HEAD", &FILES)? {
        Committed::Files(files) => files,
        Committed::NoRepository => {
            FILES.iter().map(|name| fs::read_to_string(out.join(name)).ok()).collect()
        }
    };
    let mut files = files.into_iter().map(|text| text.filter(|text| is_owned(text)));
    let mut next = || files.next().flatten();
    let (manifest, public_api, changelog) = (next(), next(), next());
    let version = manifest.as_deref().and_then(version);
    Ok(version.map(|version| Base { version, public_api, changelog }))
}

/// The version in a manifest.
fn version(manifest: &str) -> Option<String> {
    let table: Table = manifest.parse().ok()?;
    Some(table.get("package")?.get("version")?.as_str()?.to_owned())
}
