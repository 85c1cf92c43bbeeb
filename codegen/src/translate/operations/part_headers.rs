//! The headers of the parts of a body to fields beside those of the parts.
//!
//! Files take headers themselves, so that theirs are only told. Invariant: a header is required only
//! where its part is, or where it has one value, which nobody has to give.

use crate::ident::{FieldName, Scope};
use crate::ir::{Header, Kind};
use crate::rust::{Field, PartFormat, Presence, TypeRef};
use crate::translate::docs::docs;
use crate::translate::types::Types;

/// The names that the parts have taken.
pub(super) fn scope(parts: &[Field]) -> Scope {
    let mut scope = Scope::with(&["new"]);
    for part in parts {
        scope.take(part.name.clone());
    }
    scope
}

/// The fields for the headers of a value, and how each is written.
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
        let is_known = part.presence == Presence::Required || has_one_value(header, types);
        let field = Field {
            name: scope.take(FieldName::new(&format!("{} {}", part.wire, header.name))),
            wire: header.name.clone(),
            ty,
            presence: if header.required && is_known && !is_nullable {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: docs(&header.docs, || {
                format!("The header {} of the part {}.", quoted(&header.name), quoted(&part.wire))
            }),
        };
        (field, PartFormat::HeaderOf(part.wire.clone(), header.wire))
    };
    headers.iter().map(field).collect()
}

/// Tells the headers of a file, which takes them with `FilePart::header`.
pub(super) fn tell(part: &mut Field, headers: &[Header]) {
    if !headers.is_empty() {
        let names: Vec<String> = headers.iter().map(|header| quoted(&header.name)).collect();
        part.docs.text.push_str("\n\nHeaders that it may have: ");
        part.docs.text.push_str(&names.join(", "));
        part.docs.text.push('.');
    }
}

fn has_one_value(header: &Header, types: &Types<'_>) -> bool {
    let Some(schema) = header.schema else { return false };
    match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Enum(listed) => listed.values.len() == 1,
        _ => false,
    }
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.replace(['`', '\n', '\r'], " "))
}
