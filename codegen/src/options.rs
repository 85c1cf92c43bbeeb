//! What a caller chooses about the output, where a description leaves it open.
//!
//! Invariant: the default of each choice is what suits most; none of them is needed.

/// What a caller chooses.
///
/// ```
/// use codegen::{Formats, Options};
///
/// let options = Options { formats: Formats::Text, ..Options::new("pets-client") };
/// assert_eq!(options.name, "pets-client");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The name of the generated crate.
    pub name: String,
    /// What becomes of warnings.
    pub strictness: Strictness,
    /// What the formats of texts become.
    pub formats: Formats,
    /// Whether inline schemas that describe the same values are one type.
    pub sharing: Sharing,
    /// Where absent and null are told apart.
    pub nulls: Nulls,
    /// The tags, ids or methods of the operations that are wanted; all of them if there are none.
    pub only: Vec<String>,
}

impl Options {
    /// The defaults, for a crate of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            strictness: Strictness::default(),
            formats: Formats::default(),
            sharing: Sharing::default(),
            nulls: Nulls::default(),
            only: Vec::new(),
        }
    }
}

/// What becomes of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// They are told, and the crate is made without what they are about.
    #[default]
    Lenient,
    /// They are errors.
    Strict,
}

/// What the formats of texts become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// Types of their own: dates, UUIDs, bytes, and integers that are written as text.
    #[default]
    Typed,
    /// `String`, whatever the format.
    Text,
}

/// Whether inline schemas that describe the same values are one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// They are one type, named after the first of them.
    #[default]
    Alike,
    /// Each is a type of its own.
    Never,
}

/// Where absent and null are told apart, of members that may be both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nulls {
    /// Everywhere: such a member is a `Field`.
    #[default]
    Distinct,
    /// Not in types that only servers send: there, such a member is an `Option`.
    CollapsedInResponses,
}
