//! Keeps discriminators that a variant does not declare as a property.
//!
//! Without one, the value could not be told apart when it is read again. Where one value identifies the
//! variant, the union writes it; a variant that has several values, or that is also that of other values,
//! gets additional properties, which keep what was received, even if it forbids them: its values have the
//! discriminator. Where additional properties are no texts, the variant gets the property itself.
//! Invariant: only additional properties, that property and [`Union::written_tags`] change.

use std::collections::HashMap;

use crate::ir::{Additional, Kind, Schema, SchemaId, Schemas, Selection, StringKind, Union};

/// Decides for each variant of each union with a discriminator. The selection must have been set.
pub(super) fn run(schemas: &mut Schemas) {
    let mut all = Vec::new();
    for id in schemas.ids() {
        let variants = untagged(schemas, id);
        if let Kind::Union(union) = &mut schemas[id].kind {
            let written = variants.iter().filter_map(|it| Some((it.position, it.only.clone()?)));
            union.written_tags = written.collect();
        }
        all.extend(variants);
    }
    // Schemas change only now, because a variant may be that of several unions.
    for variant in all {
        variant.keep_tag(schemas);
    }
}

/// A variant without the property of the discriminator.
struct Untagged {
    target: SchemaId,
    position: usize,
    property: String,
    /// The only value that identifies it.
    only: Option<String>,
    is_default: bool,
}

/// The variants of a union that do not have the property of its discriminator.
fn untagged(schemas: &Schemas, id: SchemaId) -> Vec<Untagged> {
    let Kind::Union(union) = &schemas[id].kind else { return Vec::new() };
    let Some(discriminator) = &union.discriminator else { return Vec::new() };
    let values = values(union);
    let variants = union.variants.iter().enumerate().filter_map(|(position, variant)| {
        let target = schemas.target(*variant);
        let Kind::Object(object) = &schemas[target].kind else { return None };
        let property = discriminator.property.clone();
        if object.properties.contains_key(&property) {
            return None;
        }
        let is_default = is_default(schemas, union, target);
        let only = match values.get(&position).map(Vec::as_slice) {
            Some([only]) if !is_default => Some((*only).to_owned()),
            _ => None,
        };
        Some(Untagged { target, position, property, only, is_default })
    });
    variants.collect()
}

impl Untagged {
    /// Changes the schema so that its values keep the discriminator that they were received with.
    fn keep_tag(self, schemas: &mut Schemas) {
        let Kind::Object(object) = &schemas[self.target].kind else { return };
        match object.additional {
            Additional::Schema(others) if !has_texts(schemas, others) => self.declare(schemas),
            Additional::Unspecified | Additional::Forbidden if self.only.is_none() => {
                if let Kind::Object(object) = &mut schemas[self.target].kind {
                    object.additional = Additional::Any;
                }
            }
            _ => {}
        }
    }

    /// Adds the property, unless another union with the same discriminator did.
    fn declare(self, schemas: &mut Schemas) {
        let kind = if self.is_default { Kind::Any } else { Kind::String(StringKind::Text) };
        let pointer = schemas[self.target].pointer.child("properties").child(&self.property);
        let schema = schemas.add(Schema::new(pointer, kind));
        if let Kind::Object(object) = &mut schemas[self.target].kind {
            object.properties.entry(self.property).or_insert(schema);
        }
    }
}

/// Whether values of the schema may be any text, such as that of a discriminator.
fn has_texts(schemas: &Schemas, id: SchemaId) -> bool {
    matches!(schemas[schemas.target(id)].kind, Kind::Any | Kind::String(StringKind::Text))
}

/// The values of the discriminator that identify each variant, by position.
fn values(union: &Union) -> HashMap<usize, Vec<&str>> {
    let mut all: HashMap<usize, Vec<&str>> = HashMap::new();
    for (_, selection) in &union.selection {
        if let Selection::Tag { values, .. } = selection {
            for (value, position) in values {
                all.entry(*position).or_default().push(value);
            }
        }
    }
    all
}

/// Whether the variant is also that of values that identify none.
fn is_default(schemas: &Schemas, union: &Union, target: SchemaId) -> bool {
    let named = union.discriminator.as_ref().and_then(|it| it.default);
    let mut defaults = [union.other, named].into_iter().flatten();
    defaults.any(|id| schemas.target(id) == target)
}
