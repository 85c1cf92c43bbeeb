//! Translates the headers of multipart parts to fields next to those of the parts.
//!
//! A file carries its own headers, so those are only documented. Invariant: a header is required only
//! if its part is required, or if it has a single value, which callers do not set.

use crate::ident::{FieldName, Scope};
use crate::ir::{Header, Kind};
use crate::rust::{Field, PartFormat, Presence, TypeRef};
use crate::text::code_span;
use crate::translate::docs::docs;
use crate::translate::types::Types;

/// The scope of field names, which contains those of the parts.
pub(super) fn scope(parts: &[Field]) -> Scope {
    let mut scope = Scope::with(&["new"]);
    for part in parts {
        scope.take(part.name.clone());
    }
    scope
}

/// The fields for the headers of a part, with the encoding of each.
pub(super) fn fields(
    part: &Field,
    headers: &[Header],
    types: &Types<'_>,
    scope: &mut Scope,
) -> Vec<(Field, PartFormat)> {
    let field = |header: &Header| {
        let ty = header.schema.map_or(TypeRef::String, |schema| types.type_ref(schema));
        let (ty, is_nullable) = match ty {
            TypeRef::Option(inner) => (*inner, true),
            ty => (ty, false),
        };
        let is_available = part.presence == Presence::Required || has_one_value(header, types);
        let field = Field {
            name: scope.take(FieldName::new(&format!("{} {}", part.wire, header.name))),
            wire: header.name.clone(),
            ty,
            presence: if header.required && is_available && !is_nullable {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: docs(&header.docs, || {
                let (header, part) = (code_span(&header.name), code_span(&part.wire));
                format!("The header {header} of the part {part}.")
            }),
        };
        (field, PartFormat::HeaderOf(part.wire.clone(), header.serialization))
    };
    headers.iter().map(field).collect()
}

/// Documents the headers of a file, which `FilePart::header` sets.
pub(super) fn document(part: &mut Field, headers: &[Header]) {
    if !headers.is_empty() {
        let names = headers.iter().map(|header| code_span(&header.name).to_string());
        let names = names.collect::<Vec<_>>().join(", ");
        part.docs.blocks.push(format!("Headers of the part: {names}."));
    }
}

fn has_one_value(header: &Header, types: &Types<'_>) -> bool {
    let Some(schema) = header.schema else { return false };
    match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Enum(listed) => listed.values.len() == 1,
        _ => false,
    }
}
