//! Finds the successful responses that may be pages of a list.
//!
//! Invariant: responses have an equal type within a candidate, and different types in two candidates.

use indexmap::IndexMap;

use crate::ident::VariantName;
use crate::rust::{Content, PageResponses, ResponseSetKind, TypeRef};

/// The JSON types of the responses in their order, each with the responses that have it.
pub(super) fn candidates(responses: &ResponseSetKind) -> Vec<(&TypeRef, PageResponses)> {
    match responses {
        ResponseSetKind::Single(Content::Json(page)) => vec![(page, PageResponses::All)],
        ResponseSetKind::Single(_) => Vec::new(),
        ResponseSetKind::Own { variants, .. } | ResponseSetKind::Shared { variants, .. } => {
            let mut by_type: IndexMap<&TypeRef, Vec<VariantName>> = IndexMap::new();
            for variant in variants {
                if let Content::Json(page) = &variant.content {
                    by_type.entry(page).or_default().push(variant.name.clone());
                }
            }
            let candidate = |(page, names)| (page, PageResponses::Variants(names));
            by_type.into_iter().map(candidate).collect()
        }
    }
}

/// The type of all responses that have a body.
pub(super) fn only_body(responses: &ResponseSetKind) -> Option<&TypeRef> {
    let mut contents: Vec<&Content> = match responses {
        ResponseSetKind::Single(content) => vec![content],
        ResponseSetKind::Own { variants, .. } | ResponseSetKind::Shared { variants, .. } => {
            variants.iter().map(|variant| &variant.content).collect()
        }
    };
    contents.retain(|content| **content != Content::Empty);
    let (first, others) = contents.split_first()?;
    match first {
        Content::Json(page) if others.iter().all(|content| content == first) => Some(page),
        _ => None,
    }
}
