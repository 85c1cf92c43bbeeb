//! The keywords that few schemas have.
//!
//! Most schemas of a description are a type with a description. Invariant: a schema without these
//! keywords takes one word for all of them.

use std::ops::{Deref, DerefMut};

use serde_json::Value;

use super::{Derive, Example, Limit, Spanned};

/// The keywords that few schemas have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RareKeywords {
    /// The default. It is documented but never sent.
    pub default: Option<Value>,
    /// The examples.
    pub examples: Vec<Example>,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The former names of its type: `x-rust-alias`.
    pub aliases: Vec<Spanned<String>>,
    /// The name of the type in `x-ms-enum`.
    pub enum_name: Option<String>,
    /// What the type derives on request: `x-rust-derive`.
    pub derives: Vec<Spanned<Derive>>,
    /// The largest number of items of an array: `maxItems`.
    pub max_items: Option<usize>,
    /// The regular expression that strings match: `pattern`. It is compared with examples only.
    pub pattern: Option<String>,
    /// The other limits.
    pub limits: Vec<Limit>,
}

impl RareKeywords {
    /// Those of a schema that has none.
    const NONE: &Self = &Self {
        default: None,
        examples: Vec::new(),
        rust_name: None,
        aliases: Vec::new(),
        enum_name: None,
        derives: Vec::new(),
        max_items: None,
        pattern: None,
        limits: Vec::new(),
    };
}

/// The [`RareKeywords`] of a schema, to which this dereferences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare(Option<Box<RareKeywords>>);

impl From<RareKeywords> for Rare {
    fn from(keywords: RareKeywords) -> Self {
        Self((keywords != *RareKeywords::NONE).then(|| Box::new(keywords)))
    }
}

impl Deref for Rare {
    type Target = RareKeywords;

    fn deref(&self) -> &RareKeywords {
        self.0.as_deref().unwrap_or(RareKeywords::NONE)
    }
}

impl DerefMut for Rare {
    fn deref_mut(&mut self) -> &mut RareKeywords {
        self.0.get_or_insert_default()
    }
}
