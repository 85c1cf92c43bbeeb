//! The URI that a file has for itself: `$self` (OpenAPI 3.2, section 4.1.2.2.2).
//!
//! Invariant: nothing is fetched. A URI in the folder of `$self` is a file in the folder of the
//! description, where the description has been saved together with what it refers to.

use crate::value::Value;

/// The URI of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct BaseUri(Option<String>);

impl BaseUri {
    /// The URI in a file.
    pub(super) fn of(document: &Value) -> Self {
        Self(document.get("$self").and_then(Value::as_str).map(str::to_owned))
    }

    /// Whether `uri` refers to the file itself, by its whole URI or its last segment.
    pub(super) fn is(&self, uri: &str) -> bool {
        let Some(own) = &self.0 else { return false };
        let last = own.rsplit('/').next().unwrap_or(own);
        !uri.is_empty() && (uri == own || uri == last)
    }

    /// The path of `uri` from the folder of the file; `None` if it is elsewhere.
    pub(super) fn relative<'u>(&self, uri: &'u str) -> Option<&'u str> {
        let (folder, _) = self.0.as_ref()?.rsplit_once('/')?;
        uri.strip_prefix(folder)?.strip_prefix('/').filter(|path| !path.is_empty())
    }
}
