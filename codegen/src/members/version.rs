//! Versions of OpenAPI.

use serde_json::Value;

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V30,
    V31,
    V32,
}

/// A range of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Versions {
    pub(crate) first: Version,
    pub(crate) last: Version,
}

impl Version {
    /// The version of a description. One without a valid version is read as the last one.
    pub(crate) fn of(root: &Value) -> Self {
        let text = root.get("openapi").and_then(Value::as_str).unwrap_or_default();
        match text {
            text if text.starts_with("3.0") => Self::V30,
            text if text.starts_with("3.1") => Self::V31,
            _ => Self::V32,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
            Self::V32 => "3.2",
        }
    }
}

impl Versions {
    pub(crate) const ALL: Self = Self { first: Version::V30, last: Version::V32 };

    pub(crate) fn contain(self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }
}
