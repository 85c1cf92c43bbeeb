//! The version of the crate, and what is new in it.
//!
//! Invariant: with the same public API as the release before, the version and the changelog stay as they
//! are, so that generating once more changes nothing.

use semver::Version;

use super::{Origin, manifest};
use crate::changes::{Changes, changelog, version};
use crate::format;
use crate::options::Base;
use crate::public_api::PublicApi;

/// A version of the crate.
#[derive(Debug)]
pub(super) struct Release {
    /// The version.
    pub(super) version: String,
    /// What changed since the base; `None` without a base whose public API is known.
    pub(super) changes: Option<Changes>,
}

impl Release {
    /// The release with this API. Without a base, its version is that of the description.
    pub(super) fn new(api: &PublicApi, base: Option<&Base>, declared: &str) -> Self {
        let Some(base) = base else {
            return Self { version: manifest::version(declared), changes: None };
        };
        let before = base.public_api.as_deref().map(PublicApi::parse);
        let changes = before.map(|before| Changes::between(&before, api));
        let impact = changes.as_ref().and_then(Changes::impact);
        let version = match Version::parse(&base.version) {
            Ok(release) => version::next(&release, impact).to_string(),
            Err(_) => manifest::version(declared),
        };
        Self { version, changes }
    }

    /// The text of `CHANGELOG.md`.
    pub(super) fn changelog(&self, base: Option<&Base>, origin: &Origin) -> String {
        let header = format::header("<!--", &origin.source, " -->");
        changelog(&header, &self.version, self.changes.as_ref(), base)
    }
}
