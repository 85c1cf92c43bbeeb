//! Versions of the specifications whose objects are checked.

use crate::value::Value;

/// A version of OpenAPI, or of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V30,
    V31,
    V32,
    Overlay10,
    Overlay11,
}

/// A range of versions. No object is in both specifications, so a range may lead from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Versions {
    pub(crate) first: Version,
    pub(crate) last: Version,
}

impl Version {
    /// The version of a description. One without a valid version is read as the last one.
    pub(crate) fn of(root: &Value) -> Self {
        let stated = |name| root.get(name).and_then(Value::as_str);
        match stated("openapi").unwrap_or_default() {
            text if text.starts_with("3.0") => Self::V30,
            text if text.starts_with("3.1") => Self::V31,
            "" => match stated("overlay") {
                Some(text) if text.starts_with("1.0") => Self::Overlay10,
                Some(_) => Self::Overlay11,
                None => Self::V32,
            },
            _ => Self::V32,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
            Self::Overlay10 => "Overlay 1.0",
            Self::Overlay11 => "Overlay 1.1",
        }
    }
}

impl Versions {
    pub(crate) const ALL: Self = Self { first: Version::V30, last: Version::Overlay11 };

    pub(crate) fn contain(self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }
}
