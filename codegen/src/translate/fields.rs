//! Translates object properties to the fields of a struct.

use super::docs::{docs, with_default};
use super::types::Types;
use crate::ident::{FieldName, NameOrigin, Scope, unique};
use crate::ir::{self, Access, Additional, Kind, Object, SchemaId};
use crate::options::Nulls;
use crate::rust::{AdditionalField, Docs, Field, Presence, Struct, TypeRef};
use crate::text::code_span;

/// The struct for the object schema `id`.
pub(super) fn structure(types: &Types<'_>, id: SchemaId, object: &Object) -> Struct {
    // Each field has a setter of the same name, and `new` is the constructor.
    let mut scope = Scope::with(&["new"]);
    let unnamed = object.required.iter().filter(|name| !object.properties.contains_key(*name));
    let members: Vec<(&str, Option<SchemaId>)> = object
        .properties
        .iter()
        .map(|(name, property)| (name.as_str(), Some(*property)))
        .chain(unnamed.map(|name| (name.as_str(), None)))
        .collect();
    let preferred: Vec<(NameOrigin, FieldName)> = members
        .iter()
        .map(|(name, property)| match property.and_then(|id| types.ir.pinned_property(name, id)) {
            Some(pinned) => (NameOrigin::Pinned, FieldName::new(pinned)),
            None => (NameOrigin::Derived, FieldName::new(name)),
        })
        .collect();
    let names = unique(&mut scope, &preferred);
    let fields = names.into_iter().zip(&members).map(|(name, (wire, property))| {
        let mut field = match property {
            Some(property) => declared(types, id, object, name, wire, *property),
            None => undeclared(name, wire),
        };
        if field.docs.is_empty() && !is_spelling(field.name.as_str(), wire) {
            field.docs = Docs::of(format!("The property {}.", code_span(wire)));
        }
        field
    });
    let fields = fields.collect();
    Struct { fields, additional: additional(types, object, &mut scope) }
}

/// Whether a name differs from the name on the wire at most in case and separators.
fn is_spelling(name: &str, wire: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.trim_start_matches("r#").chars();
        letters.filter(|letter| !matches!(letter, '_' | '-')).flat_map(char::to_lowercase).collect()
    };
    letters(name) == letters(wire)
}

/// The field for a declared property.
fn declared(
    types: &Types<'_>,
    owner: SchemaId,
    object: &Object,
    name: FieldName,
    wire: &str,
    property: SchemaId,
) -> Field {
    let schema = &types.ir.schemas[property];
    let is_any = matches!(types.ir.schemas[types.ir.schemas.target(property)].kind, Kind::Any);
    // Null is one of any values.
    let nullable = is_any || types.ir.schemas.nullable(property);
    let needed = if object.required.contains(wire) {
        needed(types, owner, property)
    } else {
        Needed::Nowhere
    };
    let (presence, ty) = match (needed, nullable) {
        (Needed::Always, _) => (Presence::Required, types.nullable_ref(property)),
        (Needed::InRequests, false) => (Presence::WriteOnly, types.type_ref(property)),
        (_, true) if is_distinct(types, owner) => (Presence::Nullable, types.type_ref(property)),
        (_, _) => (Presence::Optional, types.type_ref(property)),
    };
    Field {
        name,
        wire: wire.to_owned(),
        ty,
        presence,
        docs: with_default(
            docs(&description(types, property), String::new),
            schema.rare.default.as_ref(),
        ),
    }
}

/// Whether the fields of an object distinguish absent from null.
fn is_distinct(types: &Types<'_>, owner: SchemaId) -> bool {
    match types.options.nulls {
        Nulls::Distinct => true,
        Nulls::CollapsedInResponses => types.reachable.request.contains(&owner),
    }
}

/// The documentation of the property, or the first sentence of that of the component it refers to.
fn description(types: &Types<'_>, property: SchemaId) -> ir::Docs {
    let own = &types.ir.schemas[property].docs;
    if !types.components.contains_key(&property) {
        return own.clone();
    }
    let first = own.description.as_deref().map(first_sentence);
    ir::Docs { description: first, limits: Vec::new(), ..own.clone() }
}

fn first_sentence(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    match paragraph.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => paragraph.to_owned(),
    }
}

/// Where a required property is present after all, because `readOnly` and `writeOnly` exclude it in
/// one direction.
enum Needed {
    Always,
    InRequests,
    Nowhere,
}

fn needed(types: &Types<'_>, owner: SchemaId, property: SchemaId) -> Needed {
    let target = types.ir.schemas.target(property);
    let access = match types.ir.schemas[property].access {
        Access::ReadWrite => types.ir.schemas[target].access,
        access => access,
    };
    let sent = types.reachable.request.contains(&owner);
    let received = types.reachable.response.contains(&owner);
    match access {
        Access::ReadOnly if sent => Needed::Nowhere,
        Access::WriteOnly if sent && received => Needed::InRequests,
        Access::WriteOnly if received => Needed::Nowhere,
        Access::ReadWrite | Access::ReadOnly | Access::WriteOnly => Needed::Always,
    }
}

/// The field for a property that is required but not declared.
fn undeclared(name: FieldName, wire: &str) -> Field {
    Field {
        name,
        wire: wire.to_owned(),
        ty: TypeRef::Value,
        presence: Presence::Required,
        docs: Docs::default(),
    }
}

fn additional(types: &Types<'_>, object: &Object, scope: &mut Scope) -> Option<AdditionalField> {
    let ty = match object.additional {
        Additional::Unspecified | Additional::Forbidden => return None,
        Additional::Any => TypeRef::Value,
        Additional::Schema(values) => types.nullable_ref(values),
    };
    Some(AdditionalField { name: scope.take(FieldName::new("additional_properties")), ty })
}
