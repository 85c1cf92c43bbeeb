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
    for id in schemas.ids() {
        let Kind::Union(union) = &schemas[id].kind else { continue };
        let Some(discriminator) = &union.discriminator else { continue };
        let property = discriminator.property.clone();
        let (mut written, mut kept, mut declared) = (Vec::new(), Vec::new(), Vec::new());
        let values = values(union);
        for (position, variant) in union.variants.iter().enumerate() {
            let target = schemas.target(*variant);
            let Kind::Object(object) = &schemas[target].kind else { continue };
            if object.properties.contains_key(&property) {
                continue;
            }
            let is_default = is_default(schemas, union, target);
            if let Additional::Schema(others) = object.additional
                && !has_texts(schemas, others)
            {
                declared.push((target, is_default));
            }
            match values.get(&position).map(Vec::as_slice) {
                Some([only]) if !is_default => written.push((position, (*only).to_owned())),
                _ => kept.push(target),
            }
        }
        if let Kind::Union(union) = &mut schemas[id].kind {
            union.written_tags = written;
        }
        for target in kept {
            if let Kind::Object(object) = &mut schemas[target].kind
                && matches!(object.additional, Additional::Unspecified | Additional::Forbidden)
            {
                object.additional = Additional::Any;
            }
        }
        for (target, is_default) in declared {
            let kind = if is_default { Kind::Any } else { Kind::String(StringKind::Text) };
            let pointer = schemas[target].pointer.child("properties").child(&property);
            let schema = schemas.add(Schema::new(pointer, kind));
            if let Kind::Object(object) = &mut schemas[target].kind {
                object.properties.insert(property.clone(), schema);
            }
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
