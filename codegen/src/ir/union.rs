//! Unions of schemas and how a value is matched to one of their variants.

use super::{JsonKind, SchemaId};

/// A union: `oneOf` or `anyOf`.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The schemas of the variants.
    pub variants: Vec<SchemaId>,
    /// The discriminator.
    pub discriminator: Option<Discriminator>,
    /// The variant for unknown discriminator values.
    pub other: Option<SchemaId>,
    /// How a variant is selected, by JSON type. Set by [`passes::select`](crate::passes).
    pub selection: Vec<(JsonKind, Selection)>,
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
        /// The variants by value.
        values: Vec<(String, usize)>,
        /// The variant for other values.
        other: Option<usize>,
    },
    /// By the value of a string: a listed value selects the variant that lists it, other values select
    /// the first variant that decodes.
    Text {
        /// The listed values.
        listed: Vec<(Vec<String>, usize)>,
        /// The variants for other values, the most specific ones first.
        others: Vec<usize>,
    },
    /// By the pattern that matches an object best.
    BestMatch(Vec<ObjectPattern>),
    /// By the JSON type of the first item; an empty array selects the first variant.
    FirstItem(Vec<(JsonKind, Vec<usize>)>),
    /// The first variant that decodes.
    FirstDecoded(Vec<usize>),
}

/// The pattern that the objects of a variant match.
#[derive(Clone, Debug)]
pub struct ObjectPattern {
    /// The position of the variant.
    pub variant: usize,
    /// The required properties.
    pub required: Vec<String>,
    /// The declared properties.
    pub known: Vec<String>,
    /// The required properties with listed values.
    pub fixed: Vec<(String, Vec<String>)>,
}
