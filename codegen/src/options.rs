//! Options for what a description leaves open.
//!
//! Invariant: every option has a default that suits most descriptions.

use crate::diagnostics::Levels;
use crate::source::Source;

/// The options of a run.
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
    /// The overlays that are applied to the description before everything else, in this order.
    pub overlays: Vec<Source>,
    /// How warnings are treated.
    pub strictness: Strictness,
    /// The levels of diagnostics. They count more than those in the description.
    pub levels: Levels,
    /// How string formats are represented.
    pub formats: Formats,
    /// Whether equal inline schemas share a type.
    pub sharing: Sharing,
    /// Where fields distinguish absent from null.
    pub nulls: Nulls,
    /// Which examples become tests.
    pub examples: Examples,
    /// The tags, ids or method names of the operations to generate; if empty, all operations.
    pub only: Vec<String>,
    /// What types derive beyond what they do by themselves: `Ord` or `PartialOrd`, where their parts
    /// have it, and derive macros with their crates, such as `schemars::JsonSchema=schemars@1`. Few
    /// programs need an order, and the compiler takes a tenth longer to derive it for a large API.
    pub derives: Vec<String>,
    /// The release that is continued; without one, the crate is new.
    pub base: Option<Base>,
}

/// A release of the generated crate. What changed since then decides which version is next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// The version in its `Cargo.toml`.
    pub version: String,
    /// Its `public-api.txt`.
    pub public_api: Option<String>,
    /// Its `CHANGELOG.md`.
    pub changelog: Option<String>,
}

impl Options {
    /// The default options for a crate with this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            overlays: Vec::new(),
            strictness: Strictness::default(),
            levels: Levels::default(),
            formats: Formats::default(),
            sharing: Sharing::default(),
            nulls: Nulls::default(),
            examples: Examples::default(),
            only: Vec::new(),
            derives: Vec::new(),
            base: None,
        }
    }
}

/// How warnings are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Warnings are reported, and the crate is generated without the affected parts.
    #[default]
    Lenient,
    /// Warnings are errors.
    Strict,
}

/// How string formats are represented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// By types of their own: dates, UUIDs, bytes, and integers encoded as strings.
    #[default]
    Typed,
    /// By `String`, regardless of the format.
    Text,
}

/// Whether equal inline schemas share a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// They share a type, which is named after the first of them.
    #[default]
    Alike,
    /// Each has a type of its own.
    Never,
}

/// Where fields that may be absent or null distinguish the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nulls {
    /// Everywhere: such a field has the type `Field`.
    #[default]
    Distinct,
    /// Only in types that requests send. In other types such a field has the type `Option`.
    CollapsedInResponses,
}

/// Which examples become tests, and with what value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Examples {
    /// Those that agree with their schema, with the value that a client encodes.
    #[default]
    Normalized,
    /// All, with the value in the description, to measure what a client keeps of it.
    AsWritten,
}
