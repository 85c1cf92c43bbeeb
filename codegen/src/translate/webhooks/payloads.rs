//! Translates the media types of a body to types.
//!
//! Invariant: the types are distinct, JSON comes first, and the first one has the plain name.

use crate::analysis::{Family, subtype_words};
use crate::ident::{Scope, TypeName};
use crate::ir::MediaType;
use crate::rust::{Docs, Payload, TypeRef};
use crate::text::code_span;
use crate::translate::types::Types;

/// The types of a body. `name` is the name of the first one.
pub(super) fn payloads(
    content: &[MediaType],
    name: &str,
    docs: &Docs,
    types: &Types<'_>,
    scope: &mut Scope,
) -> Vec<Payload> {
    let mut ordered: Vec<&MediaType> = content.iter().collect();
    ordered.sort_by_key(|media_type| Family::of(media_type, &types.ir.schemas) != Family::Json);
    let mut found: Vec<Payload> = Vec::new();
    for media_type in ordered {
        let ty = ty(media_type, types);
        if found.iter().any(|known| known.ty == ty) {
            continue;
        }
        let word = if found.is_empty() { String::new() } else { word(media_type, types) };
        let mut docs = docs.clone();
        docs.blocks.push(format!("Its media type is {}.", code_span(&media_type.name)));
        found.push(Payload { name: scope.take(TypeName::joined(&[name, &word])), docs, ty });
    }
    found
}

/// The word that distinguishes a body from the first one.
fn word(media_type: &MediaType, types: &Types<'_>) -> String {
    match Family::of(media_type, &types.ir.schemas) {
        Family::Form => "Form".to_owned(),
        _ => subtype_words(&media_type.name),
    }
}

/// The type of a body; `None` for bytes.
fn ty(media_type: &MediaType, types: &Types<'_>) -> Option<TypeRef> {
    match Family::of(media_type, &types.ir.schemas) {
        Family::Text => Some(TypeRef::String),
        Family::Json => Some(types.content_ref(media_type)),
        _ => media_type.schema.map(|schema| types.standalone_ref(schema)),
    }
}
