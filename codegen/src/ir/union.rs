//! Unions of schemas and how a value is matched to one of their variants.

use super::{JsonKind, SchemaId};

/// One of several schemas.
#[derive(Clone, Debug)]
pub struct Union {
    /// The schemas.
    pub variants: Vec<SchemaId>,
    /// What the description says about telling them apart.
    pub discriminator: Option<Discriminator>,
    /// The variant for objects that the discriminator assigns to none.
    pub other: Option<SchemaId>,
    /// How they are told apart; filled by [`passes::select`](crate::passes).
    pub selection: Vec<(JsonKind, Selection)>,
}

/// A member whose value names the variant.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The name of the member.
    pub property: String,
    /// Which value stands for which schema.
    pub mapping: Vec<(String, SchemaId)>,
}

/// How the variant is found among those that share a kind of JSON value. Numbers are positions
/// among the variants.
#[derive(Clone, Debug)]
pub enum Selection {
    /// There is one.
    Only(usize),
    /// A member names it.
    Tag {
        /// The member.
        property: String,
        /// Which value stands for which variant.
        values: Vec<(String, usize)>,
        /// The variant for other values.
        other: Option<usize>,
    },
    /// Text that is listed belongs to the variant that lists it, other text to the first of the
    /// others that can be decoded.
    Text {
        /// The listed texts.
        listed: Vec<(Vec<String>, usize)>,
        /// The variants for other text, the more special ones first.
        others: Vec<usize>,
    },
    /// The object that fits best, by what is required and what is known.
    BestMatch(Vec<ObjectPattern>),
    /// The kind of a list's first item tells it; an empty list is of the first variant.
    FirstItem(Vec<(JsonKind, Vec<usize>)>),
    /// The first that can be decoded.
    FirstDecoded(Vec<usize>),
}

/// What an object has to look like to be of a variant.
#[derive(Clone, Debug)]
pub struct ObjectPattern {
    /// The variant's position.
    pub variant: usize,
    /// Members that must be there.
    pub required: Vec<String>,
    /// Members that are declared.
    pub known: Vec<String>,
    /// Members that hold one of a few texts.
    pub fixed: Vec<(String, Vec<String>)>,
}
