//! Unions of schemas and how a value is matched to one of their variants.

use serde_json::Value;

use super::{JsonKind, SchemaId};

/// A union: `oneOf` or `anyOf`.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// How many variants a value may match.
    pub matching: Matching,
    /// The schemas of the variants.
    pub variants: Vec<SchemaId>,
    /// The discriminator.
    pub discriminator: Option<Discriminator>,
    /// The variant for unknown discriminator values.
    pub other: Option<SchemaId>,
    /// How a variant is selected, by JSON type. Set by [`passes::select`](crate::passes).
    pub selection: Vec<(JsonKind, Selection)>,
    /// The values of the discriminator by position, for variants that do not declare the property: the
    /// union writes it. Set by [`passes::undeclared_tags`](crate::passes).
    pub written_tags: Vec<(usize, String)>,
}

/// How many variants of a union a value may match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// One: `oneOf`, or several types.
    #[default]
    One,
    /// One or more: `anyOf`.
    Several,
}

/// A property whose value identifies the variant.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The name of the property.
    pub property: String,
    /// The schemas by discriminator value.
    pub mapping: Vec<(String, SchemaId)>,
    /// The schema for other values, and for objects without the property.
    pub default: Option<SchemaId>,
    /// The names of variants that are components, by which they are identified without a mapping.
    /// Set by [`passes::variant_names`](crate::passes).
    pub names: Vec<(String, SchemaId)>,
}

/// How a variant is selected among those with the same JSON type. Variants are identified by
/// position.
#[derive(Clone, Debug)]
pub enum Selection {
    /// There is a single variant.
    Only(usize),
    /// By the value of a property.
    Tag {
        /// The property.
        property: String,
        /// The JSON type of the values.
        form: TagForm,
        /// The variants by the text of the value.
        values: Vec<(String, usize)>,
        /// How a variant is selected for other values, if there are variants for them.
        rest: Option<Box<Selection>>,
    },
    /// By the value of a scalar: a listed value selects the variant that lists it, other values select
    /// the variant that they fit best.
    Listed {
        /// The listed values.
        listed: Vec<(Vec<Value>, usize)>,
        /// The variants for other values, the most specific ones first.
        others: Vec<usize>,
    },
    /// By the pattern that matches an object best. Several patterns may belong to one variant.
    BestMatch(Vec<ObjectPattern>),
    /// The variant that the value fits best.
    BestDecoded(Vec<usize>),
}

/// The JSON type of the values of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagForm {
    /// Strings.
    String,
    /// Any scalars, which are compared as text.
    Scalar,
}

/// The pattern that the objects of a variant match.
#[derive(Clone, Debug, Default)]
pub struct ObjectPattern {
    /// The position of the variant.
    pub variant: usize,
    /// The required properties.
    pub required: Vec<String>,
    /// The declared properties.
    pub known: Vec<String>,
    /// The properties with fixed values. An object with another value does not match.
    pub fixed: Vec<(String, Vec<Value>)>,
}
